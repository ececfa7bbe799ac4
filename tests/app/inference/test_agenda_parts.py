"""Where questions about a part of a picture stand among everything else that the worker is to do."""

import pytest
from agenda_tools import CAT, DOG, HERE, MODEL, OTHER_PART, PART, THERE, asked, work_off

from sam3_studio.app.inference.agenda import Agenda
from sam3_studio.app.inference.messages import (
    AskCrop,
    LoadModel,
)
from sam3_studio.core.cropping import Crop
from sam3_studio.core.prompt import Prompt


def test_what_is_asked_of_a_part_comes_before_prompts_and_they_are_taken_up_after_it(agenda: Agenda) -> None:
    agenda.prompt(HERE, [CAT, DOG])
    prompt = agenda.take()
    agenda.look_into(PART)
    assert prompt is not None
    assert prompt.cancel.is_set()
    done = work_off(agenda)
    assert done[0] is PART
    assert asked(done) == ["cat", "dog"]


def test_another_question_about_a_part_takes_the_place_of_the_first(agenda: Agenda) -> None:
    agenda.look_into(PART)
    agenda.look_into(OTHER_PART)
    assert work_off(agenda) == [OTHER_PART]


def test_a_question_about_a_part_that_is_being_answered_gives_way_to_another() -> None:
    agenda, first = Agenda(), AskCrop(HERE, Crop(0, 0, 4, 4), (Prompt("cat"),))
    agenda.look_into(first)
    agenda.take()
    agenda.look_into(OTHER_PART)
    assert first.cancel.is_set()
    assert work_off(agenda) == [OTHER_PART]


def test_another_picture_gives_up_what_is_asked_of_a_part(agenda: Agenda) -> None:
    agenda.look_into(PART)
    agenda.open(THERE)
    assert PART not in work_off(agenda)


@pytest.mark.parametrize("taken", [False, True], ids=["waiting", "in flight"])
def test_what_is_asked_of_a_part_can_be_given_up(agenda: Agenda, taken: bool) -> None:
    part = AskCrop(HERE, Crop(0, 0, 4, 4), (Prompt("cat"),))
    agenda.look_into(part)
    if taken:
        agenda.take()
    agenda.stop_looking()
    assert part.cancel.is_set() is taken
    assert not work_off(agenda)


def test_prompts_do_not_stop_what_is_asked_of_a_part(agenda: Agenda) -> None:
    part = AskCrop(HERE, Crop(0, 0, 4, 4), (Prompt("cat"),))
    agenda.look_into(part)
    agenda.take()
    agenda.prompt(HERE, [CAT])
    assert not part.cancel.is_set()


def test_while_a_model_loads_what_is_asked_of_a_part_waits(agenda: Agenda) -> None:
    agenda.look_into(AskCrop(HERE, Crop(0, 0, 4, 4), (Prompt("cat"),)))
    agenda.take()
    agenda.load(MODEL)
    assert [type(request) for request in work_off(agenda)] == [LoadModel, AskCrop]


def test_what_is_asked_of_a_part_waits_for_a_model_that_loads(agenda: Agenda) -> None:
    agenda.load(MODEL)
    loading = agenda.take()
    agenda.look_into(PART)
    assert loading is not None
    assert not loading.cancel.is_set()
    assert work_off(agenda) == [PART]
