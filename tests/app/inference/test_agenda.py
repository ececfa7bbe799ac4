"""What the worker does next, and what is given up for it."""

from pathlib import Path

import pytest
from agenda_tools import CAT, DOG, HERE, MODEL, OTHER_MODEL, THERE, asked, work_off

from sam3_studio.app.inference.agenda import Agenda
from sam3_studio.app.inference.background import AskPicture
from sam3_studio.app.inference.messages import (
    AskPrompt,
    ClassPrompt,
    EncodePicture,
    LimitMemory,
    LoadModel,
    Request,
)


def encoded(requests: list[Request]) -> list[tuple[Path, bool]]:
    """The pictures, and whether each is encoded ahead."""
    return [(request.path, request.ahead) for request in requests if isinstance(request, EncodePicture)]


def test_the_order_is_model_limit_picture_prompts_picture_ahead(agenda: Agenda) -> None:
    agenda.prefetch([THERE])
    agenda.open(HERE)
    agenda.prompt(HERE, [CAT, DOG])
    agenda.prefetch([THERE])
    agenda.limit_memory(1 << 20)
    agenda.load(MODEL)
    done = work_off(agenda)
    assert [type(request) for request in done] == [
        LoadModel,
        LimitMemory,
        EncodePicture,
        AskPrompt,
        AskPrompt,
        EncodePicture,
    ]
    assert asked(done) == ["cat", "dog"]


def test_one_request_is_in_flight_at_a_time(agenda: Agenda) -> None:
    agenda.prompt(HERE, [CAT, DOG])
    agenda.take()
    assert agenda.take() is None


def test_newer_prompts_replace_waiting_ones(agenda: Agenda) -> None:
    agenda.prompt(HERE, [CAT])
    agenda.prompt(HERE, [DOG])
    assert asked(work_off(agenda)) == ["dog"]


def test_where_nothing_is_to_be_asked_any_more_prompts_are_given_up_and_a_run_goes_on(agenda: Agenda) -> None:
    agenda.prompt(HERE, [CAT, DOG])
    current = agenda.take()
    agenda.prompt(HERE, [])
    assert current is not None
    assert current.cancel.is_set()
    assert work_off(agenda) == []
    agenda.work_in_background(AskPicture(THERE, THERE.parent))
    run = agenda.take()
    agenda.prompt(HERE, [])
    assert run is not None
    assert not run.cancel.is_set()


def test_a_prompt_in_flight_that_is_asked_for_again_goes_on(agenda: Agenda) -> None:
    agenda.prompt(HERE, [CAT])
    current = agenda.take()
    agenda.prompt(HERE, [DOG, CAT])
    assert current is not None
    assert not current.cancel.is_set()
    assert asked(work_off(agenda)) == ["dog"]


def test_a_prompt_about_a_file_that_is_another_one_by_now_is_asked_anew(agenda: Agenda) -> None:
    agenda.prompt(HERE, [CAT])
    current = agenda.take()
    agenda.renew(THERE)
    assert current is not None
    assert not current.cancel.is_set()
    agenda.renew(HERE)
    agenda.open(HERE)
    agenda.prompt(HERE, [CAT])
    assert current.cancel.is_set()
    done = work_off(agenda)
    assert (encoded(done), asked(done)) == ([(HERE, False)], ["cat"])


@pytest.mark.parametrize(("path", "prompt"), [(HERE, DOG), (THERE, CAT)], ids=["another key", "another picture"])
def test_a_prompt_in_flight_that_is_no_longer_asked_for_is_cancelled(
    agenda: Agenda, path: Path, prompt: ClassPrompt
) -> None:
    agenda.prompt(HERE, [CAT])
    current = agenda.take()
    agenda.prompt(path, [prompt])
    assert current is not None
    assert current.cancel.is_set()
    assert asked(work_off(agenda)) == [prompt.key]


def test_encoding_ahead_gives_way_to_a_prompt_and_starts_again(agenda: Agenda) -> None:
    agenda.prefetch([THERE])
    ahead = agenda.take()
    agenda.prompt(HERE, [CAT])
    assert ahead is not None
    assert ahead.cancel.is_set()
    prompt, again = work_off(agenda)
    assert isinstance(prompt, AskPrompt)
    assert isinstance(again, EncodePicture)
    assert again.path == THERE
    assert not again.cancel.is_set()


def test_a_picture_that_is_opened_while_it_is_encoded_ahead_is_not_begun_anew(agenda: Agenda) -> None:
    agenda.prefetch([THERE])
    ahead = agenda.take()
    agenda.open(THERE)
    assert ahead is not None
    assert not ahead.cancel.is_set()
    assert work_off(agenda) == []


def test_a_picture_that_is_opened_while_it_is_encoded_ahead_goes_on_when_the_next_ones_are_to_be(
    agenda: Agenda,
) -> None:
    agenda.prefetch([THERE])
    ahead = agenda.take()
    agenda.open(THERE)
    assert agenda.is_busy
    agenda.prefetch([HERE])
    assert ahead is not None
    assert not ahead.cancel.is_set()
    assert encoded(work_off(agenda)) == [(HERE, True)]


