"""Copies of objects: in the same picture a little aside, in another one at the same place as far as it reaches."""

from collections.abc import Iterable
from dataclasses import replace

from sam3_studio.core.columns import Columns
from sam3_studio.core.labeling import LabeledObject, new_id
from sam3_studio.core.rle import Rle


def moved(mask: Rle, dx: int, dy: int, height: int, width: int) -> Rle:
    """A mask moved, on a picture that may have another size; what leaves it is cut off.

    Args:
        mask: of any picture.
        dx: to the right, in pixels.
        dy: down, in pixels.
        height: of the picture that it is for, in pixels.
        width: of that picture, in pixels.
    """
    if (dx, dy, height, width) == (0, 0, mask.height, mask.width):
        return mask
    pieces = Columns.of(mask)
    x, top, bottom = pieces.x + dx, (pieces.top + dy).clip(0), (pieces.bottom + dy).clip(max=height)
    seen = (x >= 0) & (x < width) & (top < bottom)
    first = x[seen] * height
    return Rle.from_spans(height, width, first + top[seen], first + bottom[seen])


def copies(
    objects: Iterable[LabeledObject], height: int, width: int, *, time: float, offset: int = 0
) -> tuple[LabeledObject, ...]:
    """New objects with the masks of others, in the same order; what has no pixel in the picture is left out.

    A copy is neither hidden nor locked. As a person puts it where it is, the model alone does not answer for its mask.

    Args:
        objects: of any pictures.
        height: of the picture that the copies are for, in pixels.
        width: of that picture, in pixels.
        time: now, in seconds since 1970.
        offset: how far to the right and down they come to lie, in pixels; where they would leave the picture, they go
            the other way.
    """
    made = []
    for item in objects:
        dx, dy = _aside(item.mask, offset, height, width) if offset else (0, 0)
        mask = moved(item.mask, dx, dy, height, width)
        if mask.area:
            new = replace(item, mask=mask, source=item.source.once_edited, time=time, edits=0, id=new_id())
            made.append(replace(new, hidden=False, locked=False))
    return tuple(made)


def without_twins(objects: Iterable[LabeledObject], present: Iterable[LabeledObject]) -> tuple[LabeledObject, ...]:
    """The objects that differ in class or mask from all that are present, in the same order."""
    known = {(item.class_id, item.mask) for item in present}
    return tuple(item for item in objects if (item.class_id, item.mask) not in known)


def _aside(mask: Rle, offset: int, height: int, width: int) -> tuple[int, int]:
    box = mask.box
    if box is None:
        return 0, 0
    dx = offset if box.x2 + offset <= width else -min(offset, int(box.x1))
    dy = offset if box.y2 + offset <= height else -min(offset, int(box.y1))
    return dx, dy
