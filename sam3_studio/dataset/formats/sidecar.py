"""Datasets with a label file for each picture: which file belongs to which, what is replaced and what stays.

A manifest keeps the names of the pictures from run to run, and tells what this program wrote: that alone is replaced,
and removed once its picture is not listed any more. A label file that a person edited stays, with the picture that it
belongs to; the report tells. A picture that lies here and nowhere else any more stays with its label, as it may be the
last copy; deleting it has its label removed. One that has changed at its source is replaced, but kept in `replaced`:
a camera gives new pictures the names of old ones.
"""

import math
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, count
from pathlib import Path, PurePosixPath

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.files import cannot_write, inside, relative_name
from sam3_studio.dataset.formats.names import DatasetNames
from sam3_studio.dataset.manifest import Manifest
from sam3_studio.dataset.pictures import Placement, place_picture, same_picture
from sam3_studio.dataset.report import NO_CHANGES, REPORT, Changes, ExportReport, Tally, Usable, enumerated

REPLACED = "replaced"
"""Folder of pictures that have changed at their source since; no part of the dataset."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the files of a dataset lie, each with the picture's sub-folders.

    Attributes:
        pictures: folder of the pictures.
        labels: folder of the label files.
        suffix: of a label file, in place of the picture's.
        part_of: tells for each source the folder inside of these two that it goes to, such as "train"; None for a
            format that has no such parts.
    """

    pictures: PurePosixPath
    labels: PurePosixPath
    suffix: str
    part_of: Callable[[str], str] | None = None

    def folder(self, source: str) -> PurePosixPath:
        """The folder that a source's picture goes to."""
        return self.pictures / self._part(source)

    def label(self, source: str, name: PurePosixPath) -> PurePosixPath:
        """The label file of a source that has this name in the dataset."""
        return self.labels / self._part(source) / name.with_name(f"{name.stem}{self.suffix}")

    def _part(self, source: str) -> str:
        return "" if self.part_of is None else self.part_of(source)


@dataclass(frozen=True, slots=True)
class Label:
    """A label file.

    Attributes:
        content: all of it.
        iou: the lowest of what is written with the masks, 0 to 1; 1 without objects.
        changes: what the format could not hold as it is.
    """

    content: bytes
    iou: float = 1.0
    changes: Changes = NO_CHANGES


Render = Callable[[AnnotatedImage, PurePosixPath, Sequence[Usable]], Label]
"""Makes the label of a picture, given its name in the dataset and its objects that have pixels."""


