"""What can be done to a document: functions that take one and give another.

Each keeps what it does not change, by identity, so that a view repaints and a project writes only the rest. An edit
that changes nothing gives back the very document it was given. Locked objects are neither changed nor removed, but
they can be hidden and unlocked: that changes no label.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from sam3_studio.core.document import ImageDocument, Rejection
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Details, LabelClass, LabeledObject, PromptBox
from sam3_studio.core.rle import Rle
from sam3_studio.editing.details import of_other_class

_Item = TypeVar("_Item", LabeledObject, PromptBox)


def add_objects(document: ImageDocument, objects: Iterable[LabeledObject]) -> ImageDocument:
    """Append objects; those whose id is there already are left out."""
    new = _new(document.objects, objects)
    return replace(document, objects=document.objects + new) if new else document


def remove_objects(document: ImageDocument, ids: Collection[str]) -> ImageDocument:
    """Remove the objects with these ids, except locked ones."""
    gone = frozenset(ids)
    return with_objects(document, tuple(o for o in document.objects if o.locked or o.id not in gone))


def change_class(
    document: ImageDocument, ids: Collection[str], class_id: int, classes: Iterable[LabelClass] = ()
) -> ImageDocument:
    """Give the objects with these ids another class, except locked ones.

    Args:
        document: that has them.
        ids: of the objects.
        class_id: of their new class.
        classes: tell by their attributes what is said of objects of a class unless a person says otherwise.
    """
    said_of = {one.id: one.attributes for one in classes}

    def change(item: LabeledObject) -> LabeledObject:
        if item.locked or item.class_id == class_id:
            return item
        details = of_other_class(item.details, said_of.get(item.class_id, ()), said_of.get(class_id, ()))
        return replace(item, class_id=class_id, details=details)

    return with_objects(document, _changed(document.objects, ids, change))


def set_details(document: ImageDocument, details: Mapping[str, Details]) -> ImageDocument:
    """Replace what is said of objects, given by their ids; locked ones stay as they are."""

    def change(item: LabeledObject) -> LabeledObject:
        wanted = details[item.id]
        return item if item.locked or item.details == wanted else replace(item, details=wanted)

    return with_objects(document, _changed(document.objects, details, change))


def set_hidden(document: ImageDocument, ids: Collection[str], *, hidden: bool) -> ImageDocument:
    """Hide the objects with these ids or show them, locked ones too."""

    def change(item: LabeledObject) -> LabeledObject:
        return item if item.hidden == hidden else replace(item, hidden=hidden)

    return with_objects(document, _changed(document.objects, ids, change))


def set_locked(document: ImageDocument, ids: Collection[str], *, locked: bool) -> ImageDocument:
    """Lock the objects with these ids or unlock them."""

    def change(item: LabeledObject) -> LabeledObject:
        return item if item.locked == locked else replace(item, locked=locked)

    return with_objects(document, _changed(document.objects, ids, change))


def add_box(document: ImageDocument, box: PromptBox) -> ImageDocument:
    """Append a prompt box, unless its id is there already."""
    new = _new(document.boxes, [box])
    return replace(document, boxes=document.boxes + new) if new else document


def replace_box(document: ImageDocument, box_id: str, box: Box) -> ImageDocument:
    """Move or resize a prompt box.

    Args:
        document: that has it; without it nothing changes.
        box_id: of the prompt box.
        box: its new place, in pixels of the picture; inside it.
    """

    def change(item: PromptBox) -> PromptBox:
        return item if item.box == box else replace(item, box=box)

    return _with_boxes(document, _changed(document.boxes, {box_id}, change))


def set_box_enabled(document: ImageDocument, box_id: str, *, enabled: bool) -> ImageDocument:
    """Switch a prompt box on or off."""

    def change(item: PromptBox) -> PromptBox:
        return item if item.enabled == enabled else replace(item, enabled=enabled)

    return _with_boxes(document, _changed(document.boxes, {box_id}, change))


def remove_box(document: ImageDocument, box_id: str) -> ImageDocument:
    """Remove a prompt box."""
    return _with_boxes(document, tuple(item for item in document.boxes if item.id != box_id))


def clear_boxes(document: ImageDocument, class_id: int) -> ImageDocument:
    """Remove every prompt box of a class."""
    return _with_boxes(document, tuple(item for item in document.boxes if item.class_id != class_id))


def reject(document: ImageDocument, class_id: int, masks: Iterable[Rle]) -> ImageDocument:
    """Note that candidates of a class are not wanted; those rejected before are left out."""
    known = set(document.rejected_of(class_id))
    new = tuple(Rejection(class_id, mask) for mask in dict.fromkeys(masks) if mask not in known)
    return replace(document, rejections=document.rejections + new) if new else document


def unreject(document: ImageDocument, class_id: int, masks: Collection[Rle]) -> ImageDocument:
    """Offer candidates of a class again that were rejected, told by their masks."""
    left = tuple(one for one in document.rejections if one.class_id != class_id or one.mask not in masks)
    return document if len(left) == len(document.rejections) else replace(document, rejections=left)


def offer_again(document: ImageDocument) -> ImageDocument:
    """Offer everything again that was rejected, of all classes."""
    return replace(document, rejections=()) if document.rejections else document


def counted(before: ImageDocument, after: ImageDocument) -> ImageDocument:
    """The later document, with one edit more counted for each object whose mask or class is another than before."""
    known = {item.id: item for item in before.objects}

    def count(item: LabeledObject) -> LabeledObject:
        old = known.get(item.id)
        if old is None or old is item or (old.mask, old.class_id) == (item.mask, item.class_id):
            return item
        return replace(item, edits=old.edits + 1)

    return after if after.objects is before.objects else with_objects(after, tuple(map(count, after.objects)))


def _new(present: tuple[_Item, ...], items: Iterable[_Item]) -> tuple[_Item, ...]:
    """Those whose id is not there yet, each id once."""
    known = {item.id for item in present}
    new = {item.id: item for item in items if item.id not in known}
    return tuple(new.values())


def _changed(items: tuple[_Item, ...], ids: Collection[str], change: Callable[[_Item], _Item]) -> tuple[_Item, ...]:
    meant = frozenset(ids)
    return tuple(change(item) if item.id in meant else item for item in items)


def with_objects(document: ImageDocument, objects: tuple[LabeledObject, ...]) -> ImageDocument:
    """The document with these objects; itself where they are the very ones that it has."""
    return document if _same(document.objects, objects) else replace(document, objects=objects)


def _with_boxes(document: ImageDocument, boxes: tuple[PromptBox, ...]) -> ImageDocument:
    return document if _same(document.boxes, boxes) else replace(document, boxes=boxes)


def _same(before: tuple[_Item, ...], after: tuple[_Item, ...]) -> bool:
    return len(before) == len(after) and all(a is b for a, b in zip(before, after, strict=True))
