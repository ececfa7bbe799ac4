"""Dividing a dataset for training, validation and testing, and exporting it in these parts."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.export import ExportOutcome, check_export, export_dataset
from sam3_studio.dataset.files import write_if_changed
from sam3_studio.dataset.format_table import YOLO, ExportFormat
from sam3_studio.dataset.manifest import MANIFEST
from sam3_studio.dataset.pictures import Placement

Part = Literal["train", "val", "test"]
PARTS: tuple[Part, ...] = ("train", "val", "test")
"""In the order in which they are written."""

_WRITER = "# Written by sam3_studio: a dataset in parts"


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
    names: Sequence[str],
    load: Callable[[str], AnnotatedImage],
    class_names: Sequence[str],
    folder: Path,
    format_: ExportFormat,
    shares: Shares,
    *,
    image_root: Path | None = None,
    pictures: Placement = "copy",
    progress: Callable[[int, int], None] | None = None,
    cancel: threading.Event | None = None,
) -> ExportOutcome:
    """Export one format, in parts where asked for, and read everything back.

    Without division the dataset lies in the folder's sub-folder of the format's name; divided, each part is a dataset
    in a sub-folder of that, and for YOLO a `data.yaml` above them names all.

    Args:
        names: of the pictures to write.
        load: gives a picture's labels; called twice for each, from this thread.
        class_names: all classes, in the order of their numbers.
        folder: of the sub-folder.
        format_: how.
        shares: how to divide.
        image_root: see `export_dataset`.
        pictures: see `export_dataset`.
        progress: told how many of how many steps are done.
        cancel: once set, the export ends before the next picture.

    Raises:
        DatasetError: something cannot be written, or the folder holds an export of the other kind.
        CancelledError: `cancel` was set; what is written stays, whole files all.
    """
    target = folder / format_
    parts: dict[Part, tuple[str, ...]] = divided(names, shares) if shares.divide else {"train": tuple(names)}
    _check_kind(target, divide=shares.divide)
    check_export(class_names, folder, () if shares.divide else (format_,))
    steps = _Steps(2 * len(names), progress, cancel)
    reports = []
    for part, members in parts.items():
        images = _Images(members, load, steps)
        place = target / part if shares.divide else target
        reports.append(export_dataset(images, class_names, place, format_, image_root=image_root, pictures=pictures))
    if shares.divide and format_ in YOLO:
        _write_index(target, parts, class_names)
    return ExportOutcome(tuple(reports), ())


class _Steps:
    """Counts the pictures that have been looked at, over all parts and passes."""

    def __init__(self, total: int, progress: Callable[[int, int], None] | None, cancel: threading.Event | None) -> None:
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

    names: Sequence[str]
    load: Callable[[str], AnnotatedImage]
    steps: _Steps

    def __iter__(self) -> Iterator[AnnotatedImage]:
        for name in self.names:
            self.steps.step()
            yield self.load(name)


def _check_kind(target: Path, *, divide: bool) -> None:
    """Two kinds of dataset in one folder would each be taken for the other."""
    in_parts = any((target / part).is_dir() for part in PARTS)
    whole = any((target / name).exists() for name in (MANIFEST, "annotations.json", "labels"))
    if (divide and whole) or (not divide and in_parts):
        kind = Sentence("an export that is not divided") if whole else Sentence("an export in parts")
        raise DatasetError(
            "{target} holds {kind}; choose another folder, or divide as before.", target=target, kind=kind
        )


def _write_index(target: Path, parts: dict[Part, tuple[str, ...]], class_names: Sequence[str]) -> None:
    """`data.yaml` for all parts. There is no `path`: readers look beside the file."""
    index = target / "data.yaml"
    if index.exists() and not index.read_text("utf-8", errors="replace").startswith(_WRITER):
        raise DatasetError("{index} was not written by this program; choose another folder.", index=index)
    lines = [f"{_WRITER}.", *(f"{part}: {part}/images/train" for part in parts)]
    if "val" not in parts:
        lines.append("val: train/images/train  # the same pictures, as none were put aside")
    lines += [f"nc: {len(class_names)}", "names:"]
    # What JSON quotes, YAML understands.
    lines += [f"  {i}: {json.dumps(name, ensure_ascii=False)}" for i, name in enumerate(class_names)]
    write_if_changed(index, "".join(f"{line}\n" for line in lines).encode())
