"""YOLO labels: a text file beside each picture, one row an object.

    data.yaml, classes.txt
    images/train/…          the pictures, in their sub-folders; those that are put aside in images/val and images/test
    labels/train/….txt      the same names; an empty file for a picture without objects
    replaced/…              copies of pictures that have changed at their source since; no part of the dataset

Readers find a label by replacing `images` with `labels` in the picture's path and its ending with `.txt`. So pictures
that differ in their ending only, and sub-folders called `images`, get another name here; the report tells.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.formats.sidecar import Label, Layout, SidecarWriter, check_root, left_note
from sam3_studio.dataset.formats.yolo_rows import Task, row_of, twins
from sam3_studio.dataset.manifest import Manifest, manifest_of
from sam3_studio.dataset.manifest_table import INDEX
from sam3_studio.dataset.pictures import Placement
from sam3_studio.dataset.report import Changes, ExportReport, Tally, Usable, unsaid

_WRITER = "# Written by sam3-studio"
_ALL = "train"


@dataclass(frozen=True, slots=True)
class Division:
    """Which pictures go to which part of a dataset.

    Attributes:
        parts: "train" first, then "val" and "test" where they have pictures.
        part_of: the part of a picture, by its name before the export.
    """

    parts: Sequence[str]
    part_of: Callable[[str], str]

    @property
    def layout(self) -> Layout:
        """Where the files lie."""
        return Layout(PurePosixPath("images"), PurePosixPath("labels"), ".txt", self.part_of)


def _all_for_training(_source: str) -> str:
    return _ALL


NOT_DIVIDED = Division((_ALL,), _all_for_training)
"""Everything is for training, until a person divides it."""
# What Ultralytics takes for a picture (https://docs.ultralytics.com/modes/predict/#images).
_READABLE = frozenset({".bmp", ".dng", ".heic", ".jpeg", ".jpg", ".mpo", ".pfm", ".png", ".tif", ".tiff", ".webp"})


def write_yolo(
    images: Iterable[AnnotatedImage],
    class_names: Sequence[str],
    folder: Path,
    *,
    task: Task = "segment",
    image_root: Path | None = None,
    pictures: Placement = "copy",
    division: Division = NOT_DIVIDED,
) -> ExportReport:
    """Write label files, `data.yaml` and `classes.txt`, replacing those that were written before.

    Coordinates are shares of the picture's size after EXIF transposition, with six decimals, within 0 to 1; with
    eight for objects so small in their picture that six would move them by more than 0.4 percent. Rows to segment are
    `class x1 y1 x2 y2 …`, one closed ring for each object whatever its holes and parts (`core.polygon.single_ring`);
    rows to detect are `class x_centre y_centre width height`; rows for oriented boxes are `class x1 y1 … x4 y4`, the
    smallest rectangle inside the picture along an edge of the object's hull (`core.oriented_box`). Objects without a
    pixel are left out and reported; those that Ultralytics leaves out (`yolo_rows.twins`) are written and counted.

    `data.yaml` names no `path`: Ultralytics then takes the file's own folder, so that the dataset can be moved.
    `val` is the training set where no pictures are put aside. Files whose content would not change are not written.
    What is replaced and what stays is told in `formats.sidecar`; an edited `data.yaml` stays too.

    Args:
        images: read once, in order; a generator will do. The order decides who keeps a name that two want.
        class_names: all classes, in the order of their numbers from 0. A folder keeps its classes: later runs may
            add some at the end.
        folder: made as needed.
        task: shapes, boxes or oriented boxes.
        image_root: the folder that the pictures' names start from; needed unless `pictures` is "leave".
        pictures: how they come to lie beside the labels, see `dataset.pictures`. With "leave" they do not, and
            must be put into `images` before training.
        division: what is for training, and what is put aside.

    Raises:
        DatasetError: a picture or class cannot be written, or the folder holds another dataset.
    """
    check_root(image_root, pictures)
    tally = Tally(class_names)
    known_classes = check_yolo(folder, class_names)
    unreadable = 0
    with manifest_of(folder) as manifest:
        notes = list(_write_index(folder, class_names, known_classes, division.parts, manifest))
        writer = SidecarWriter(folder, division.layout, partial(_label, task), manifest, tally, image_root, pictures)
        for image in images:
            unreadable += writer.write(image).suffix.lower() not in _READABLE
        notes += writer.clear_away()
    after: list[str] = []
    if unreadable:
        after.append(
            Sentence(
                "Ultralytics cannot read {count:,} of the pictures; convert them to JPEG or PNG for training.",
                count=unreadable,
            )
        )
    if pictures == "leave":
        pictures_folder = division.layout.pictures
        after.append(left_note(pictures_folder / _ALL if len(division.parts) == 1 else pictures_folder))
    return writer.report(notes, after, shapes=task == "segment")


def _label(task: Task, _image: AnnotatedImage, _name: PurePosixPath, usable: Sequence[Usable]) -> Label:
    rows = [(index, row_of(annotation.mask, box, task)) for index, annotation, box in usable]
    content = "".join(f"{index} {row.text}\n" for index, row in rows).encode()
    iou = min((row.iou for _, row in rows), default=1.0)
    changes = Changes(twins=twins(rows, task), unsaid=unsaid(usable))
    return Label(content, iou, sum((row.changes for _, row in rows), changes))


def check_yolo(folder: Path, class_names: Sequence[str]) -> list[str]:
    """Check that a dataset may be written here; the classes that it has so far, none for a new one.

    Raises:
        DatasetError: it holds something else, or its classes would get other numbers.
    """
    index, classes, manifest = folder / "data.yaml", folder / "classes.txt", Manifest(folder)
    try:
        before = index.read_bytes() if index.exists() else None
        ours = before is not None or manifest.exists
        known = classes.read_text("utf-8").splitlines() if ours and classes.exists() else []
        occupied = not ours and ((folder / "labels").exists() or os.path.lexists(classes))
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(
            "{folder} cannot be read ({reason}); choose another output folder.", folder=folder, reason=error
        ) from error
    # Tools that edit YAML drop comments, the one that tells the writer among them; the manifest knows the file still.
    theirs = before is not None and not before.startswith(_WRITER.encode()) and not manifest.knows(INDEX, index)
    if occupied or theirs:
        raise DatasetError(
            "{folder} holds a dataset that this program did not write; choose another output folder.", folder=folder
        )
    if list(class_names[: len(known)]) != known:
        raise DatasetError(
            "{folder} holds labels for the classes {known}, whose numbers would change; choose another "
            "output folder, or add classes at the end only.",
            folder=folder,
            known=", ".join(known),
        )
    return known


def _write_index(
    folder: Path, class_names: Sequence[str], known: Sequence[str], parts: Sequence[str], manifest: Manifest
) -> Iterator[str]:
    """Write `data.yaml` and `classes.txt`; what a person should know."""
    lines = [
        f"{_WRITER}. There is no `path`: the folders below are looked for beside this file.",
        *(f"{part}: images/{part}" for part in parts),
        *(() if "val" in parts else (f"val: images/{_ALL}  # the same pictures, as none were put aside",)),
        f"nc: {len(class_names)}",
        "names:",
        # What JSON quotes, YAML understands.
        *(f"  {i}: {json.dumps(name, ensure_ascii=False)}" for i, name in enumerate(class_names)),
    ]
    index, content = folder / "data.yaml", "".join(f"{line}\n" for line in lines).encode()
    if manifest.is_edited(INDEX, index, content):
        new = [f"{i}: {name}" for i, name in enumerate(class_names)][len(known) :]
        if new:
            yield Sentence("data.yaml was edited since and stays as it is; add {new} to it.", new=", ".join(new))
        else:
            yield Sentence("data.yaml was edited since and stays as it is.")
    else:
        manifest.write(INDEX, index, content)
    manifest.write(INDEX, folder / "classes.txt", "".join(f"{name}\n" for name in class_names).encode())
