"""What people who label complain about most: their work is wiped by the AI, lost, or carried to the wrong picture."""

import pytest
from PySide6.QtCore import Qt
from sitting import Sitting

from sam3_studio.core.errors import ModelError
from sam3_studio.core.geometry import Box

pytestmark = pytest.mark.gui

_CONTROL = Qt.KeyboardModifier.ControlModifier


def masks(sitting: Sitting) -> list[bytes]:
    return [item.mask.counts.tobytes() for item in sitting.objects]


# The AI wipes what a person has done.


def test_what_is_found_is_no_label_until_somebody_accepts_it(sitting: Sitting) -> None:
    sitting.find("duck")
    stage = sitting.window.canvas.stage
    assert stage is not None
    assert (len(stage.objects), len(stage.candidates)) == (0, 1)
    assert sitting.session.project.labels.document("1.png").objects == ()


def test_another_search_leaves_labels_exactly_as_they_are(sitting: Sitting) -> None:
    sitting.find("duck")
    sitting.person.accept_all()
    labels = sitting.objects
    assert len(labels) == 1
    sitting.model.places = ((3, 3, 0.95), (20, 10, 0.9))
    sitting.draw(Box(19, 9, 26, 16))
    sitting.find("frog")
    assert sitting.objects == labels
    assert sitting.session.project.labels.document("1.png").objects == labels


def test_a_search_that_finds_nothing_leaves_labels_exactly_as_they_are(sitting: Sitting) -> None:
    sitting.find("duck")
    sitting.person.accept_all()
    labels = sitting.objects
    sitting.model.places = ()
    sitting.draw(Box(19, 9, 26, 16))
    assert sitting.offered == []
    assert sitting.objects == labels


def test_a_search_that_fails_is_not_taken_for_one_that_found_nothing(sitting: Sitting) -> None:
    sitting.find("duck")
    # Encoding ahead would take the failure upon itself.
    sitting.until(lambda: len(sitting.model.encoded) == 2)
    sitting.model.failures.append(ModelError("The model lost its way."))
    sitting.draw(Box(19, 9, 26, 16))
    assert "The model lost its way." in sitting.finding
    assert "shown" not in sitting.finding
    assert sitting.offered == [0.9]


# Work is lost.


def test_a_step_that_the_disk_refuses_is_told_and_not_shown_as_done(sitting: Sitting) -> None:
    sitting.find("duck")
    disk = sitting.session.project._database._connection
    disk.execute("PRAGMA query_only = ON")
    sitting.person.accept_all()
    assert "must not be written to" in sitting.said[-1]
    assert sitting.objects == ()
    assert sitting.offered == [0.9]
    disk.execute("PRAGMA query_only = OFF")
    sitting.person.accept_all()
    assert len(sitting.objects) == 1


# Labels are carried along to pictures that they do not belong to.


def test_labels_come_along_to_no_other_picture(sitting: Sitting) -> None:
    sitting.find("duck")
    sitting.person.accept_all()
    sitting.go(Qt.Key.Key_D)
    assert sitting.picture.name == "2.png"
    assert sitting.objects == ()


def test_labels_of_the_picture_before_are_copied_where_that_is_asked_for_and_nowhere_else(sitting: Sitting) -> None:
    sitting.find("duck")
    sitting.person.accept_all()
    copied = masks(sitting)
    sitting.go(Qt.Key.Key_D)
    sitting.person.press(Qt.Key.Key_P, _CONTROL)
    assert masks(sitting) == copied
    sitting.go(Qt.Key.Key_D)
    assert sitting.picture.name == "3.png"
    assert sitting.objects == ()


def test_an_example_drawn_in_one_picture_asks_nothing_of_the_next(sitting: Sitting) -> None:
    sitting.find("duck")
    sitting.draw(Box(2, 2, 8, 8))
    sitting.go(Qt.Key.Key_D)
    assert sitting.picture.document.boxes == ()
    assert sitting.model.prompts[-1].boxes == ()
