"""What the worker does in the background gives way to everything else."""

import pytest
from agenda_tools import CAT, HERE, MODEL, PART, THERE, work_off

from sam3_studio.app.inference.agenda import Agenda
from sam3_studio.app.inference.background import AskPicture
from sam3_studio.app.inference.messages import (
    AskPrompt,
    EncodePicture,
)
from sam3_studio.core.prompt import Prompt


class TestInTheBackground:
    """A run over many pictures gives way to everything, and comes back."""

    def test_it_comes_after_everything_else(self, agenda: Agenda) -> None:
        agenda.work_in_background(AskPicture(THERE, THERE.parent))
        agenda.open(HERE)
        agenda.prompt(HERE, [CAT])
        agenda.prefetch([THERE])
        kinds = [type(request) for request in work_off(agenda)]
        assert kinds == [EncodePicture, AskPrompt, EncodePicture, AskPicture]

    def test_nobody_waits_for_it(self, agenda: Agenda) -> None:
        agenda.work_in_background(AskPicture(THERE, THERE.parent))
        agenda.take()
        assert not agenda.is_busy

    @pytest.mark.parametrize(
        "interrupt",
        [
            lambda agenda: agenda.open(HERE),
            lambda agenda: agenda.open(THERE),
            lambda agenda: agenda.prompt(HERE, [CAT]),
            lambda agenda: agenda.look_into(PART),
            lambda agenda: agenda.load(MODEL),
        ],
    )
    def test_it_gives_way_to_what_a_person_waits_for_and_is_taken_up_again(self, agenda: Agenda, interrupt) -> None:
        task = AskPicture(THERE, THERE.parent, prompts=(Prompt("cat"),))
        agenda.work_in_background(task)
        agenda.take()
        interrupt(agenda)
        assert task.cancel.is_set()
        last = work_off(agenda)[-1]
        assert isinstance(last, AskPicture)
        assert (last.path, last.prompts) == (THERE, (Prompt("cat"),))
        assert not last.cancel.is_set()

    def test_pictures_encoded_ahead_wait_for_the_picture_it_is_at(self, agenda: Agenda) -> None:
        task = AskPicture(THERE, THERE.parent)
        agenda.work_in_background(task)
        agenda.take()
        agenda.prefetch([HERE])
        assert not task.cancel.is_set()

    def test_a_person_who_cancels_a_search_does_not_mean_it(self, agenda: Agenda) -> None:
        task = AskPicture(THERE, THERE.parent)
        agenda.work_in_background(task)
        agenda.take()
        agenda.cancel()
        assert not task.cancel.is_set()

    def test_it_can_be_stopped_by_itself(self, agenda: Agenda) -> None:
        running, waiting = AskPicture(THERE, THERE.parent), AskPicture(HERE, HERE.parent)
        agenda.work_in_background(running)
        agenda.take()
        agenda.work_in_background(waiting)
        agenda.stop_background()
        assert running.cancel.is_set()
        assert work_off(agenda) == []

    def test_closing_stops_it(self, agenda: Agenda) -> None:
        task = AskPicture(THERE, THERE.parent)
        agenda.work_in_background(task)
        agenda.take()
        agenda.close()
        assert task.cancel.is_set()
        assert work_off(agenda) == []

    def test_once_it_is_answered_it_is_not_taken_up_again_though_its_end_is_still_to_come(self, agenda: Agenda) -> None:
        task = AskPicture(THERE, THERE.parent)
        agenda.work_in_background(task)
        agenda.take()
        agenda.note_answer(task)
        agenda.open(HERE)
        assert [type(request) for request in work_off(agenda)] == [EncodePicture]
