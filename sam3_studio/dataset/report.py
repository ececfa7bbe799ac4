"""What an export has done, and the checks that every format makes before it."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from operator import add, attrgetter
from pathlib import Path

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import NO_DETAILS
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.disk_table import DiskTable
from sam3_studio.dataset.files import write_if_changed

# Control characters, halves of characters, and line and paragraph separators.
_UNWRITABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
# What turns the direction of the letters that follow, and lets a name look like another one.
_TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_MOST_NAMES = 10
REPORT = "export-report.json"
"""The file beside labels that says what came of writing them."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An object that was not written.

    Attributes:
        image: name of the picture.
        label: name of the object's class.
        reason: in a few words.
    """

    image: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Changes:
    """How many objects a format could not hold as they are.

    Attributes:
        holes: objects whose holes hang on key-holes.
        parts: objects whose parts hang together by bridges.
        simplified: objects whose outlines had more corners than the format's readers take, and have fewer now.
        covered: objects that lie in part under others, and lost that part.
        hidden: objects that lie under others as a whole, so that nothing is left of them.
        boxes: objects of which a box alone is written.
        filled: objects whose holes are filled.
        split: objects with holes that are cut into pieces, each an object of its own.
        overlong: outlines that keep more corners than readers take, as fewer would have cost too much.
        twins: objects that readers leave out, as an earlier one of the picture has their class and box.
        unsaid: objects of which a person has said more than their class, which is not written.
    """

    holes: int = 0
    parts: int = 0
    simplified: int = 0
    covered: int = 0
    hidden: int = 0
    boxes: int = 0
    filled: int = 0
    split: int = 0
    overlong: int = 0
    twins: int = 0
    unsaid: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(*map(add, _COUNTS(self), _COUNTS(other)))


_COUNTS = attrgetter(*Changes.__slots__)
NO_CHANGES = Changes()
"""Where everything is written as it is."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    Attributes:
        folder: where.
        images: pictures whose labels were written, those without objects included.
        objects: of those pictures.
        skipped: objects left out.
        renamed: pictures that go by another name in the dataset: old name, new name.
        lowest_iou: of the written shapes with the masks, over all objects, 0 to 1; None where no shape was written.
        lowest_box_iou: of the written boxes with those of the masks, of oriented ones the share of the mask that they
            hold, 0 to 1; None where no box was written, or nothing was compared.
        notes: what a person should know, a sentence each.
        edited: pictures whose label files a person edited since: those were not written.
        changes: what the format could not hold as it is.
    """

    folder: Path
    images: int
    objects: int
    skipped: tuple[Skipped, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    lowest_iou: float | None = None
    lowest_box_iou: float | None = None
    notes: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    changes: Changes = NO_CHANGES


Usable = tuple[int, Annotation, Box]
"""An object that has pixels: the index of its class, itself, its tight box."""


def unsaid(usable: Sequence[Usable]) -> int:
    """Of how many objects a person has said more than their class."""
    return sum(annotation.details != NO_DETAILS for _, annotation, _ in usable)


def write_report(report: ExportReport, format_: str) -> None:
    """Write `export-report.json` beside what was written.

    Raises:
        DatasetError: it cannot be written.
    """
    content = {"format": format_, **{key: value for key, value in asdict(report).items() if key != "folder"}}
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    write_if_changed(report.folder / REPORT, f"{text}\n".encode())


class Tally:
    """Counts while an export runs."""

    def __init__(self, class_names: Sequence[str]) -> None:
        """Raises DatasetError when the class names are no usable list."""
        check_class_names(class_names)
        self.images = 0
        self.objects = 0
        self.skipped: list[Skipped] = []
        self.changes = NO_CHANGES
        self._index = {name: i for i, name in enumerate(class_names)}
        self._names = DiskTable()

    def usable(self, image: AnnotatedImage) -> list[Usable]:
        """Count a picture; its objects that have pixels, each with the index of its class and its tight box.

        Raises:
            DatasetError: the picture came before, an object's class is not listed or its mask has another size.
        """
        if not self._names.add(image.path):
            raise DatasetError("The picture {image} is there twice; give each picture once.", image=image.path)
        self.images += 1
        usable = []
        for annotation in image.annotations:
            if annotation.label not in self._index:
                raise DatasetError(
                    "{image} has an object of the class {label!r}, which is not among the classes ({classes}); add it.",
                    image=image.path,
                    label=annotation.label,
                    classes=", ".join(self._index),
                )
            mask = annotation.mask
            if (mask.width, mask.height) != (image.width, image.height):
                raise DatasetError(
                    "{image} is {width} x {height}, but a mask of it is {mask_width} x {mask_height}; label it again.",
                    image=image.path,
                    width=image.width,
                    height=image.height,
                    mask_width=mask.width,
                    mask_height=mask.height,
                )
            if mask.box is None:
                self.skipped.append(Skipped(image.path, annotation.label, "its mask has no pixel"))
            else:
                usable.append((self._index[annotation.label], annotation, mask.box))
        self.objects += len(usable)
        return usable

    def leave_out(self, objects: int) -> None:
        """Take back the picture counted last, with its usable objects: it is not written."""
        self.images -= 1
        self.objects -= objects


def enumerated(names: Sequence[str]) -> str:
    """Names for a sentence; of many, the first few and how many more there are."""
    first = ", ".join(names[:_MOST_NAMES])
    if len(names) <= _MOST_NAMES:
        return first
    return Sentence("{names} and {more:,} more", names=first, more=len(names) - _MOST_NAMES)


def shown(text: str) -> str:
    """A name, or a sentence with names, for a terminal: control characters as escapes, so that they control nothing."""
    return "".join(c.encode("unicode_escape").decode() if _controls(c) else c for c in text)


def _controls(letter: str) -> bool:
    return unicodedata.category(letter) in _UNWRITABLE or unicodedata.bidirectional(letter) in _TURNS


def check_class_names(class_names: Sequence[str]) -> None:
    """Check that every format can hold the names.

    Raises:
        DatasetError: there are none, or one is blank at an end, there twice, or cannot be written on one line.
    """
    if not class_names:
        raise DatasetError("A dataset needs at least one class; name one.")
    for name in class_names:
        if not name or name != name.strip() or any(unicodedata.category(c) in _UNWRITABLE for c in name):
            raise DatasetError(
                "The class name {name!r} is empty, begins or ends with a blank, or does not fit on one line; "
                "choose another.",
                name=name,
            )
    if len(set(class_names)) < len(class_names):
        twice = next(name for name in class_names if list(class_names).count(name) > 1)
        raise DatasetError("The class {twice!r} is listed twice; list each class once.", twice=twice)
