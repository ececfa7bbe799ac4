"""Dividing a dataset for training, validation and testing, and exporting it in these parts."""

import hashlib
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.export import ExportOutcome, export_dataset
from sam3_studio.dataset.files import check_folder, inside, relative_name
from sam3_studio.dataset.format_table import FORMATS, ExportFormat, Format, in_parts
from sam3_studio.dataset.formats.holes import Holes
from sam3_studio.dataset.formats.yolo import Division
from sam3_studio.dataset.manifest import manifest_of
from sam3_studio.dataset.new_folder import new_folder
from sam3_studio.dataset.pictures import Placement, place_picture
from sam3_studio.dataset.report import ExportReport, check_class_names

Part = Literal["train", "val", "test"]
PARTS: tuple[Part, ...] = ("train", "val", "test")
"""In the order in which they are written."""
_PICTURES = "images"


@dataclass(frozen=True, slots=True)
class Shares:
    """How to divide.

    Attributes:
        val: percent of the pictures for validation.
        test: percent for testing; what is left is for training.
        seed: another one divides in another way.
    """

    val: int = 0
    test: int = 0
    seed: int = 0

    @property
    def divide(self) -> bool:
        """Whether there is more than one part."""
        return bool(self.val or self.test)


NOT_DIVIDED = Shares()
"""All pictures in one dataset."""


def divided(names: Sequence[str], shares: Shares) -> dict[Part, tuple[str, ...]]:
    """Which pictures go where.

    The order that decides depends on name and seed alone, so that pictures added later move few of the others. A part
    that is asked for gets one picture at least, as long as one is left for training.

    Args:
        names: of all pictures.
        shares: how to divide.

    Returns:
        Names by part, each in the order given; parts without pictures are left out.
    """
    order = sorted(names, key=lambda name: hashlib.blake2b(f"{shares.seed} {name}".encode(errors="replace")).digest())
    spare = max(0, len(names) - 1)
    val = min(spare, max(round(len(names) * shares.val / 100), 1)) if shares.val else 0
    test = min(spare - val, max(round(len(names) * shares.test / 100), 1)) if shares.test else 0
    chosen = {"val": set(order[:val]), "test": set(order[val : val + test]), "train": set(order[val + test :])}
    parts = {part: tuple(name for name in names if name in chosen[part]) for part in PARTS}
    return {part: members for part, members in parts.items() if members}


def export_divided(
    names: Collection[str],
    load: Callable[[str], AnnotatedImage],
    class_names: Sequence[str],
    target: Path,
    format_: ExportFormat,
    shares: Shares = NOT_DIVIDED,
    *,
    image_root: Path | None = None,
    pictures: Placement = "copy",
    holes: Holes = "keyhole",
    agree: Callable[[Sequence[ExportReport]], None] | None = None,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> ExportOutcome:
    """Export one format to a new folder, in parts where asked for, and read everything back.

    The folder is there once all of it is written and compared, not before; where its name is taken it gets another
    one (`new_folder`). Divided, each part is a dataset in a sub-folder; YOLO's parts are one, as `data.yaml` names
    them.

    Args:
        names: of the pictures to write. Iterated several times; each iteration must give the same.
        load: gives a picture's labels; called twice for each, from this thread.
        class_names: all classes, in the order of their numbers.
        target: the folder.
        format_: how.
        shares: how to divide.
        image_root: see `export_dataset`.
        pictures: see `export_dataset`; of a format that only names its pictures they come to lie in `images`.
        holes: see `export_dataset`.
        agree: told what was written and read back before the folder is there; with any error of its own nothing is.
        progress: told how many of how many steps are done.
        cancel: once set, the export ends before the next picture.

    Raises:
        DatasetError: something cannot be written. Nothing is left of it.
        CancelledError: `cancel` was set. Nothing is left of it.
    """
    check_class_names(class_names)
    check_folder(target.parent)
    named = FORMATS[format_].pictures == "images" and image_root is not None and pictures != "leave"
    steps = _Steps((3 if named else 2) * len(names), progress, cancel)
    export = partial(export_dataset, image_root=image_root, pictures=pictures, holes=holes)
    reports: dict[str, ExportReport] = {}
    with new_folder(target) as folder:
        for place, members, kind in _datasets(names, format_, shares):
            images = _Images(members, load, steps)
            reports[place] = export(images, class_names, folder.path / place, format_, kind=kind)
            if named and image_root is not None:
                _bring(members, image_root, folder.path / place, pictures, steps)
        if agree is not None:
            agree(_placed(reports, target))
    # Where it came to lie is known from here on.
    return ExportOutcome(_placed(reports, folder.place), (), folder.place)


def _placed(reports: Mapping[str, ExportReport], folder: Path) -> tuple[ExportReport, ...]:
    """Reports by sub-folder, as those of a folder."""
    return tuple(replace(report, folder=folder / place) for place, report in reports.items())


def _bring(names: Iterable[str], image_root: Path, folder: Path, placement: Placement, steps: "_Steps") -> None:
    """Put pictures into the folder `images` of a dataset whose files name them."""
    with manifest_of(folder) as manifest:
        for name in names:
            steps.step()
            target = inside(folder / _PICTURES, relative_name(name))
            manifest.enlist(name, relative_name(name))
            place_picture(
                image_root.joinpath(*relative_name(name).parts),
                target,
                placement,
                is_ours=partial(manifest.is_ours, name, target),
                announce=partial(manifest.announce, name, target),
            )
            manifest.settle(name, target)


def _datasets(
    names: Collection[str], format_: ExportFormat, shares: Shares
) -> Iterator[tuple[str, Collection[str], Format | None]]:
    """What is written: the sub-folder of each dataset, its pictures, and how, where that is not the format's usual."""
    if not shares.divide:
        yield "", names, None
        return
    parts = divided(tuple(names), shares)
    part_of = {name: part for part, members in parts.items() for name in members}
    whole = in_parts(format_, Division(tuple(parts), part_of.__getitem__))
    if whole is not None:
        yield "", tuple(part_of), whole
    else:
        yield from ((part, members, None) for part, members in parts.items())


class _Steps:
    """Counts the pictures that have been looked at, over all parts and passes."""

    def __init__(self, total: int, progress: Progress | None, cancel: threading.Event | None) -> None:
        self._total = total
        self._progress = progress
        self._cancel = cancel
        self._done = 0

    def step(self) -> None:
        if self._cancel is not None and self._cancel.is_set():
            raise CancelledError("The export was stopped.")
        self._done += 1
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)


@dataclass(frozen=True, slots=True)
class _Images:
    """Pictures that are read as they are needed, as often as they are asked for."""

    names: Iterable[str]
    load: Callable[[str], AnnotatedImage]
    steps: _Steps

    def __iter__(self) -> Iterator[AnnotatedImage]:
        for name in self.names:
            self.steps.step()
            yield self.load(name)
