"""What the model found is kept by class, and what a person rejected outlives a new prompt."""

import pytest

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.found import Found
from sam3_studio.dataset.project.packing import packed_candidates
from sam3_studio.dataset.project.project import Project

NAME = "img2.jpg"


@pytest.fixture
def candidates(labeled) -> tuple[Candidate, ...]:
    """Three candidates, of which the last has no pixel; boxes as a model draws them."""
    masks = (labeled(3, 4).mask, labeled(50, 40, 30).mask, Rle.empty(100, 200))
    return tuple(Candidate(Box(-0.1, 1 / 3, 17.7, 20), 0.9 - i / 7, mask) for i, mask in enumerate(masks))


def test_candidates_are_read_back_exactly(project: Project, candidates) -> None:
    project.found.save(NAME, 1, "duck", Segmentation(1 / 3, candidates))
    project.found.save(NAME, 2, "goose", Segmentation(0.0, ()))
    found = project.found.found(NAME)
    assert {class_id: (one.key, one.segmentation) for class_id, one in found.items()} == {
        1: ("duck", Segmentation(1 / 3, candidates)),
        2: ("goose", Segmentation(0.0, ())),
    }
    assert project.found.found("img10.jpg") == {}


def test_what_was_measured_of_masks_is_kept_with_them(project: Project, candidates) -> None:
    project.found.save(NAME, 1, "duck", Segmentation(1 / 3, candidates))
    read = project.found.found(NAME)[1].segmentation
    measured = [(one.mask.__dict__["area"], one.mask.__dict__["box"]) for one in read.candidates]
    assert measured == [(one.mask.area, one.mask.box) for one in candidates]


def test_what_is_found_anew_replaces_what_was_found_before(project: Project, candidates) -> None:
    project.found.save(NAME, 1, "duck", Segmentation(0.5, candidates))
    project.found.save(NAME, 1, "duck + 1 box", Segmentation(0.75, candidates[:1]))
    assert project.found.found(NAME) == {1: Found("duck + 1 box", 0.75, packed_candidates(candidates[:1]))}


def test_what_was_rejected_outlives_a_new_prompt(project: Project, candidates) -> None:
    rejected = (candidates[0].mask, candidates[1].mask)
    project.found.save(NAME, 1, "duck", Segmentation(0.5, candidates))
    project.found.save_rejected(NAME, 1, rejected)
    assert project.found.found(NAME) == {1: Found("duck", 0.5, packed_candidates(candidates), rejected)}
    project.found.save(NAME, 1, "bird", Segmentation(0.25, candidates))
    assert project.found.found(NAME) == {1: Found("bird", 0.25, packed_candidates(candidates), rejected)}
    project.found.save_rejected(NAME, 1, ())
    assert project.found.found(NAME) == {1: Found("bird", 0.25, packed_candidates(candidates))}


def test_a_rejection_can_be_kept_before_anything_was_found(project: Project, candidates) -> None:
    project.found.save_rejected(NAME, 2, [candidates[0].mask])
    assert project.found.found(NAME) == {2: Found(None, rejected=(candidates[0].mask,))}


def test_candidates_of_a_class_that_is_gone_are_refused(project: Project, candidates) -> None:
    with pytest.raises(DatasetError, match="a class that is not in the project any more"):
        project.found.save(NAME, 9, "duck", Segmentation(0.5, candidates))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE found SET candidates = x'00'",
        "UPDATE found SET candidates = substr(candidates, 1, length(candidates) - 9)",
        "UPDATE found SET candidates = zeroblob(99)",
    ],
)
def test_damaged_candidates_are_to_be_found_again(project: Project, candidates, damage: str) -> None:
    project.found.save(NAME, 1, "duck", Segmentation(0.5, candidates))
    project._database._connection.execute(damage)
    assert project.found.found(NAME)[1].segmentation is None


def test_damaged_rejections_are_told(project: Project, candidates) -> None:
    project.found.save_rejected(NAME, 1, [candidates[0].mask])
    project._database._connection.execute("UPDATE found SET rejected = x'00'")
    with pytest.raises(DatasetError, match=r"holds of img2.jpg is damaged; restore a backup"):
        project.found.found(NAME)
