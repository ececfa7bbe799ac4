"""Which pictures have something to accept follows the classes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from project_tools import rescan

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabeledObject
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project import recounting
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.recounting import Recount

FIRST, SECOND, THIRD = "sub/a.png", "img2.jpg", "img10.jpg"
NEW, CANDIDATES = ImageState.NEW, ImageState.CANDIDATES

Keep = Callable[..., None]


@pytest.fixture
def keep(project: Project, labeled: Callable[..., LabeledObject]) -> Keep:
    """Keeps candidates of these scores, of 100 pixels each, in a picture, which gets no state by that."""

    def save(name: str, *scores: float, class_id: int = 1) -> None:
        found = [Candidate(Box(0, 0, 9, 9), score, labeled(20 * i).mask) for i, score in enumerate(scores)]
        project.found.save(name, class_id, "key", Segmentation(1.0, tuple(found)))

    return save


def change(project: Project, class_id: int = 1, **values: object) -> None:
    """Have a class be otherwise."""
    (one,) = (one for one in project.classes.list() if one.id == class_id)
    project.classes.change(replace(one, **values))


def counted(project: Project) -> dict[str, ImageState]:
    """Pictures whose state has changed, once all are counted."""
    changed: dict[str, ImageState] = {}
    while (more := project.recount.go_on(project.classes.list())) is not None:
        changed |= more
    return changed


def state(project: Project, name: str) -> ImageState:
    record = project.images.find(name)
    assert record is not None
    return record.state


def test_pictures_wait_or_not_as_a_threshold_moves(project: Project, keep: Keep) -> None:
    keep(FIRST, 0.9, 0.3)
    keep(SECOND, 0.6)
    assert counted(project) == {FIRST: CANDIDATES, SECOND: CANDIDATES}
    change(project, threshold=0.7)
    assert counted(project) == {SECOND: NEW}
    assert [state(project, name) for name in (FIRST, SECOND, THIRD)] == [CANDIDATES, NEW, NEW]
    change(project, threshold=0.95)
    assert counted(project) == {FIRST: NEW}
    change(project, threshold=0.2)
    assert counted(project) == {FIRST: CANDIDATES, SECOND: CANDIDATES}


def test_a_score_at_the_threshold_does_not_pass_it(project: Project, keep: Keep) -> None:
    change(project, threshold=0.3)
    keep(FIRST, 0.3)
    assert counted(project) == {}


def test_candidates_that_are_too_small_do_not_wait(project: Project, keep: Keep) -> None:
    keep(FIRST, 0.9)
    change(project, minimum_area=100)
    assert counted(project) == {FIRST: CANDIDATES}
    change(project, minimum_area=101)
    assert counted(project) == {FIRST: NEW}


def test_candidates_that_were_rejected_do_not_wait(
    project: Project, keep: Keep, labeled: Callable[..., LabeledObject]
) -> None:
    keep(FIRST, 0.9)
    project.found.save_rejected(FIRST, 1, [labeled().mask])
    assert counted(project) == {}


def test_a_class_that_is_switched_off_or_removed_has_nothing_wait(project: Project, keep: Keep) -> None:
    keep(FIRST, 0.9)
    keep(SECOND, 0.9)
    keep(SECOND, 0.9, class_id=2)
    assert counted(project) == {FIRST: CANDIDATES, SECOND: CANDIDATES}
    change(project, active=False)
    assert counted(project) == {FIRST: NEW}
    change(project, active=True)
    assert counted(project) == {FIRST: CANDIDATES}
    project.classes.remove(1)
    assert counted(project) == {FIRST: NEW}


def test_what_a_person_has_begun_stays_as_it_is(
    project: Project, keep: Keep, labeled: Callable[..., LabeledObject]
) -> None:
    for name in (FIRST, SECOND):
        keep(name, 0.9)
    project.images.set_state([FIRST], ImageState.DONE)
    project.labels.save(SECOND, ImageDocument(), ImageDocument((labeled(),)), ImageState.IN_WORK)
    assert counted(project) == {}


def test_a_picture_that_could_not_be_read_and_is_back_waits_for_what_passes_the_threshold_alone(
    project: Project, keep: Keep, folder: Path
) -> None:
    keep(FIRST, 0.3)
    assert counted(project) == {}
    project.images.set_failed(FIRST, "It is damaged.")
    (folder / FIRST).rename(folder / "away")
    rescan(project)
    (folder / "away").rename(folder / FIRST)
    rescan(project)
    counted(project)
    assert state(project, FIRST) is NEW


def test_so_does_one_that_is_back_while_the_others_are_counted(
    project: Project, keep: Keep, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "_STEP", 1)
    keep(SECOND, 0.3)
    project.images.set_note(SECOND, "Keep it.")
    project.images.set_failed(SECOND, "It is damaged.")
    (folder / SECOND).rename(folder / "away")
    rescan(project)
    for _ in range(2):
        project.recount.go_on(project.classes.list())
    (folder / "away").rename(folder / SECOND)
    rescan(project)
    counted(project)
    assert state(project, SECOND) is NEW


def test_nothing_is_counted_twice_by_the_same_classes(project: Project, keep: Keep) -> None:
    counted(project)
    keep(FIRST, 0.9)
    assert project.recount.go_on(project.classes.list()) is None
    change(project, name="Ente")
    assert project.recount.go_on(project.classes.list()) is None


def test_counting_begins_anew_where_classes_change_or_the_program_ends_meanwhile(
    project: Project, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "_STEP", 1)
    for name in (FIRST, SECOND, THIRD):
        keep(name, 0.6)
    assert len(project.recount.go_on(project.classes.list()) or {}) == 1
    change(project, threshold=0.7)
    assert len(project.recount.go_on(project.classes.list()) or {}) == 1
    project.recount = Recount(project._database)
    change(project, threshold=0.5)
    assert set(counted(project)) == {FIRST, SECOND, THIRD}


def test_all_are_counted_anew_where_a_threshold_comes_back_before_that_is_done(
    project: Project, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "_STEP", 1)
    for name in (FIRST, SECOND, THIRD):
        keep(name, 0.6)
    counted(project)
    change(project, threshold=0.7)
    assert len(project.recount.go_on(project.classes.list()) or {}) == 1
    change(project, threshold=0.5)
    assert len(counted(project)) == 1
    assert [state(project, name) for name in (FIRST, SECOND, THIRD)] == [CANDIDATES] * 3


def test_pictures_wait_for_nothing_where_no_class_was_looked_for_when_they_were_counted_first(
    project: Project, keep: Keep
) -> None:
    keep(FIRST, 0.9)
    project.images.set_state([FIRST], CANDIDATES, by_person=False)
    for one in project.classes.list():
        change(project, one.id, active=False)
    assert counted(project) == {FIRST: NEW}
