"""YOLO labels: a text file beside each picture, one row an object.

    data.yaml, classes.txt
    images/train/…          the pictures, in their sub-folders
    labels/train/….txt      the same names; an empty file for a picture without objects
    replaced/…              copies of pictures that have changed at their source since; no part of the dataset

Readers find a label by replacing `images` with `labels` in the picture's path and its ending with `.txt`. So pictures
that differ in their ending only, and sub-folders called `images`, get another name here; the report tells.
"""

import json
import math
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, count
from pathlib import Path, PurePosixPath

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.files import cannot_write, inside, relative_name, write_if_changed
from sam3_studio.dataset.manifest import INDEX, Manifest, manifest_of
from sam3_studio.dataset.pictures import Placement, place_picture, same_picture
from sam3_studio.dataset.report import ExportReport, Tally, enumerated
from sam3_studio.dataset.yolo_names import YoloNames
from sam3_studio.dataset.yolo_rows import Task, row_of

_WRITER = "# Written by sam3-studio"
_SPLIT = "train"
_REPLACED = "replaced"
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
) -> ExportReport:
    """Write label files, `data.yaml` and `classes.txt`, replacing those that were written before.

    Coordinates are shares of the picture's size after EXIF transposition, with six decimals, within 0 to 1; with
    eight for objects so small in their picture that six would move them by more than 0.4 percent. Rows to segment are
    `class x1 y1 x2 y2 …`, one closed ring for each object whatever its holes and parts (`core.polygon.single_ring`);
    rows to detect are `class x_centre y_centre width height`; rows for oriented boxes are `class x1 y1 … x4 y4`, the
    smallest rectangle inside the picture that holds the object (`core.oriented_box`). Objects without a pixel are left
    out and reported.

    `data.yaml` names no `path`: Ultralytics then takes the file's own folder, so that the dataset can be moved.
    `val` is the training set until a person splits it. Files whose content would not change are not written.
    A manifest keeps the names of the pictures from run to run, and tells what this program wrote: that alone is
    replaced, and removed once its picture is not listed any more. A label file that a person edited stays, with the
    picture that it belongs to; so does an edited `data.yaml`; the report tells. A picture that lies here and nowhere
    else any more stays with its label, as it may be the last copy; deleting it has its label removed. One that has
    changed at its source is replaced, but kept in `replaced`: a camera gives new pictures the names of old ones.

    Args:
        images: read once, in order; a generator will do. The order decides who keeps a name that two want.
        class_names: all classes, in the order of their numbers from 0. A folder keeps its classes: later runs may
            add some at the end.
        folder: made as needed.
        task: shapes, boxes or oriented boxes.
        image_root: the folder that the pictures' names start from; needed unless `pictures` is "leave".
        pictures: how they come to lie beside the labels, see `dataset.pictures`. With "leave" they do not, and
            must be put into `images/train` before training.

    Raises:
        DatasetError: a picture or class cannot be written, or the folder holds another dataset.
    """
    if pictures != "leave" and image_root is None:
        raise DatasetError("Pictures can be put beside the labels only when their folder is known; name it.")
    tally = Tally(class_names)
    known_classes = check_yolo(folder, class_names)
    with manifest_of(folder) as manifest:
        notes = list(_write_index(folder, class_names, known_classes, manifest))
        writer = _Writer(folder, task, None if pictures == "leave" else image_root, pictures, manifest, tally)
        for image in images:
            writer.write(image)
        notes += writer.clear_away()
    return writer.report([*notes, *writer.notes()])


