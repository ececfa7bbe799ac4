"""What a person does to the masks of objects, one or several at once.

As in `edits`, what does not change keeps its identity, and locked objects are not changed; an object never becomes
empty: an edit that would leave it no pixel leaves it alone, or removes it where that is said. Masks of another size,
which a picture has whose file was replaced, share no pixel with those of the picture as it is.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import LabeledObject, new_id, together
from sam3_studio.core.mask_algebra import may_share, subtracted, united
from sam3_studio.core.rle import Rle
from sam3_studio.editing.edits import with_objects


def set_masks(document: ImageDocument, masks: Mapping[str, Rle], time: float) -> ImageDocument:
    """Give objects other masks.

    Args:
        document: that has them.
        masks: by the ids of their objects; an empty one leaves its object as it is.
        time: now, in seconds since 1970.
    """
    after = tuple(_with_mask(item, masks.get(item.id, item.mask), time) for item in document.objects)
    return with_objects(document, after)


def divide(document: ImageDocument, object_id: str, pieces: Sequence[Rle], time: float) -> ImageDocument:
    """Make several objects of one: it keeps the first piece, the others are new ones right above it.

    Args:
        document: that has it.
        object_id: of the object.
        pieces: masks, one or more.
        time: now, in seconds since 1970.
    """
    objects: list[LabeledObject] = []
    for item in document.objects:
        if item.id != object_id or item.locked:
            objects.append(item)
            continue
        objects.append(_with_mask(item, pieces[0], time))
        objects += [replace(_with_mask(item, piece, time), id=new_id(), edits=0) for piece in pieces[1:] if piece.area]
    return with_objects(document, tuple(objects))


def erase(document: ImageDocument, ids: Collection[str], area: Rle, time: float) -> ImageDocument:
    """Take pixels from objects; those that lose all are removed, and those of another size stay as they are.

    Args:
        document: that has them.
        ids: of the objects.
        area: the pixels.
        time: now, in seconds since 1970.
    """
    kept = []
    for item in document.objects:
        loses = item.id in ids and not item.locked and _size(item.mask) == _size(area)
        left = subtracted(item.mask, area) if loses else item.mask
        if left.area:
            kept.append(_with_mask(item, left, time))
    return with_objects(document, tuple(kept))


def merge(document: ImageDocument, ids: Collection[str], time: float) -> ImageDocument:
    """Make one object of several: the topmost of them stays, and gets the pixels of all and what is said of them.

    Attributes of objects of another class say nothing of it.

    Args:
        document: that has them.
        ids: of the objects; locked ones are left out, and of fewer than two nothing is made.
        time: now, in seconds since 1970.

    Raises:
        ValueError: they are of different size.
    """
    merged = [item for item in document.objects if item.id in ids and not item.locked]
    if len(merged) < 2:
        return document
    stays = merged[-1]
    gone = {item.id for item in merged[:-1]}
    whole = _with_mask(stays, united([item.mask for item in merged]), time)
    said = [item.details for item in reversed(merged) if item.class_id == stays.class_id]
    said += [replace(item.details, attributes=()) for item in reversed(merged) if item.class_id != stays.class_id]
    whole = replace(whole, details=together(said))
    return with_objects(
        document, tuple(whole if item is stays else item for item in document.objects if item.id not in gone)
    )


def subtract(
    document: ImageDocument, ids: Collection[str], time: float, *, others: Collection[str] | None = None
) -> ImageDocument:
    """Take the pixels of objects from others that lie under or over them; those that lose all are removed.

    Args:
        document: that has them.
        ids: of the objects whose pixels are to be theirs alone.
        time: now, in seconds since 1970.
        others: ids of those that lose pixels; None for all others.

    Raises:
        ValueError: the objects whose pixels they are to be are of different size.
    """
    cutters = [item.mask for item in document.objects if item.id in ids]
    if not cutters:
        return document
    losing = {item.id for item in document.objects if others is None or item.id in others}
    return erase(document, losing - set(ids), united(cutters), time)


def without_overlaps(document: ImageDocument, time: float, *, among: Collection[str] | None = None) -> ImageDocument:
    """Give every pixel to one object alone: the topmost, but a locked one before any other.

    Objects that are covered as a whole are removed. Two locked objects may still overlap.

    Args:
        document: that has them.
        time: now, in seconds since 1970.
        among: ids of those that it is about, the others stay as they are; None for all.
    """
    above: dict[tuple[int, int], list[Rle]] = {}
    after: dict[str, LabeledObject | None] = {}
    meant = [item for item in document.objects if among is None or item.id in among]
    locked_first = [item for item in meant if item.locked]
    locked_first += [item for item in reversed(meant) if not item.locked]
    for item in locked_first:
        higher = above.setdefault(_size(item.mask), [])
        covering = [] if item.locked else [mask for mask in higher if may_share(mask, item.mask)]
        if covering:
            left = subtracted(item.mask, united(covering))
            after[item.id] = _with_mask(item, left, time) if left.area else None
        higher.append(item.mask)
    kept = (after.get(item.id, item) for item in document.objects)
    return with_objects(document, tuple(item for item in kept if item is not None))


def to_front(document: ImageDocument, ids: Collection[str]) -> ImageDocument:
    """Put objects above all others; among themselves they stay in order. Later objects lie on top."""
    return with_objects(document, _apart(document, ids, chosen_last=True))


def to_back(document: ImageDocument, ids: Collection[str]) -> ImageDocument:
    """Put objects below all others; among themselves they stay in order."""
    return with_objects(document, _apart(document, ids, chosen_last=False))


def _apart(document: ImageDocument, ids: Collection[str], *, chosen_last: bool) -> tuple[LabeledObject, ...]:
    chosen = tuple(item for item in document.objects if item.id in ids)
    others = tuple(item for item in document.objects if item.id not in ids)
    return others + chosen if chosen_last else chosen + others


def _size(mask: Rle) -> tuple[int, int]:
    return mask.height, mask.width


def _with_mask(item: LabeledObject, mask: Rle, time: float) -> LabeledObject:
    """The object with another mask; itself where nothing changes."""
    if item.locked or mask == item.mask or not mask.area:
        return item
    return replace(item, mask=mask, source=item.source.once_edited, time=time)