class SidecarWriter:
    """Writes pictures and labels into a folder, and notes what there is to tell.

    Args:
        folder: of the dataset.
        layout: of its files.
        render: makes the content of a label file.
        manifest: of the folder.
        tally: counts along.
        image_root: the folder that the pictures' names start from; needed unless `pictures` is "leave".
        pictures: how they come to lie in the dataset.
    """

    def __init__(
        self,
        folder: Path,
        layout: Layout,
        render: Render,
        manifest: Manifest,
        tally: Tally,
        image_root: Path | None,
        pictures: Placement,
    ) -> None:
        self._folder = folder
        self._layout = layout
        self._render = render
        self._image_root = None if pictures == "leave" else image_root
        self._pictures = pictures
        self._manifest = manifest
        self._tally = tally
        # The report lies beside label files where these have no folder of their own.
        taken = () if layout.labels.parts else (REPORT,)
        self._names = DatasetNames(layout.suffix, manifest.names(), taken)
        self._lowest_iou = math.inf
        self._changes = NO_CHANGES
        self._edited: dict[str, str] = {}
        self._replaced: list[str] = []

    def write(self, image: AnnotatedImage) -> PurePosixPath:
        """Place a picture, then write its label: a picture that is refused keeps the label it had.

        Returns:
            The picture's name in the dataset.

        Raises:
            DatasetError: the picture or its label cannot be written.
        """
        usable = self._tally.usable(image)
        name = self._names.assign(image.path)
        rendered = self._render(image, name, usable)
        label = self._layout.label(image.path, name)
        file = inside(self._folder, label)
        self._manifest.enlist(image.path, name)
        edited = self._manifest.is_edited(image.path, file, rendered.content)
        self._place(image.path, name, keep=edited)
        if edited:
            self._edited[image.path] = str(label)
            self._tally.leave_out(len(usable))
        else:
            self._manifest.write(image.path, file, rendered.content)
            self._lowest_iou = min(self._lowest_iou, rendered.iou)
            self._changes += rendered.changes
        return name

    def _picture(self, source: str, name: PurePosixPath) -> Path:
        return inside(self._folder, self._layout.folder(source) / name)

    def _place(self, source: str, name: PurePosixPath, *, keep: bool) -> None:
        """Put a picture beside its label; with `keep`, one that is there stays, as the label is drawn for it."""
        if self._image_root is None:
            return
        target = self._picture(source, name)
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
            self._set_aside(source, target)
            self._replaced.append(source)
        self._manifest.announce(source, target, complete)

    def _set_aside(self, source: str, target: Path) -> None:
        name = PurePosixPath(target.relative_to(self._folder / self._layout.folder(source)))
        first = inside(self._folder / REPLACED, name)
        others = (first.with_name(f"{first.stem}-{number}{first.suffix}") for number in count(2))
        place = next(path for path in chain([first], others) if not os.path.lexists(path))
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            target.rename(place)
        except OSError as error:
            raise cannot_write(place, error) from error

    def clear_away(self) -> Iterator[str]:
        """Remove what earlier runs wrote for pictures that are not listed any more; what a person should know."""
        kept, changed, gone = list[str](), list[str](), list[str]()
        for source in self._manifest.unlisted():
            if not self._is_only_here(source):
                kept += self._manifest.retire(source)
            elif self._image_root and os.path.lexists(self._image_root / source):
                changed.append(source)
            else:
                gone.append(source)
        if kept:
            yield Sentence(
                "Others changed {files} since; they stay, though their pictures are not listed any more.",
                files=enumerated(kept),
            )
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
        target = self._picture(source, relative_name(self._manifest.name_of(source)))
        if target.is_symlink() or not target.is_file():
            return False
        try:
            return self._image_root is None or not same_picture(self._image_root / source, target)
        except OSError:
            return True

    def _notes(self) -> Iterator[str]:
        """What a person should know, a sentence or two each."""
        if self._edited:
            yield Sentence(
                "Edited since, so left as they are with their pictures: {files}. Delete a label file to have it "
                "written anew.",
                files=enumerated(list(self._edited.values())),
            )
        if self._replaced:
            yield Sentence(
                "Changed in the source folder, so changed in the dataset, too; what was there before is kept in "
                "{folder}: {pictures}.",
                folder=REPLACED,
                pictures=enumerated(self._replaced),
            )

    def report(self, before: Sequence[str], after: Sequence[str] = (), *, shapes: bool = True) -> ExportReport:
        """All of it.

        Args:
            before: notes that come before the writer's own.
            after: notes that come after them.
            shapes: whether the label files hold shapes, so that an IoU means something.
        """
        return ExportReport(
            self._folder,
            self._tally.images,
            self._tally.objects,
            tuple(self._tally.skipped),
            tuple(self._names.renamed),
            lowest_iou=self._lowest_iou if shapes and self._tally.objects else None,
            notes=(*before, *self._notes(), *after),
            edited=tuple(self._edited),
            changes=self._changes,
        )


def check_root(image_root: Path | None, pictures: Placement) -> None:
    """Check that the pictures are known where they are to be put into the dataset.

    Raises:
        DatasetError: they are not.
    """
    if pictures != "leave" and image_root is None:
        raise DatasetError("Pictures can be put beside the labels only when their folder is known; name it.")


def check_ours(folder: Path, *entries: str) -> None:
    """Check that none of a dataset's files and folders is there, unless this program made them.

    Args:
        folder: of the dataset.
        entries: what the dataset would consist of.

    Raises:
        DatasetError: something else lies there, or the folder cannot be read.
    """
    if not Manifest(folder).exists and any(os.path.lexists(folder / entry) for entry in entries):
        raise DatasetError(
            "{folder} holds a dataset that this program did not write; choose another output folder.", folder=folder
        )


def left_note(folder: PurePosixPath) -> str:
    """Says that the pictures are not in the dataset yet, and where they belong."""
    return Sentence(
        "The pictures are not part of the dataset yet; put them into {folder} before training.", folder=folder
    )