def test_a_picture_that_is_opened_while_it_is_encoded_ahead_is_taken_up_after_a_model_as_the_open_one(
    agenda: Agenda,
) -> None:
    agenda.prefetch([THERE])
    agenda.take()
    agenda.open(THERE)
    agenda.prefetch([HERE])
    agenda.load(MODEL)
    assert encoded(work_off(agenda)) == [(THERE, False), (HERE, True)]


def test_a_prompt_waits_for_the_encoding_of_its_own_picture(agenda: Agenda) -> None:
    agenda.open(HERE)
    encoding = agenda.take()
    agenda.prompt(HERE, [CAT])
    assert encoding is not None
    assert not encoding.cancel.is_set()


def test_opening_another_picture_gives_up_all_work_on_the_last_one(agenda: Agenda) -> None:
    agenda.open(HERE)
    encoding = agenda.take()
    agenda.prompt(HERE, [CAT])
    agenda.prefetch([THERE])
    agenda.open(THERE)
    assert encoding is not None
    assert encoding.cancel.is_set()
    (left,) = work_off(agenda)
    assert isinstance(left, EncodePicture)
    assert (left.path, left.ahead) == (THERE, False)


def test_several_pictures_are_encoded_ahead_in_the_order_given(agenda: Agenda) -> None:
    agenda.prefetch([THERE, HERE])
    assert [request.path for request in work_off(agenda) if isinstance(request, EncodePicture)] == [THERE, HERE]


def test_a_picture_ahead_that_is_still_wanted_goes_on_and_the_others_follow(agenda: Agenda) -> None:
    agenda.prefetch([HERE])
    first = agenda.take()
    agenda.prefetch([THERE, HERE])
    assert first is not None
    assert not first.cancel.is_set()
    assert [request.path for request in work_off(agenda) if isinstance(request, EncodePicture)] == [THERE]


def test_of_several_limits_of_memory_the_newest_holds(agenda: Agenda) -> None:
    agenda.limit_memory(1)
    agenda.limit_memory(2)
    (left,) = work_off(agenda)
    assert isinstance(left, LimitMemory)
    assert left.picture_bytes == 2


def test_only_the_newest_picture_is_encoded_ahead(agenda: Agenda) -> None:
    agenda.prefetch([HERE])
    first = agenda.take()
    agenda.prefetch([THERE])
    assert first is not None
    assert first.cancel.is_set()
    (left,) = work_off(agenda)
    assert isinstance(left, EncodePicture)
    assert left.path == THERE


@pytest.mark.parametrize("ask", ["open", "prompt", "prefetch"])
def test_work_in_flight_gives_way_to_a_model_and_is_taken_up_after_it(agenda: Agenda, ask: str) -> None:
    if ask == "prefetch":
        agenda.prefetch([HERE])
    else:
        getattr(agenda, ask)(HERE, *([[CAT]] if ask == "prompt" else []))
    current = agenda.take()
    agenda.load(MODEL)
    assert current is not None
    assert current.cancel.is_set()
    load, again = work_off(agenda)
    assert isinstance(load, LoadModel)
    assert type(again) is type(current)


def test_a_newer_model_stops_the_loading_of_an_older_one(agenda: Agenda) -> None:
    agenda.load(MODEL)
    first = agenda.take()
    agenda.load(OTHER_MODEL)
    assert first is not None
    assert first.cancel.is_set()
    (left,) = work_off(agenda)
    assert isinstance(left, LoadModel)
    assert left.choice == OTHER_MODEL


def test_cancelling_gives_up_everything_but_a_model(agenda: Agenda) -> None:
    agenda.load(MODEL)
    load = agenda.take()
    agenda.open(HERE)
    agenda.prompt(HERE, [CAT])
    agenda.prefetch([THERE])
    agenda.cancel()
    assert load is not None
    assert not load.cancel.is_set()
    assert work_off(agenda) == []


def test_closing_stops_a_model_that_is_loading(agenda: Agenda) -> None:
    agenda.load(MODEL)
    load = agenda.take()
    agenda.close()
    assert load is not None
    assert load.cancel.is_set()


def test_a_picture_is_complete_with_the_last_of_its_prompts(agenda: Agenda) -> None:
    agenda.prompt(HERE, [CAT, DOG])
    agenda.take()
    assert agenda.finish() is None
    agenda.take()
    assert agenda.finish() == HERE


def test_a_picture_whose_last_prompt_was_cancelled_is_not_complete(agenda: Agenda) -> None:
    agenda.prompt(HERE, [CAT])
    agenda.take()
    agenda.cancel()
    assert agenda.finish() is None


def test_a_person_waits_for_everything_but_what_is_encoded_ahead(agenda: Agenda) -> None:
    agenda.prefetch([HERE])
    agenda.take()
    assert not agenda.is_busy
    agenda.prompt(HERE, [CAT])
    assert agenda.is_busy
