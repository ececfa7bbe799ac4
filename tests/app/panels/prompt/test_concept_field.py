"""Typing concepts."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.prompt.concept_field import ConceptField, concepts_in

pytestmark = pytest.mark.gui


@pytest.fixture
def field(qtbot: QtBot) -> ConceptField:
    field = ConceptField()
    qtbot.addWidget(field)
    field.set_known(["duck", "duckling", "red apple"])
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("duck", ("duck",)),
        (" duck ,  red   apple,", ("duck", "red apple")),
        ("duck; goose\nswan", ("duck", "goose", "swan")),
        ("Duck, duck, DUCK", ("Duck",)),
        (" , ;", ()),
        ("Ente, 鸭子, canard à l’orange", ("Ente", "鸭子", "canard à l’orange")),
    ],
)
def test_concepts_stand_between_commas(text: str, concepts: tuple[str, ...]) -> None:
    assert concepts_in(text) == concepts


def test_enter_adds_what_is_typed_and_empties_the_field(field: ConceptField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "goose, swan")
    with qtbot.waitSignal(field.concepts_added) as added:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert added.args == [("goose", "swan")]
    assert field.text() == ""


def test_enter_adds_what_is_typed_although_more_is_offered(field: ConceptField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "duck")
    qtbot.waitUntil(field.completer().popup().isVisible)
    with qtbot.waitSignal(field.concepts_added) as added:
        qtbot.keyClick(field.completer().popup(), Qt.Key.Key_Return)
    assert added.args == [("duck",)]
    assert not field.completer().popup().isVisible()


def test_an_offer_that_is_chosen_is_added(field: ConceptField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "goose, appl")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.concepts_added) as added:
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert added.args == [("goose", "red apple")]


def test_enter_in_an_empty_field_searches(field: ConceptField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.run_requested):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_escape_closes_the_offers_first_and_then_leaves(field: ConceptField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "duck")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    with qtbot.assertNotEmitted(field.left):
        qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_an_offer_that_is_gone_to_stays_chosen_when_the_model_answers(field: ConceptField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "duck")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    field.set_known(["red apple", "duck", "duckling"])
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.concepts_added) as added:
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert added.args == [("duckling",)]
