"""The start page, with real keys, clicks and drops."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from widgets import button, named, texts

from sam3_studio.app.panels.start.model_card import ModelCardView
from sam3_studio.app.panels.start.page import StartPage
from sam3_studio.app.panels.start.recent_list import RecentButton
from sam3_studio.app.panels.start.values import ModelCard, ModelState, RecentProject

pytestmark = pytest.mark.gui

EMBEDDED = ModelCard(ModelState.READY, "embedded", "cpu in float32", "no GPU was found")


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    page = StartPage()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    now = datetime.now().astimezone()
    noon_yesterday = datetime.combine(now.date(), datetime.min.time()) - timedelta(hours=12)
    page.set_recent(
        [
            RecentProject("/photos/birds", now.timestamp(), 12, 240),
            RecentProject("/photos/cars", noon_yesterday.timestamp()),
            RecentProject("/gone/away", exists=False),
        ]
    )
    page.set_model(EMBEDDED)
    page.show()
    page.activateWindow()
    return page


def recent(page: StartPage) -> list[RecentButton]:
    return page.findChildren(RecentButton)


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("Open folder…", "folder_requested"),
        ("Open project…", "project_requested"),
        ("Try the samples", "samples_requested"),
        ("Choose a model…", "model_requested"),
    ],
)
def test_buttons_ask_for_what_they_say(page: StartPage, qtbot: QtBot, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.mouseClick(button(page, name), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("Try the samples", "samples_requested"),
        ("Get the SAM 3 weights…", "weights_requested"),
        ("Choose a model…", "model_requested"),
    ],
)
def test_enter_presses_the_button_in_focus(page: StartPage, qtbot: QtBot, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(button(page, name), Qt.Key.Key_Return)


def test_a_recent_project_opens_at_a_click(page: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.mouseClick(recent(page)[0], Qt.MouseButton.LeftButton)
    assert chosen.args == ["/photos/birds"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_recent_project_opens_by_key(page: StartPage, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.keyClick(recent(page)[1], key)
    assert chosen.args == ["/photos/cars"]


def test_a_recent_project_tells_when_it_was_open_and_how_far_it_is(page: StartPage) -> None:
    described = recent(page)[0].accessibleDescription()
    assert described.startswith("/photos/birds, today")
    assert described.endswith("12 of 240 done")


def test_yesterday_is_called_so(page: StartPage) -> None:
    assert "yesterday" in recent(page)[1].accessibleDescription()


def test_a_project_that_is_gone_is_greyed_and_can_be_forgotten(page: StartPage, qtbot: QtBot) -> None:
    assert not recent(page)[2].isEnabled()
    with qtbot.waitSignal(page.recent_removed) as removed:
        qtbot.mouseClick(named(page, "Forget away"), Qt.MouseButton.LeftButton)
    assert removed.args == ["/gone/away"]


def test_tab_goes_from_above_to_below(page: StartPage) -> None:
    samples, (first, *_) = named(page, "Try the samples"), recent(page)
    assert samples.nextInFocusChain() is first


def test_without_recent_projects_there_is_no_list(page: StartPage) -> None:
    page.set_recent([])
    assert "Recent" not in texts(page)


def drop(page: StartPage, urls: list[QUrl]) -> bool:
    """Drags over the page and drops; whether the page wanted it."""
    data = QMimeData()
    data.setUrls(urls)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    if enter.isAccepted():
        QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    return enter.isAccepted()


def test_a_folder_can_be_dropped(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.path_dropped) as dropped:
        assert drop(page, [QUrl.fromLocalFile(str(tmp_path))])
    assert Path(dropped.args[0]) == tmp_path


@pytest.mark.parametrize(
    "urls", [[], [QUrl("https://example.org/a")], [QUrl.fromLocalFile("/no/such")]], ids=["none", "web", "missing"]
)
def test_what_is_no_folder_cannot_be_dropped(page: StartPage, urls: list[QUrl]) -> None:
    assert not drop(page, urls)


def test_the_card_tells_the_device_and_why(page: StartPage) -> None:
    assert "Computes on cpu in float32\nNo GPU was found" in texts(page.findChild(ModelCardView))


def test_the_weights_can_be_asked_for(page: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.weights_requested):
        qtbot.mouseClick(button(page, "Get the SAM 3 weights…"), Qt.MouseButton.LeftButton)


def test_with_real_weights_nothing_is_said_about_getting_them(page: StartPage) -> None:
    page.set_model(ModelCard(ModelState.READY, "facebook/sam3", "cuda:0 in bfloat16", embedded=False))
    assert not button(page, "Get the SAM 3 weights…").isVisible()
    assert "facebook/sam3" in texts(page.findChild(ModelCardView))


@pytest.mark.parametrize(
    ("card", "text"),
    [
        (ModelCard(ModelState.LOADING), "Embedded model · Loading…"),
        (ModelCard(ModelState.OFF, embedded=False), "Switched off"),
        (ModelCard(ModelState.FAILED, "mine", embedded=False, problem="It is cut short."), "It is cut short."),
    ],
)
def test_the_card_tells_how_the_model_is(page: StartPage, card: ModelCard, text: str) -> None:
    page.set_model(card)
    assert text in texts(page.findChild(ModelCardView))


def test_a_problem_with_a_long_path_stays_within_the_card(page: StartPage) -> None:
    path = f"/snapshots/{40 * 'a'}/model.safetensors is cut short: tensor {6 * 'geometry.encoder.'}weight is half."
    page.set_model(ModelCard(ModelState.FAILED, "facebook/sam3", embedded=False, problem=path))
    label = next(one for one in page.findChildren(QLabel) if "cut short" in one.text())
    words = label.text().replace("\u200b", " ").split()
    assert max(map(label.fontMetrics().horizontalAdvance, words)) <= label.width()
    assert label.text().replace("\u200b", "") == path


def test_weights_that_cannot_be_loaded_can_be_fetched_from_there(page: StartPage) -> None:
    page.set_model(ModelCard(ModelState.FAILED, "facebook/sam3", embedded=False, problem="It is cut short."))
    assert button(page, "Get the SAM 3 weights…").isVisible()
    assert "facebook/sam3 · Could not be loaded" in texts(page.findChild(ModelCardView))


def test_the_card_comes_below_where_there_is_no_room_beside(page: StartPage, qtbot: QtBot) -> None:
    card, first = page.findChildren(ModelCardView)[0], recent(page)[0]
    assert card.mapTo(page, QPoint(0, 0)).x() > first.mapTo(page, QPoint(0, 0)).x() + first.width()
    page.resize(520, 700)
    qtbot.waitUntil(lambda: card.mapTo(page, QPoint(0, 0)).y() > first.mapTo(page, QPoint(0, 0)).y())


def test_in_a_high_window_it_stands_above_the_middle_and_not_at_the_edge(page: StartPage, qtbot: QtBot) -> None:
    page.resize(1000, 2000)
    opening = button(page, "Open folder…")
    qtbot.waitUntil(lambda: 300 < opening.mapTo(page, QPoint()).y() < 1000)


def test_what_becomes_known_of_another_project_leaves_the_focus_and_the_way_of_tab(
    page: StartPage, qtbot: QtBot
) -> None:
    birds, cars, away = (button.project for button in recent(page))
    page.set_recent([replace(birds, exists=False), cars, away])
    qtbot.waitUntil(lambda: len(recent(page)) == 3)
    middle = next(one for one in recent(page) if one.project == cars)
    middle.setFocus()
    page.set_recent([birds, cars, replace(away, exists=True)])
    assert QApplication.focusWidget() is middle
    qtbot.waitUntil(lambda: len(recent(page)) == 3 and all(one.isVisible() for one in recent(page)))
    ways = ["Forget cars", "away", "Forget away"]
    for name in ways:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget().accessibleName() == name
    for name in [*reversed(ways[:-1]), "cars", "Forget birds", "birds"]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        assert QApplication.focusWidget().accessibleName() == name
