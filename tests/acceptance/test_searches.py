"""What people complain about in searches: fixed thresholds, one word for each class, objects that go missing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from labelers import PATIENCE
from model_shop import ModelShop
from PIL import Image
from PySide6.QtWidgets import QLineEdit, QSpinBox, QTreeView
from pytestqt.qtbot import QtBot
from real_window import OpenWindow
from sitting import Sitting

from sam3_studio.app.dialogs.class_editor import ClassEditor
from sam3_studio.app.panels.instances.model import Column
from sam3_studio.core.geometry import Box

pytestmark = pytest.mark.gui


def edit_class(sitting: Sitting, change: Callable[[ClassEditor], None]) -> None:
    """Open the form of the first class, change something, and save it."""
    sitting.window.classes.edit_requested.emit(1)
    editor = sitting.window.findChildren(ClassEditor)[-1]
    change(editor)
    editor.accept()


def set_concepts(text: str) -> Callable[[ClassEditor], None]:
    def change(editor: ClassEditor) -> None:
        editor.findChildren(QLineEdit)[1].setText(text)

    return change


def set_least_area(pixels: int) -> Callable[[ClassEditor], None]:
    def change(editor: ClassEditor) -> None:
        editor.findChildren(QSpinBox)[0].setValue(pixels)

    return change


# Confidence is hidden, fixed, and the same for everything.


def test_candidates_below_the_threshold_are_kept_for_the_next_time_too(
    sitting: Sitting, open_window: OpenWindow, shop: ModelShop, qtbot: QtBot
) -> None:
    sitting.find("duck")
    assert sitting.offered == [0.9]
    folder = sitting.session.project.root
    sitting.window.close()
    again = open_window()
    with qtbot.waitSignal(again.controller.loaded, timeout=PATIENCE):
        again.begin()
    later = Sitting(again, shop, qtbot)
    later.open(folder)
    for _ in range(5):
        later.person.lower_threshold()
    assert later.offered == [0.9, 0.3]
    assert later.model.asked == []


def test_every_class_has_a_threshold_of_its_own(sitting: Sitting) -> None:
    sitting.find("duck")
    sitting.find("frog")
    for _ in range(5):
        sitting.person.lower_threshold()
    assert [one.threshold for one in sitting.session.classes.listed] == [0.5, 0.25]
    assert [len(offer.shown) for offer in sitting.picture.offers()] == [1, 2]


def test_every_candidate_shows_its_score(sitting: Sitting) -> None:
    sitting.model.places = ((2, 2, 0.9), (12, 2, 0.8))
    sitting.find("duck")
    table = sitting.window.instances.findChild(QTreeView)
    assert table is not None
    assert not table.isColumnHidden(Column.SCORE)
    assert [table.model().index(row, Column.SCORE).data() for row in range(2)] == ["0.90", "0.80"]


# What is asked for and what the label is called are the same word.


def test_several_concepts_fill_one_class(sitting: Sitting) -> None:
    sitting.model.places_of = {"duck": ((2, 2, 0.9),), "goose": ((12, 2, 0.8),)}
    sitting.find("duck")
    with sitting.hears(sitting.window.controller.prompted):
        edit_class(sitting, set_concepts("duck, goose"))
    sitting.person.accept_all()
    assert [one.name for one in sitting.session.classes.listed] == ["duck"]
    assert [item.class_id for item in sitting.objects] == [1, 1]


def test_a_class_offers_nothing_smaller_than_its_smallest_area(sitting: Sitting) -> None:
    sitting.find("duck")
    edit_class(sitting, set_least_area(17))
    assert sitting.offered == []
    edit_class(sitting, set_least_area(16))
    assert sitting.offered == [0.9]


# It takes words or boxes, and not both.


def test_words_boxes_and_counterexamples_are_one_question(sitting: Sitting) -> None:
    sitting.find("duck")
    sitting.draw(Box(2, 2, 8, 8))
    sitting.draw(Box(20, 10, 28, 18), positive=False)
    prompt = sitting.model.prompts[-1]
    assert prompt.text == "duck"
    assert [box.positive for box in prompt.boxes] == [True, False]
    assert len(sitting.model.prompts) == 3


def test_a_further_question_does_not_encode_the_picture_again(sitting: Sitting) -> None:
    sitting.find("duck")
    sitting.draw(Box(2, 2, 8, 8))
    sitting.find("frog")
    assert len(sitting.model.encoded) == len(set(sitting.model.encoded))


# Nobody says that one search finds two hundred objects at most.


@pytest.mark.parametrize(("found", "is_told"), [(189, False), (190, True)])
def test_a_search_that_finds_nearly_as_much_as_it_can_says_that_there_may_be_more(
    start: Sitting, tmp_path: Path, found: int, is_told: bool
) -> None:
    (tmp_path / "photos").mkdir()
    Image.new("RGB", (200, 150), (90, 120, 60)).save(tmp_path / "photos" / "flock.png")
    start.open(tmp_path / "photos")
    start.model.places = tuple((5 * (i % 40), 5 * (i // 40), 0.9 - i / 1000) for i in range(found))
    start.find("duck")
    assert len(start.offered) == found
    assert ("one search finds 200 objects at most" in start.finding) == is_told


def test_candidates_below_the_threshold_do_not_count_as_found(sitting: Sitting) -> None:
    sitting.model.places = tuple((i % 36, i // 36, 0.4) for i in range(200))
    sitting.find("duck")
    assert sitting.offered == []
    assert "at most" not in sitting.finding
