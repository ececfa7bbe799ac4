"""All candidates of a class, as a review offers them."""

import threading
from dataclasses import replace

import pytest
from review_tools import DUCK, GOOSE, square

from sam3_studio.core.errors import CancelledError
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.review import listing
from sam3_studio.dataset.review.listing import CandidateList, read_candidates


def told(found: CandidateList) -> list[tuple[str, int, float]]:
    return [(found.name(i), int(found.number[i]), round(float(found.score[i]), 3)) for i in range(len(found))]


def test_candidates_of_all_pictures_come_best_first_with_their_places(project: Project, find) -> None:
    find("2.png", (0.8, 0), (0.3, 50))
    find("1.png", (0.9, 20), (0.5, 60))
    find("1.png", (0.95, 20), class_id=GOOSE)
    found = read_candidates(project.file, DUCK)
    assert told(found) == [("1.png", 0, 0.9), ("2.png", 0, 0.8), ("1.png", 1, 0.5), ("2.png", 1, 0.3)]
    assert found.box.tolist()[:2] == [[20, 0, 30, 10], [0, 0, 10, 10]]


def test_by_need_those_next_to_the_threshold_come_first(project: Project, find) -> None:
    find("1.png", (0.9, 0), (0.55, 20), (0.4, 40))
    assert read_candidates(project.file, DUCK).by_need(0.5).tolist() == [1, 2, 0]


def test_what_was_accepted_is_not_offered_again_though_it_was_moved_a_little(project: Project, find, label) -> None:
    find("1.png", (0.9, 0), (0.8, 50))
    find("2.png", (0.7, 0))
    label("1.png", 2)
    label("2.png", 0, class_id=GOOSE)
    assert told(read_candidates(project.file, DUCK)) == [("1.png", 1, 0.8), ("2.png", 0, 0.7)]
    assert len(read_candidates(project.file, DUCK, same_object=0.9)) == 3


def test_what_was_rejected_or_is_too_small_is_not_offered(project: Project, find) -> None:
    find("1.png", (0.9, 0), (0.8, 50))
    project.found.save_rejected("1.png", DUCK, [square(0)])
    assert told(read_candidates(project.file, DUCK)) == [("1.png", 1, 0.8)]
    project.classes.change(replace(project.classes.list()[0], minimum_area=101))
    assert len(read_candidates(project.file, DUCK)) == 0


def test_pictures_that_are_done_or_cannot_be_read_are_left_out(project: Project, find) -> None:
    for number in (1, 2, 3):
        find(f"{number}.png", (0.9, 0))
    project.images.set_state(["1.png"], ImageState.DONE)
    project.images.set_failed("2.png", "It is damaged.")
    assert told(read_candidates(project.file, DUCK)) == [("3.png", 0, 0.9)]


def test_a_class_without_candidates_has_an_empty_list(project: Project) -> None:
    assert len(read_candidates(project.file, DUCK)) == 0


def test_candidates_are_compared_with_objects_in_parts(
    project: Project, find, label, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 5):
        find(f"{number}.png", (0.9, 0), (0.8, 30), (0.7, 60), (0.6, 90))
        label(f"{number}.png", 30, 90, 150)
    whole = told(read_candidates(project.file, DUCK))
    monkeypatch.setattr(listing, "_MOST_PAIRS", 2)
    monkeypatch.setattr(listing, "_CHUNK", 3)
    assert told(read_candidates(project.file, DUCK)) == whole
    assert len(whole) == 8


def test_the_look_for_candidates_can_be_stopped(project: Project) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledError):
        read_candidates(project.file, DUCK, cancel=cancel)
