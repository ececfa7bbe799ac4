"""Accepting: a candidate's mask becomes an object that remembers how it was found."""

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Origin, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing.accept import accepted

BOX = Box(0, 0, 5, 5)


def test_an_accepted_candidate_keeps_its_mask_and_its_origin(candidate) -> None:
    found = candidate(3, 4, score=0.75)
    (item,) = accepted([found], 2, prompt="duck", presence=0.9, model="0123", time=17.5)
    assert item.mask is found.mask
    assert (item.class_id, item.source, item.time) == (2, Source.MODEL, 17.5)
    assert item.origin == Origin("duck", 0.75, 0.9, "0123")
    assert not item.hidden
    assert not item.locked


def test_accepted_objects_have_ids_of_their_own(candidate) -> None:
    found = [candidate(3, 4)]
    first, second = (accepted(found, 2, prompt="", presence=1, model="", time=0)[0] for _ in range(2))
    assert first.id != second.id


def test_what_has_no_pixel_is_not_accepted() -> None:
    empty = Candidate(BOX, 0.9, Rle.empty(100, 200))
    assert accepted([empty], 1, prompt="duck", presence=1, model="", time=0) == ()
