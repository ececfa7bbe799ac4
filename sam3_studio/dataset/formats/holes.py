"""What becomes of holes where each object has one outline, which has none."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.components import Parts
from sam3_studio.core.contour import trace_contours
from sam3_studio.core.mask_algebra import intersected, subtracted, united
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.report import Changes

Holes = Literal["keyhole", "outer", "split"]
"""Holes hang on their outlines by key-holes, are filled, or objects that have some are cut into pieces without.

"keyhole" loses nothing for readers that fill outlines, "outer" suits those that stumble over outlines that touch
themselves, "split" loses no pixel but makes several objects of one.
"""


@dataclass(frozen=True, slots=True)
class CutImage(AnnotatedImage):
    """A picture of whose objects some are cut into pieces, each an object of its own.

    Attributes:
        origins: the objects as they were labeled, each with its pieces, itself where it is whole; in the order of
            `annotations`, which are those pieces.
    """

    origins: tuple[tuple[Annotation, tuple[Annotation, ...]], ...] = ()


class HolesGone:
    """Pictures whose objects have no holes, read from others as often as these can be.

    Attributes:
        changes: how many objects had holes, in the iteration that began last.
        lowest_iou: of the objects with what they were, 0 to 1.

    Args:
        images: the pictures.
        holes: what becomes of them; "keyhole" leaves objects as they are.
    """

    def __init__(self, images: Iterable[AnnotatedImage], holes: Holes) -> None:
        self._images = images
        self._holes = holes
        self.changes = Changes()
        self.lowest_iou = math.inf

    def __iter__(self) -> Iterator[AnnotatedImage]:
        self.changes, self.lowest_iou = Changes(), math.inf
        change = {"keyhole": _as_it_is, "outer": self._filled, "split": self._cut}[self._holes]
        return map(change, self._images)

    def _filled(self, image: AnnotatedImage) -> AnnotatedImage:
        return replace(image, annotations=tuple(map(self._without, image.annotations)))

    def _without(self, annotation: Annotation) -> Annotation:
        mask = annotation.mask
        if not trace_contours(mask).holes:
            return annotation
        self.changes += Changes(filled=1)
        without = filled(mask)
        self.lowest_iou = min(self.lowest_iou, without.iou(mask))
        return replace(annotation, mask=without)

    def _cut(self, image: AnnotatedImage) -> CutImage:
        origins = tuple((annotation, self._pieces(annotation)) for annotation in image.annotations)
        annotations = tuple(piece for _, own in origins for piece in own)
        return CutImage(image.path, image.width, image.height, annotations, origins)

    def _pieces(self, annotation: Annotation) -> tuple[Annotation, ...]:
        if not trace_contours(annotation.mask).holes:
            return (annotation,)
        self.changes += Changes(split=1)
        return tuple(replace(annotation, mask=piece) for piece in pieces(annotation.mask))


def _as_it_is(image: AnnotatedImage) -> AnnotatedImage:
    return image


def filled(mask: Rle) -> Rle:
    """A mask without what its parts enclose that hang together by sides; whatever lies in there goes under.

    That is what a reader fills of an outline. Who edits fills what no way leads out of, diagonal ones neither
    (`editing.reshaping.filled`).
    """
    return united([rle_from_rings([ring], mask.height, mask.width) for ring in trace_contours(mask).outers])


def pieces(mask: Rle) -> tuple[Rle, ...]:
    """A mask as pieces without holes that do not overlap: its parts, each cut along a row through every hole."""
    found: list[Rle] = []
    waiting = list(Parts.of(mask, diagonal=False).masks())
    while waiting:
        part = waiting.pop()
        holes = trace_contours(part).holes
        if not holes:
            found.append(part)
            continue
        # A hole that reaches the cut is open.
        row = int(holes[0][:, 1].mean())
        above = intersected(part, _rows_above(row, mask))
        waiting += [one for half in (above, subtracted(part, above)) for one in Parts.of(half, diagonal=False).masks()]
    return tuple(sorted(found, key=_place))


def _rows_above(row: int, mask: Rle) -> Rle:
    return Rle.from_crop(np.ones((row, mask.width), dtype=np.bool_), 0, 0, mask.height, mask.width)


def _place(mask: Rle) -> tuple[float, ...]:
    return mask.box.as_tuple() if mask.box else ()
