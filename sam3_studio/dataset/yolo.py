"""YOLO labels: a text file beside each picture, one row an object.

    data.yaml, classes.txt
    images/train/…          the pictures, in their sub-folders
    labels/train/….txt      the same names; an empty file for a picture without objects

Readers find a label by replacing `images` with `labels` in the picture's path and its ending with `.txt`. So pictures
that differ in their ending only, and sub-folders called `images`, get another name here; the report tells.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Literal

import numpy as np

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.polygon import single_ring
from sam3_studio.dataset.files import inside, relative_name, write_if_changed
from sam3_studio.dataset.pictures import Manifest, Placement, manifest_of, place_picture
from sam3_studio.dataset.report import ExportReport, Tally

Task = Literal["segment", "detect"]

_WRITER = "# Written by sam3-studio"
_SPLIT = "train"
# What Ultralytics takes for a picture (https://docs.ultralytics.com/modes/predict/#images).
_READABLE = frozenset({".bmp", ".dng", ".heic", ".jpeg", ".jpg", ".mpo", ".pfm", ".png", ".tif", ".tiff", ".webp"})
# Below 1000, to which Ultralytics resamples rings, keeping the corners of those that have fewer.
_MOST_VERTICES = 900
# The share of an object that rounding to six decimals may cost; readers' single precision carries eight hardly.
_MOST_LOST = 0.004


def write_yolo(
    images: Iterable[AnnotatedImage],
    class_names: Sequence[str],
    folder: Path,
    *,
    task: Task = "segment",
    image_root: Path | None = None,
    pictures: Placement = "copy",
) -> ExportReport:
    """Write label files, `data.yaml` and `classes.txt`, replacing those that were written before.

    Coordinates are shares of the picture's size after EXIF transposition, with six decimals, within 0 to 1; with
    eight for objects so small in their picture that six would move them by more than 0.4 percent. Rows to segment are
    `class x1 y1 x2 y2 …`, one closed ring for each object whatever its holes and parts (`core.polygon.single_ring`);
    rows to detect are `class x_centre y_centre width height`. Objects without a pixel are left out and reported.

    `data.yaml` names no `path`: Ultralytics then takes the file's own folder, so that the dataset can be moved.
    `val` is the training set until a person splits it. Files whose content would not change are not written.
    A manifest keeps the names of the pictures from run to run. Files that this program wrote for pictures that are
    not listed any more are removed, unless they were changed since; all else stays.

    Args:
        images: read once, in order; a generator will do. The order decides who keeps a name that two want.
        class_names: all classes, in the order of their numbers from 0. A folder keeps its classes: later runs may
            add some at the end.
        folder: made as needed.
        task: shapes or boxes.
        image_root: the folder that the pictures' names start from; needed unless `pictures` is "leave".
        pictures: how they come to lie beside the labels, see `dataset.pictures`. With "leave" they do not, and
            must be put into `images/train` before training.

    Raises:
        DatasetError: a picture or class cannot be written, or the folder holds another dataset.
    """
    if pictures != "leave" and image_root is None:
        raise DatasetError("Pictures can be put beside the labels only when their folder is known; name it.")
    tally = Tally(class_names)
    _write_index(class_names, folder)
    lowest_iou: float | None = None
    unreadable = 0
    with manifest_of(folder) as manifest:
        names = _Names(manifest.names)
        for image in images:
            rows = []
            for index, annotation, box in tally.usable(image):
                row, iou = _row(annotation, box, task)
                rows.append(f"{index} {row}\n")
                lowest_iou = iou if lowest_iou is None else min(lowest_iou, iou)
            name = names.assign(image.path)
            unreadable += name.suffix.lower() not in _READABLE
            root = None if pictures == "leave" else image_root
            _write_files(folder, image.path, name, "".join(rows), manifest, root, pictures)
        kept = manifest.retire()
    return ExportReport(
        folder,
        tally.images,
        tally.objects,
        tuple(tally.skipped),
        tuple(names.renamed),
        lowest_iou if task == "segment" else None,
        tuple(_notes(unreadable, pictures, kept)),
    )


def _write_files(
    folder: Path,
    source: str,
    name: PurePosixPath,
    rows: str,
    manifest: Manifest,
    image_root: Path | None,
    pictures: Placement,
) -> None:
    """Place a picture, then write its label: a picture that is refused keeps the label it had."""
    label = inside(folder / "labels" / _SPLIT, name.with_name(f"{name.stem}.txt"))
    if image_root is not None:
        target = inside(folder / "images" / _SPLIT, name)
        original = image_root.joinpath(*relative_name(source).parts)
        placed = place_picture(original, target, pictures, replace=manifest.is_ours(source, target))
        manifest.enlist(source, name)
        if placed:
            manifest.record(source, target)
    manifest.enlist(source, name)
    write_if_changed(label, rows.encode())
    manifest.record(source, label)


def _row(annotation: Annotation, box: Box, task: Task) -> tuple[str, float]:
    """An object's coordinates, and the IoU of its shape with the mask."""
    mask, iou = annotation.mask, 1.0
    if task == "segment":
        points, iou = single_ring(mask, _MOST_VERTICES)
    else:
        points = np.array([[(box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2], [box.width, box.height]])
    shares = points / (mask.width, mask.height)  # (n, 2), within 0 to 1 as the mask is within the picture
    # The edges of a box may each be off by three quarters of a decimal step.
    lost = 3e-6 * max(mask.width / box.width, mask.height / box.height)
    decimals = 6 if lost < _MOST_LOST else 8
    return " ".join(f"{share:.{decimals}f}" for share in shares.ravel().tolist()), iou


class _Names:
    """Names in the dataset, chosen so that every picture has a label file of its own."""

    def __init__(self, before: Mapping[str, str] | None = None) -> None:
        """Takes the names that sources had in the run before; they keep them."""
        self.renamed: list[tuple[str, str]] = []
        self._before = dict(before or {})
        self._taken = {_key(PurePosixPath(name)) for name in self._before.values()}

    def assign(self, image: str) -> PurePosixPath:
        """A name for a picture: the one it had, else its own if possible."""
        name = PurePosixPath(self._before[image]) if image in self._before else self._new(relative_name(image))
        if str(name) != image:
            self.renamed.append((image, str(name)))
        return name

    def _new(self, path: PurePosixPath) -> PurePosixPath:
        # Readers replace the last `/images/` of a path, so it must be the dataset's own.
        folders = PurePosixPath(*(f"{part}_" if part == "images" else part for part in path.parent.parts))
        stem = path.stem
        for attempt in range(len(self._taken) + 2):
            name = folders / f"{stem}{path.suffix}"
            if _key(name) not in self._taken:
                break
            stem = f"{path.stem}_{path.suffix[1:]}" + (f"_{attempt + 1}" if attempt else "")
        self._taken.add(_key(name))
        return name


def _key(name: PurePosixPath) -> str:
    """What is the same for pictures that would share a label file."""
    # Some systems see no difference between capitals and small letters, or between ways to write an accent.
    return unicodedata.normalize("NFC", str(name.with_suffix(""))).casefold()


def _write_index(class_names: Sequence[str], folder: Path) -> None:
    """`data.yaml` and `classes.txt`, unless the folder holds something else."""
    index, classes = folder / "data.yaml", folder / "classes.txt"
    try:
        before = index.read_bytes() if index.exists() else None
        old_names = classes.read_text("utf-8").splitlines() if before is not None and classes.exists() else []
        occupied = before is None and (folder / "labels").exists()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{folder} cannot be read ({error}); choose another output folder.") from error
    if occupied or (before is not None and not before.startswith(_WRITER.encode())):
        raise DatasetError(f"{folder} holds a dataset that this program did not write; choose another output folder.")
    if list(class_names[: len(old_names)]) != old_names:
        raise DatasetError(
            f"{folder} holds labels for the classes {', '.join(old_names)}, whose numbers would change; choose another "
            "output folder, or add classes at the end only."
        )
    lines = [
        f"{_WRITER}. There is no `path`: the folders below are looked for beside this file.",
        f"train: images/{_SPLIT}",
        f"val: images/{_SPLIT}  # the same pictures, until you split the dataset",
        f"nc: {len(class_names)}",
        "names:",
        # What JSON quotes, YAML understands.
        *(f"  {i}: {json.dumps(name, ensure_ascii=False)}" for i, name in enumerate(class_names)),
    ]
    write_if_changed(index, "".join(f"{line}\n" for line in lines).encode())
    write_if_changed(classes, "".join(f"{name}\n" for name in class_names).encode())


def _notes(unreadable: int, pictures: Placement, kept: Sequence[str]) -> Iterator[str]:
    if kept:
        yield f"Others changed {', '.join(kept)} since; they stay, though their pictures are not listed any more."
    if unreadable:
        yield f"Ultralytics cannot read {unreadable} of the pictures; convert them to JPEG or PNG for training."
    if pictures == "leave":
        yield f"The pictures are not part of the dataset yet; put them into images/{_SPLIT} before training."
