"""An object corrected with the model: what to ask about a box, which answer is meant, and what becomes of the mask.

A person draws a box and says one of two things. "Look again here": inside the box the model decides anew; a box that
holds nearly all of the object means the object as a whole. "Take this away": what the box shows is no part of the
object. Outside the box nothing changes, unless the box means the whole object.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabeledObject, Origin, Source
from sam3_studio.core.mask_algebra import intersected, subtracted, united
from sam3_studio.core.prompt import ExemplarBox, Prompt, in_words
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.editing.edits import with_objects

WHOLE = 0.8
"""A box that holds this share of what is seen of an object means the object as a whole."""

LEAST_FIT = 0.3
"""An answer with a lower IoU is about something else."""

THING_FIT = 0.5
"""What is to be taken away fills its box at least so well, in IoU of boxes."""

SAME_AS_OBJECT = 0.8
"""What has a higher IoU with the object is the object, and nothing on it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of the model for one object.

    Attributes:
        item: the object as it is.
        box: where it is wrong, in pixels of the picture.
        adds: True: look again here; False: take this away.
        seen: the part of the picture that the model looks at, in pixels of the picture.
    """

    item: LabeledObject
    box: Box
    adds: bool
    seen: Box

    @property
    def visible(self) -> Rle:
        """The part of the mask that the model sees."""
        return _inside(self.item.mask, self.seen)

    @property
    def target(self) -> Box:
        """Around the object and the box."""
        own = self.visible.box
        return own.hull(self.box) if own else self.box

    @property
    def means_whole(self) -> bool:
        """Whether the box stands for the object as a whole."""
        visible = self.visible
        return self.adds and _inside(visible, self.box).area >= WHOLE * visible.area


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the model makes of a wish.

    Attributes:
        mask: that the object would have, of the whole picture.
        origin: how the model found what the object is made of now; None for one that it did not find.
        whole: the model answers for all of it, not for a part alone.
    """

    mask: Rle
    origin: Origin | None
    whole: bool


def questions(wish: Wish, concepts: Iterable[str]) -> tuple[Prompt, ...]:
    """What to ask, boxes in pixels of the picture.

    Args:
        wish: of a person.
        concepts: of the object's class; those that are searched.
    """
    words: tuple[str | None, ...] = tuple(concepts) or (None,)
    if wish.adds:
        target = ExemplarBox(wish.box if wish.means_whole else wish.target)
        return tuple(Prompt(text, (target,)) for text in dict.fromkeys((*words, None)))
    rest = ExemplarBox(wish.target)
    without = ExemplarBox(wish.box, positive=False)
    return (Prompt(None, (ExemplarBox(wish.box),)), *(Prompt(text, (rest, without)) for text in words))


def proposal(wish: Wish, asked: Sequence[Prompt], found: Sequence[Segmentation], model: str) -> Proposal | None:
    """The answer that fits best; None where none does, or where it changes nothing.

    Args:
        wish: of a person.
        asked: the questions.
        found: an answer to each, in pixels of the whole picture.
        model: fingerprint of the weights.
    """
    answers = [
        _Answer(prompt, one.presence, candidate)
        for prompt, one in zip(asked, found, strict=True)
        for candidate in one.candidates
        if candidate.mask.area
    ]
    made = (_again if wish.adds else _without)(wish, answers)
    if made is None:
        return None
    mask, answer = made
    if mask == wish.item.mask or not mask.area:
        return None
    if answer is None:
        return Proposal(mask, wish.item.origin, whole=False)
    origin = Origin(answer.words, answer.candidate.score, answer.presence, model)
    return Proposal(mask, origin, wish.adds and mask == answer.candidate.mask)


def correct(document: ImageDocument, object_id: str, made: Proposal, time: float) -> ImageDocument:
    """Give an object the mask that the model proposes; a locked one stays as it is.

    Args:
        document: that has it.
        object_id: of the object.
        made: by the model.
        time: now, in seconds since 1970.
    """
    partly = Source.PERSON if made.origin is None else Source.EDITED
    source = Source.MODEL if made.whole else partly
    return with_objects(
        document,
        tuple(
            replace(item, mask=made.mask, source=source, origin=made.origin, time=time)
            if item.id == object_id and not item.locked
            else item
            for item in document.objects
        ),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    prompt: Prompt
    presence: float
    candidate: Candidate

    @property
    def words(self) -> str:
        return in_words([self.prompt.text] if self.prompt.text else [], self.prompt.boxes)


_Made = tuple[Rle, _Answer | None]
"""The mask, and what the model said of the object; None where it spoke of something else, which is taken away."""


def _again(wish: Wish, answers: Iterable[_Answer]) -> _Made | None:
    """Take the best answer about the whole object, or inside the box, where it is the one that fits best outside it."""
    visible, whole = wish.visible, wish.means_whole
    trusted = visible if whole else _outside(visible, wish.box)

    def fit(answer: _Answer) -> float:
        mask = answer.candidate.mask
        if whole:
            # The box says which object, the old mask decides between two that fill it alike.
            return _fill(answer, wish.box) + 0.25 * mask.iou(visible)
        return _outside(mask, wish.box).iou(trusted)

    best = max(answers, key=fit, default=None)
    if best is None or fit(best) < LEAST_FIT:
        return None
    mask = best.candidate.mask
    if whole:
        return united([_outside(wish.item.mask, wish.seen), mask]), best
    return united([_outside(wish.item.mask, wish.box), _inside(mask, wish.box)]), best


def _without(wish: Wish, answers: Sequence[_Answer]) -> _Made | None:
    """Take away the thing that fills the box; else what the box has of the object that the best answer leaves out."""
    old = wish.item.mask

    def fills(answer: _Answer) -> float:
        return _fill(answer, wish.box)

    alone = [one for one in answers if all(box.positive for box in one.prompt.boxes)]
    things = [one for one in alone if fills(one) >= THING_FIT and one.candidate.mask.iou(old) < SAME_AS_OBJECT]
    if things:
        thing = max(things, key=fills)
        left = subtracted(old, _inside(thing.candidate.mask, wish.box))
        if left != old:
            return left, None
    trusted = _outside(wish.visible, wish.box)

    def fits(answer: _Answer) -> float:
        return _outside(answer.candidate.mask, wish.box).iou(trusted)

    best = max((one for one in answers if one not in alone), key=fits, default=None)
    if best is None or fits(best) < LEAST_FIT:
        return None
    return subtracted(old, subtracted(_inside(old, wish.box), best.candidate.mask)), best


def _inside(mask: Rle, box: Box) -> Rle:
    return intersected(mask, _filled(box, mask))


def _outside(mask: Rle, box: Box) -> Rle:
    return subtracted(mask, _filled(box, mask))


def _filled(box: Box, like: Rle) -> Rle:
    """The pixels whose centres a box holds."""
    corners = np.array([(box.x1, box.y1), (box.x2, box.y1), (box.x2, box.y2), (box.x1, box.y2)])
    return rle_from_rings([corners], like.height, like.width)


def _fill(answer: _Answer, box: Box) -> float:
    """How well an answer fills a box."""
    own = answer.candidate.mask.box
    return own.iou(box) if own else 0.0
