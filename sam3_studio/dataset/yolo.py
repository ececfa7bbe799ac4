"""YOLO labels: a text file beside each picture, one row an object.

    data.yaml, classes.txt
    images/train/…          the pictures, in their sub-folders
    labels/train/….txt      the same names; an empty file for a picture without objects

Readers find a label by replacing `images` with `labels` in the picture's path and its ending with `.txt`. So pictures
that differ in their ending only, and sub-folders called `images`, get another name here; the report tells.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Literal

import numpy as np

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.polygon import single_ring
from sam3_studio.dataset.files import inside, relative_name, write_if_changed
from sam3_studio.dataset.pictures import Placement, place_picture
from sam3_studio.dataset.report import ExportReport, Tally

Task = Literal["segment", "detect"]

_WRITER = "# Written by sam3-studio"
_SPLIT = "train"
# What Ultralytics takes for a picture (https://docs.ultralytics.com/modes/predict/#images).
_READABLE = frozenset({".bmp", ".dng", ".heic", ".jpeg", ".jpg", ".mpo", ".pfm", ".png", ".tif", ".tiff", ".webp"})
# Below 1000, to which Ultralytics resamples rings, keeping the corners of those that have fewer.
_MOST_VERTICES = 900


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

    Coordinates are shares of the picture's size after EXIF transposition, with six decimals, within 0 to 1. Rows to
    segment are `class x1 y1 x2 y2 …`, one closed ring for each object whatever its holes and parts
    (`core.polygon.single_ring`); rows to detect are `class x_centre y_centre width height`. Objects without a pixel
    are left out and reported.

    `data.yaml` names no `path`: Ultralytics then takes the file's own folder, so that the dataset can be moved.
    `val` is the training set until a person splits it. Files whose content would not change are not written, and
    nothing is ever removed.

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
    names = _Names()
    lowest_iou: float | None = None
    unreadable = 0
    for image in images:
        rows = []
        for index, annotation, box in tally.usable(image):
            row, iou = _row(annotation, box, task)
            rows.append(f"{index} {row}\n")
            lowest_iou = iou if lowest_iou is None else min(lowest_iou, iou)
        name = names.assign(image.path)
        unreadable += name.suffix.lower() not in _READABLE
        write_if_changed(inside(folder / "labels" / _SPLIT, name.with_name(f"{name.stem}.txt")), "".join(rows).encode())
        if image_root is not None and pictures != "leave":
            source = image_root.joinpath(*relative_name(image.path).parts)
            place_picture(source, inside(folder / "images" / _SPLIT, name), pictures)
    return ExportReport(
        folder,
        tally.images,
        tally.objects,
        tuple(tally.skipped),
        tuple(names.renamed),
        lowest_iou if task == "segment" else None,
        tuple(_notes(unreadable, pictures)),
    )


def _row(annotation: Annotation, box: Box, task: Task) -> tuple[str, float]:
    """An object's coordinates, and the IoU of its shape with the mask."""
    mask, iou = annotation.mask, 1.0
    if task == "segment":
        points, iou = single_ring(mask, _MOST_VERTICES)
    else:
        points = np.array([[(box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2], [box.width, box.height]])
    shares = points / (mask.width, mask.height)  # (n, 2), within 0 to 1 as the mask is within the picture
    return " ".join(f"{share:.6f}" for share in shares.ravel().tolist()), iou


class _Names:
    """Names in the dataset, chosen so that every picture has a label file of its own."""

    def __init__(self) -> None:
        self.renamed: list[tuple[str, str]] = []
        self._taken: set[str] = set()

    def assign(self, image: str) -> PurePosixPath:
        """A name for a picture, its own if possible."""
        path = relative_name(image)
        # Readers replace the last `/images/` of a path, so it must be the dataset's own.
        folders = PurePosixPath(*(f"{part}_" if part == "images" else part for part in path.parent.parts))
        stem = path.stem
        for attempt in range(len(self._taken) + 2):
            name = folders / f"{stem}{path.suffix}"
            # Some systems see no difference between capitals and small letters, or between ways to write an accent.
            key = unicodedata.normalize("NFC", str(folders / stem)).casefold()
            if key not in self._taken:
                break
            stem = f"{path.stem}_{path.suffix[1:]}" + (f"_{attempt + 1}" if attempt else "")
        self._taken.add(key)
        if str(name) != image:
            self.renamed.append((image, str(name)))
        return name


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


def _notes(unreadable: int, pictures: Placement) -> Iterator[str]:
    if unreadable:
        yield f"Ultralytics cannot read {unreadable} of the pictures; convert them to JPEG or PNG for training."
    if pictures == "leave":
        yield f"The pictures are not part of the dataset yet; put them into images/{_SPLIT} before training."
