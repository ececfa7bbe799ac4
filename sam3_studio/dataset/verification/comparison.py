"""What was read, compared object by object with what was to be written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pycocotools import mask as coco_mask

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.files import relative_name
from sam3_studio.dataset.formats.holes import CutImage
from sam3_studio.dataset.formats.sidecar import Layout
from sam3_studio.dataset.report import ExportReport

LOWEST_IOU = 0.99
"""What a written object must have in common with its mask."""

_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Holder:
    """What an object is to lie in: run lengths as pycocotools has them, and the area in pixels."""

    shape: dict[str, Any]
    area: float


Shape = dict[str, Any] | list[float] | Holder
"""Run lengths as pycocotools has them, or a box as x, y, width, height, or what holds the object."""

Read = Sequence[tuple[str | None, Shape]]
"""Class and shape of each object that was read; the class is None where it is none of the dataset's."""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was found on reading labels back.

    Attributes:
        images: pictures compared.
        objects: objects compared.
        lowest_iou: of the shapes that were read with the masks, 0 to 1; None where none was read.
        lowest_box_iou: of the boxes that were read with those of the masks, of oriented ones the share of the mask
            that they hold, 0 to 1; None where none was read.
        problems: what does not agree, a sentence each, the first 20; empty when all is as it should be.
    """

    images: int
    objects: int
    lowest_iou: float | None
    lowest_box_iou: float | None
    problems: tuple[str, ...]


class Comparison:
    """Counts what has been compared and notes what does not agree."""

    def __init__(self) -> None:
        self._images = 0
        self._objects = 0
        self._ious: dict[bool, float] = {}
        self._problems: list[str] = []

    def objects_of(self, image: AnnotatedImage, read: Read) -> None:
        """Compare a picture's objects with those that were read: class and shape of each.

        Of objects that are cut into pieces it is compared, too, what all pieces of one are with what was labeled.
        """
        self._images += 1
        expected = [annotation for annotation in image.annotations if annotation.mask.area]
        if len(read) != len(expected):
            self.problem(f"{image.path}: {len(read)} objects are read instead of {len(expected)}.")
            return
        for number, (annotation, (label, shape)) in enumerate(zip(expected, read, strict=True), 1):
            self._objects += 1
            iou = _iou_of(shape, annotation.mask)
            self._note(iou, is_shape=isinstance(shape, dict))
            if label != annotation.label:
                self.problem(f"{image.path}: object {number} is read as {label!r} instead of {annotation.label!r}.")
            if iou < LOWEST_IOU:
                self.problem(f"{image.path}: object {number} ({label}) is read with an IoU of {iou:.4f} only.")
        if isinstance(image, CutImage):
            self._wholes_of(image, [shape for _, shape in read if isinstance(shape, dict)])

    def _wholes_of(self, image: CutImage, shapes: Sequence[dict[str, Any]]) -> None:
        """Compare objects with all of their pieces that were read: these come from the file, not from who cut them."""
        rest = iter(shapes)
        for number, (annotation, pieces) in enumerate(image.origins, 1):
            own = list(islice(rest, sum(piece.mask.area > 0 for piece in pieces)))
            if pieces == (annotation,):
                continue
            iou = _iou_of_pieces(own, annotation.mask)
            self._note(iou, is_shape=True)
            if iou < LOWEST_IOU:
                self.problem(
                    f"{image.path}: the pieces of object {number} ({annotation.label}) are read with an IoU of "
                    f"{iou:.4f} only."
                )

    def _note(self, iou: float, *, is_shape: bool) -> None:
        # A box says nothing of the shape in it, however well it fits.
        self._ious[is_shape] = min(self._ious.get(is_shape, 1.0), iou)

    def count(self, objects: int) -> None:
        """A picture whose objects are compared elsewhere, all at once."""
        self._images += 1
        self._objects += objects

    def problem(self, sentence: str) -> None:
        """Note what does not agree."""
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems.append(sentence)

    def report(self) -> VerifyReport:
        """All of it."""
        shapes, boxes = self._ious.get(True), self._ious.get(False)
        return VerifyReport(self._images, self._objects, shapes, boxes, tuple(self._problems))


def _iou_of(shape: Shape, mask: Rle) -> float:
    """What a shape that was read has in common with a mask, 0 to 1: the IoU, of a holder the share that it holds."""
    expected = _run_lengths(mask)
    if isinstance(shape, Holder):
        upright = coco_mask.toBbox(expected)
        if shape.area > 1.001 * upright[2] * upright[3]:
            return 0.0
        # A crowd's IoU is the share of the object that lies in it.
        return float(coco_mask.iou([expected], [shape.shape], [1])[0, 0])
    if isinstance(shape, list):
        expected = coco_mask.toBbox(expected).tolist()
    return float(coco_mask.iou([shape], [expected], [0])[0, 0])


def _iou_of_pieces(shapes: Sequence[dict[str, Any]], mask: Rle) -> float:
    """The IoU of all shapes together with a mask, 0 to 1; what lies in several of them counts as too much."""
    if not shapes:
        return 0.0
    common = coco_mask.merge([coco_mask.merge(shapes), _run_lengths(mask)], True)
    shared = float(coco_mask.area(common))
    return shared / (float(coco_mask.area(shapes).sum()) + mask.area - shared)


def _run_lengths(mask: Rle) -> dict[str, Any]:
    counts = {"size": [mask.height, mask.width], "counts": mask.counts.tolist()}
    encoded: dict[str, Any] = coco_mask.frPyObjects(counts, mask.height, mask.width)
    return encoded


def labels_of(
    report: ExportReport, images: Iterable[AnnotatedImage], layout: Layout
) -> Iterator[tuple[AnnotatedImage, Path]]:
    """The pictures that are to be compared, each with its label file; those that a person edited are left out."""
    new_names, left_out = dict(report.renamed), frozenset(report.edited)
    for image in images:
        if image.path not in left_out:
            name = relative_name(new_names.get(image.path, image.path))
            yield image, report.folder / layout.label(image.path, name)


def lines_of(path: Path) -> list[str]:
    """The lines of a text file.

    Raises:
        DatasetError: it cannot be read.
    """
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError("{path} cannot be read ({reason}); export again.", path=path, reason=error) from error
