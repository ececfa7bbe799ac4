"""Which answer of the model is meant by a box, and what becomes of the mask."""

from dataclasses import replace

import numpy as np
import pytest

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabeledObject, Origin, Source
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.editing.correcting import Proposal, Wish, correct, proposal, questions

SEEN = Box(0, 0, 60, 40)


def rectangle(x1: int, y1: int, x2: int, y2: int) -> Rle:
    return Rle.from_crop(np.ones((y2 - y1, x2 - x1), dtype=bool), x1, y1, 40, 60)


OLD = LabeledObject(1, rectangle(10, 10, 30, 30), Source.MODEL, id="old")


def asked(wish: Wish, *answers: tuple[Rle, ...]) -> Proposal | None:
    """What comes of it when each question is answered with these masks; the later questions with nothing."""
    prompts = questions(wish, ["duck"])
    found = [
        Segmentation(0.9, tuple(Candidate(mask.box or SEEN, 0.8, mask) for mask in masks))
        for masks, _ in zip((*answers, *[()] * len(prompts)), prompts, strict=False)
    ]
    return proposal(wish, prompts, found, "model 1")


def mask_of(made: Proposal | None) -> Rle:
    assert made is not None
    return made.mask


class TestLookingAgain:
    def test_a_box_around_the_object_is_an_example_for_every_concept_and_without_words(self) -> None:
        box = Box(8, 8, 34, 34)
        example = (ExemplarBox(box),)
        assert questions(Wish(OLD, box, True, SEEN), ["duck", "goose"]) == (
            Prompt("duck", example),
            Prompt("goose", example),
            Prompt(None, example),
        )

    def test_for_a_box_at_a_part_the_example_is_the_object_with_it(self) -> None:
        first = questions(Wish(OLD, Box(28, 12, 40, 20), True, SEEN), ["duck"])[0]
        assert first == Prompt("duck", (ExemplarBox(Box(10, 10, 40, 30)),))

    def test_without_concepts_the_box_alone_asks(self) -> None:
        assert [prompt.text for prompt in questions(Wish(OLD, SEEN, True, SEEN), [])] == [None]

    def test_around_the_object_the_answer_that_fills_the_box_is_its_new_mask(self) -> None:
        right, wrong = rectangle(9, 9, 33, 33), rectangle(10, 10, 20, 30)
        made = asked(Wish(OLD, Box(8, 8, 34, 34), True, SEEN), (wrong, right))
        assert made is not None
        assert (made.mask, made.whole) == (right, True)

    def test_of_two_that_fill_the_box_alike_the_one_like_the_object_is_meant(self) -> None:
        like = rectangle(8, 8, 34, 34)
        frame = np.ones((26, 26), dtype=bool)
        frame[2:-2, 2:-2] = False
        unlike = Rle.from_crop(frame, 8, 8, 40, 60)
        assert mask_of(asked(Wish(OLD, Box(8, 8, 34, 34), True, SEEN), (unlike, like))) == like

    def test_at_a_part_only_what_the_box_holds_changes(self) -> None:
        answer = rectangle(12, 12, 40, 28)
        mask = mask_of(asked(Wish(OLD, Box(25, 0, 60, 40), True, SEEN), (answer,))).to_mask()
        assert np.array_equal(mask[:, :25], OLD.mask.to_mask()[:, :25])
        assert np.array_equal(mask[:, 25:], answer.to_mask()[:, 25:])

    def test_at_a_part_the_answer_is_meant_that_is_the_object_elsewhere(self) -> None:
        same, other = rectangle(10, 10, 38, 30), rectangle(26, 2, 56, 38)
        mask = mask_of(asked(Wish(OLD, Box(25, 5, 45, 35), True, SEEN), (other, same)))
        assert mask == same

    def test_what_is_not_seen_stays(self) -> None:
        wish = Wish(OLD, Box(10, 10, 20, 30), True, Box(0, 0, 20, 40))
        mask = mask_of(asked(wish, (rectangle(12, 10, 20, 30),)))
        assert mask == rectangle(12, 10, 30, 30)

    def test_an_answer_about_something_else_proposes_nothing(self) -> None:
        assert asked(Wish(OLD, Box(8, 8, 34, 34), True, SEEN), (rectangle(40, 0, 60, 10),)) is None

    @pytest.mark.parametrize("answers", [(), (Rle.empty(40, 60),), (OLD.mask,)], ids=["none", "empty", "the same"])
    def test_what_changes_nothing_is_no_proposal(self, answers: tuple[Rle, ...]) -> None:
        assert asked(Wish(OLD, Box(9, 9, 31, 31), True, SEEN), answers) is None


