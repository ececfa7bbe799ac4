"""Which pictures need a person, and why."""

import threading
from dataclasses import replace

import pytest
from review_tools import DUCK, GOOSE, square

from sam3_studio.core.errors import CancelledError
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.review import evidence
from sam3_studio.dataset.review.need import Need
from sam3_studio.dataset.review.queue import Rules, read_needs


def test_a_picture_in_which_either_is_equally_likely_is_the_neediest_of_its_kind() -> None:
    assert Need(doubt=1).score > Need(doubt=0.5).score > Need().score == 0


def test_one_kind_of_need_never_outweighs_three() -> None:
    assert Need(near=1_000_000).score < Need(doubt=0.5, near=2, mistakes=1).score


def test_a_contradiction_weighs_more_than_a_doubtful_candidate() -> None:
    assert Need(clashes=1).score == Need(unseen=1).score == Need(mistakes=1).score > Need(near=1).score


def test_presence_near_a_half_is_doubt_about_that_class(project: Project, find) -> None:
    find("1.png", presence=0.25)
    find("1.png", presence=0.375, class_id=GOOSE)
    find("2.png", (0.9, 0), presence=1.0)
    assert read_needs(project.file) == {"1.png": Need(doubt=0.75, doubtful=GOOSE)}


def test_a_class_with_an_object_is_no_doubt_any_more(project: Project, find, label) -> None:
    find("1.png", (0.9, 0), presence=0.5)
    label("1.png", 0)
    assert read_needs(project.file) == {}


def test_candidates_near_the_threshold_of_their_class_count_on_both_sides(project: Project, find) -> None:
    find("1.png", (0.9, 0), (0.6, 20), (0.4, 40), (0.3, 60))
    assert read_needs(project.file) == {"1.png": Need(near=2)}
    project.classes.change(replace(project.classes.list()[0], threshold=0.9))
    assert read_needs(project.file) == {"1.png": Need(near=1)}
    assert read_needs(project.file, Rules(near=0.35)) == {"1.png": Need(near=2)}


def test_what_was_accepted_rejected_or_is_too_small_is_not_near(project: Project, find, label) -> None:
    find("1.png", (0.6, 0), (0.55, 40))
    find("2.png", (0.6, 0), class_id=GOOSE)
    project.classes.change(replace(project.classes.list()[1], minimum_area=101))
    label("1.png", 2)
    project.found.save_rejected("1.png", DUCK, [square(40)])
    assert read_needs(project.file) == {}


def test_a_candidate_where_an_object_of_another_class_is_clashes(project: Project, find, label) -> None:
    find("1.png", (0.9, 0), (0.9, 100))
    find("2.png", (0.2, 0))
    label("1.png", 2, class_id=GOOSE)
    label("2.png", 2, class_id=GOOSE)
    assert read_needs(project.file) == {"1.png": Need(clashes=1)}


def test_an_object_that_no_candidate_covers_was_not_seen(project: Project, find, label) -> None:
    find("1.png", (0.9, 0), (0.1, 100))
    label("1.png", 0, 100)
    label("2.png", 0)
    assert read_needs(project.file) == {"1.png": Need(unseen=1)}


def test_of_a_done_picture_contradictions_count_and_doubts_do_not(project: Project, find, label) -> None:
    find("1.png", (0.6, 50), presence=0.5)
    find("1.png", class_id=GOOSE)
    label("1.png", 0, class_id=GOOSE, state=ImageState.DONE)
    assert read_needs(project.file) == {"1.png": Need(unseen=1)}


def test_duplicates_and_two_classes_in_one_place_are_mistakes(project: Project, label) -> None:
    label("1.png", 0, 1)
    label("2.png", 0)
    label("2.png", 2, class_id=GOOSE)
    label("3.png", 0, 50)
    assert read_needs(project.file) == {"1.png": Need(mistakes=1), "2.png": Need(mistakes=1)}


def test_a_picture_that_is_done_without_what_the_model_saw_is_a_mistake(project: Project, find, label) -> None:
    find("1.png", presence=1.0)
    label("1.png", state=ImageState.DONE)
    assert read_needs(project.file) == {"1.png": Need(mistakes=1)}


def test_a_class_that_is_not_looked_for_says_nothing(project: Project, find) -> None:
    find("1.png", (0.5, 0), presence=0.5)
    project.classes.change(replace(project.classes.list()[0], active=False))
    assert read_needs(project.file) == {}


def test_pictures_are_compared_in_parts_where_there_are_many_pairs(
    project: Project, find, label, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 5):
        find(f"{number}.png", (0.6, 0), (0.9, 20 * number), presence=0.5)
        label(f"{number}.png", 100, 101, class_id=GOOSE)
    whole = read_needs(project.file)
    monkeypatch.setattr(evidence, "_MOST_PAIRS", 1)
    assert read_needs(project.file) == whole
    assert len(whole) == 4


def test_the_look_can_be_stopped(project: Project) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledError):
        read_needs(project.file, cancel=cancel)


def test_progress_is_told(project: Project) -> None:
    told: list[tuple[int, int]] = []
    read_needs(project.file, progress=lambda done, total: told.append((done, total)))
    assert told == [(4, 4)]
