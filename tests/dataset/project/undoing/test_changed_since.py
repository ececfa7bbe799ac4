"""What was done after an import is known before that is taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from undo_tools import take

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Details, ImageState, PromptBox
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.offering import offer
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.undoing import asked_since_import, changed_since_import


def changed_object(**values: object) -> Callable[[Project], None]:
    def change(project: Project) -> None:
        before = project.labels.document("img2.jpg")
        after = ImageDocument((replace(before.objects[0], **values), *before.objects[1:]))
        project.labels.save("img2.jpg", before, after)

    return change


def without_objects(project: Project) -> None:
    project.labels.save("img2.jpg", project.labels.document("img2.jpg"), ImageDocument())


def with_box(project: Project) -> None:
    before = project.labels.document("img2.jpg")
    project.labels.save("img2.jpg", before, replace(before, boxes=(PromptBox(1, Box(1, 1, 9, 9)),)))


@pytest.mark.parametrize(
    "change",
    [
        changed_object(details=Details((("colour", "red"),))),
        changed_object(details=Details(occluded=True)),
        changed_object(details=Details(note="looks odd")),
        changed_object(class_id=2),
        without_objects,
        with_box,
        lambda project: project.images.set_state(["img2.jpg"], ImageState.SECOND_LOOK),
        lambda project: project.images.set_note("img2.jpg", "since"),
        lambda project: project.images.set_tags(["img2.jpg"], ["since"]),
        lambda project: project.classes.add("since"),
        lambda project: project.classes.change(replace(project.classes.list()[0], threshold=0.25)),
        lambda project: project.classes.remove(2),
        lambda project: project.found.save_rejected(
            "img2.jpg", 1, [project.labels.document("img2.jpg").objects[0].mask]
        ),
    ],
)
def test_whatever_a_person_changes_after_an_import_is_noted(ours: Project, labels: Path, change) -> None:
    take(ours, labels)
    assert not changed_since_import(ours)
    change(ours)
    assert changed_since_import(ours)


def test_what_a_run_over_pictures_finds_is_no_change_of_a_person(ours: Project, labels: Path) -> None:
    take(ours, labels)
    ours.found.save("sub/a.png", 1, "key", Segmentation(0.5, ()))
    ours.images.set_state(["sub/a.png"], ImageState.CANDIDATES)
    ours.settings.set("last picture", "sub/a.png")
    assert not changed_since_import(ours)


def test_that_the_model_has_answered_after_an_import_is_noted(ours: Project, labels: Path) -> None:
    take(ours, labels)
    assert not asked_since_import(ours)
    ours.found.save("sub/a.png", 1, "key", Segmentation(0.5, ()))
    assert asked_since_import(ours)


def test_that_a_picture_can_be_read_again_is_no_change_of_a_person(ours: Project, labels: Path) -> None:
    take(ours, labels)
    ours.images.set_failed("img2.jpg", "It is dark.")
    offer(ours, "img2.jpg", 0.8)
    assert ours.images.find("img2.jpg").failure is None
    assert not changed_since_import(ours)