class TestTakingAway:
    box = Box(20, 10, 30, 20)

    def test_it_asks_for_the_thing_in_the_box_and_for_the_object_without_it(self) -> None:
        assert questions(Wish(OLD, self.box, False, SEEN), ["duck"]) == (
            Prompt(None, (ExemplarBox(self.box),)),
            Prompt("duck", (ExemplarBox(Box(10, 10, 30, 30)), ExemplarBox(self.box, positive=False))),
        )

    def test_the_thing_that_fills_the_box_is_taken_away(self) -> None:
        thing = rectangle(21, 8, 30, 20)
        made = asked(Wish(OLD, self.box, False, SEEN), (thing,))
        assert mask_of(made).area == OLD.mask.area - 9 * 10
        assert made is not None
        assert not made.whole

    @pytest.mark.parametrize("origin", [Origin("duck", 0.97, 1.0, "model 1"), None], ids=["found", "drawn"])
    def test_the_score_of_the_thing_is_none_of_the_object_s(self, origin: Origin | None) -> None:
        old = replace(OLD, source=Source.MODEL if origin else Source.PERSON, origin=origin)
        made = asked(Wish(old, self.box, False, SEEN), (rectangle(21, 8, 30, 20),))
        assert made is not None
        (item,) = correct(ImageDocument((old,)), "old", made, 7.0).objects
        assert (item.origin, item.source) == (origin, Source.EDITED if origin else Source.PERSON)

    def test_the_object_itself_is_no_thing_on_it(self) -> None:
        assert asked(Wish(OLD, Box(10, 10, 30, 30), False, SEEN), (OLD.mask,)) is None

    def test_where_no_thing_is_seen_the_object_as_it_is_found_without_it_counts_inside_the_box(self) -> None:
        without = rectangle(10, 12, 24, 28)
        mask = mask_of(asked(Wish(OLD, self.box, False, SEEN), (), (without,))).to_mask()
        expected = OLD.mask.to_mask()
        expected[10:20, 20:30] &= without.to_mask()[10:20, 20:30]
        assert np.array_equal(mask, expected)

    def test_it_never_adds(self) -> None:
        larger = rectangle(10, 10, 24, 38)
        mask = mask_of(asked(Wish(OLD, Box(20, 10, 40, 38), False, SEEN), (), (larger,)))
        assert not (mask.to_mask() & ~OLD.mask.to_mask()).any()


class TestTaking:
    def made(self, *, whole: bool) -> Proposal:
        made = asked(Wish(OLD, Box(8, 8, 34, 34), True, SEEN), (rectangle(9, 9, 33, 33),))
        assert made is not None
        return Proposal(made.mask, made.origin, whole)

    @pytest.mark.parametrize(("whole", "source"), [(True, Source.MODEL), (False, Source.EDITED)])
    def test_the_object_tells_where_its_mask_comes_from(self, whole: bool, source: Source) -> None:
        (item,) = correct(ImageDocument((OLD,)), "old", self.made(whole=whole), 7.0).objects
        assert item.origin is not None
        assert (item.source, item.time, item.id, item.class_id) == (source, 7.0, "old", 1)
        assert (item.origin.prompt, item.origin.score, item.origin.model) == ("duck + 1 box", 0.8, "model 1")

    def test_a_locked_object_stays_as_it_is(self) -> None:
        locked = ImageDocument((LabeledObject(1, OLD.mask, Source.MODEL, id="old", locked=True),))
        assert correct(locked, "old", self.made(whole=True), 7.0) is locked