class _Writer:
    """Writes pictures and labels into a folder, and notes what there is to tell."""

    def __init__(
        self,
        folder: Path,
        task: Task,
        image_root: Path | None,
        pictures: Placement,
        manifest: Manifest,
        tally: Tally,
    ) -> None:
        self._folder = folder
        self._task = task
        self._image_root = image_root
        self._pictures = pictures
        self._manifest = manifest
        self._tally = tally
        self._names = YoloNames(manifest.names)
        self._lowest_iou = math.inf
        self._edited: dict[str, str] = {}
        self._replaced: list[str] = []
        self._unreadable = 0

    def write(self, image: AnnotatedImage) -> None:
        """Place a picture, then write its label: a picture that is refused keeps the label it had."""
        usable = self._tally.usable(image)
        rows = [(index, *row_of(annotation.mask, box, self._task)) for index, annotation, box in usable]
        content = "".join(f"{index} {row}\n" for index, row, _ in rows).encode()
        name = self._names.assign(image.path)
        self._unreadable += name.suffix.lower() not in _READABLE
        label = inside(self._folder / "labels" / _SPLIT, name.with_name(f"{name.stem}.txt"))
        self._manifest.enlist(image.path, name)
        edited = self._manifest.is_edited(image.path, label, content)
        self._place(image.path, name, keep=edited)
        if edited:
            self._edited[image.path] = label.relative_to(self._folder).as_posix()
            self._tally.leave_out(len(usable))
            return
        self._manifest.write(image.path, label, content)
        self._lowest_iou = min([self._lowest_iou, *(iou for _, _, iou in rows)])

    def _place(self, source: str, name: PurePosixPath, *, keep: bool) -> None:
        """Put a picture beside its label; with `keep`, one that is there stays, as the label is drawn for it."""
        if self._image_root is None:
            return
        target = inside(self._folder / "images" / _SPLIT, name)
        if keep and os.path.lexists(target):
            return
        placed = place_picture(
            self._image_root.joinpath(*relative_name(source).parts),
            target,
            self._pictures,
            is_ours=partial(self._manifest.is_ours, source, target),
            announce=partial(self._announce, source, target),
        )
        if placed:
            self._manifest.settle(source, target)

    def _announce(self, source: str, target: Path, complete: Path) -> None:
        """Note what is about to take a picture's place, and save another picture that is there."""
        if target.is_file() and not target.is_symlink() and not same_picture(complete, target):
            self._set_aside(target)
            self._replaced.append(source)
        self._manifest.announce(source, target, complete)

    def _set_aside(self, target: Path) -> None:
        name = PurePosixPath(target.relative_to(self._folder / "images" / _SPLIT))
        first = inside(self._folder / _REPLACED, name)
        others = (first.with_name(f"{first.stem}-{number}{first.suffix}") for number in count(2))
        place = next(path for path in chain([first], others) if not os.path.lexists(path))
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            target.rename(place)
        except OSError as error:
            raise cannot_write(place, error) from error

    def clear_away(self) -> Iterator[str]:
        """Remove what earlier runs wrote for pictures that are not listed any more; what a person should know."""
        unlisted = self._manifest.unlisted()
        only_here = list(filter(self._is_only_here, unlisted))
        kept = self._manifest.retire(source for source in unlisted if source not in frozenset(only_here))
        if kept:
            yield Sentence(
                "Others changed {files} since; they stay, though their pictures are not listed any more.",
                files=enumerated(kept),
            )
        changed = [source for source in only_here if self._image_root and os.path.lexists(self._image_root / source)]
        gone = [source for source in only_here if source not in frozenset(changed)]
        if gone:
            yield Sentence(
                "No longer in the source folder, while copies and labels stay: {pictures}. Delete a copy to have its "
                "label removed too.",
                pictures=enumerated(gone),
            )
        if changed:
            yield Sentence(
                "Changed in the source folder, but could not be labeled anew, so that copies and labels stay as they "
                "were: {pictures}.",
                pictures=enumerated(changed),
            )

    def _is_only_here(self, source: str) -> bool:
        """Whether what lies in the dataset for a source is a picture that its place of origin does not have."""
        target = inside(self._folder / "images" / _SPLIT, relative_name(self._manifest.names[source]))
        if target.is_symlink() or not target.is_file():
            return False
        try:
            return self._image_root is None or not same_picture(self._image_root / source, target)
        except OSError:
            return True

    def notes(self) -> Iterator[str]:
        """What a person should know, a sentence or two each."""
        if self._edited:
            yield Sentence(
                "Edited since, so left as they are with their pictures: {files}. Delete a label file to have it "
                "written anew.",
                files=enumerated(list(self._edited.values())),
            )
        if self._replaced:
            yield Sentence(
                "Changed in the source folder, and the dataset follows; copies of before are kept in {folder}: "
                "{pictures}.",
                folder=_REPLACED,
                pictures=enumerated(self._replaced),
            )
        if self._unreadable:
            yield Sentence(
                "Ultralytics cannot read {count} of the pictures; convert them to JPEG or PNG for training.",
                count=self._unreadable,
            )
        if self._pictures == "leave":
            yield Sentence(
                "The pictures are not part of the dataset yet; put them into {folder} before training.",
                folder=f"images/{_SPLIT}",
            )

    def report(self, notes: Sequence[str]) -> ExportReport:
        """All of it, with these notes."""
        return ExportReport(
            self._folder,
            self._tally.images,
            self._tally.objects,
            tuple(self._tally.skipped),
            tuple(self._names.renamed),
            self._lowest_iou if self._task == "segment" and self._tally.objects else None,
            tuple(notes),
            tuple(self._edited),
        )


def check_yolo(folder: Path, class_names: Sequence[str]) -> list[str]:
    """Check that a dataset may be written here; the classes that it has so far, none for a new one.

    Raises:
        DatasetError: it holds something else, or its classes would get other numbers.
    """
    index, classes = folder / "data.yaml", folder / "classes.txt"
    try:
        before = index.read_bytes() if index.exists() else None
        ours = before is not None or Manifest(folder).exists
        known = classes.read_text("utf-8").splitlines() if ours and classes.exists() else []
        occupied = not ours and ((folder / "labels").exists() or os.path.lexists(classes))
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(
            "{folder} cannot be read ({reason}); choose another output folder.", folder=folder, reason=error
        ) from error
    if occupied or (before is not None and not before.startswith(_WRITER.encode())):
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


def _write_index(folder: Path, class_names: Sequence[str], known: Sequence[str], manifest: Manifest) -> Iterator[str]:
    """Write `data.yaml` and `classes.txt`; what a person should know."""
    lines = [
        f"{_WRITER}. There is no `path`: the folders below are looked for beside this file.",
        f"train: images/{_SPLIT}",
        f"val: images/{_SPLIT}  # the same pictures, until you split the dataset",
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
    write_if_changed(folder / "classes.txt", "".join(f"{name}\n" for name in class_names).encode())
