"""What a person is told."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from sam3_studio.app.notify import Notice, NoticeBars, Notifier, Severity, system_information

pytestmark = pytest.mark.gui


@pytest.fixture
def bars(qtbot: QtBot) -> NoticeBars:
    window = QWidget()
    window.resize(800, 400)
    bars = NoticeBars(window)
    qtbot.addWidget(window)
    window.show()
    bars.window_kept = window  # type: ignore[attr-defined]  # it would be deleted with its last reference
    return bars


def test_the_last_hundred_notices_are_remembered(qtbot: QtBot) -> None:
    notifier = Notifier()
    with qtbot.waitSignals([notifier.told] * 120):
        for number in range(120):
            notifier.inform(str(number))
    assert [notice.text for notice in notifier.log] == [str(number) for number in range(20, 120)]


def test_each_kind_has_its_severity() -> None:
    notifier = Notifier()
    notifier.inform("a")
    notifier.warn("b")
    notifier.fail("c")
    assert [notice.severity for notice in notifier.log] == list(Severity)


def test_a_notice_is_shown_at_the_top_and_takes_no_focus(bars: NoticeBars) -> None:
    bars.show_notice(Notice(Severity.WARNING, "mind the gap"))
    assert bars.texts == ("mind the gap",)
    assert bars.isVisible()
    assert bars.y() == 12
    assert not bars.hasFocus()


def test_a_long_sentence_gets_the_lines_it_needs(bars: NoticeBars) -> None:
    bars.show_notice(Notice(Severity.WARNING, "word " * 60))
    assert bars.height() > 44


def test_the_same_notice_is_not_shown_twice(bars: NoticeBars) -> None:
    for _ in range(2):
        bars.show_notice(Notice(Severity.FAILURE, "disk full"))
    assert bars.texts == ("disk full",)


def test_of_four_the_least_important_makes_way(bars: NoticeBars) -> None:
    bars.show_notice(Notice(Severity.FAILURE, "a"))
    for text in "bcd":
        bars.show_notice(Notice(Severity.INFORMATION, text))
    assert bars.texts == ("a", "c", "d")


def test_a_failure_is_closed_by_hand(bars: NoticeBars, qtbot: QtBot) -> None:
    bars.show_notice(Notice(Severity.FAILURE, "a"))
    qtbot.mouseClick(bars.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert bars.texts == ()
    assert not bars.isVisible()


def test_what_is_offered_is_done_at_the_press_of_its_button_and_the_notice_goes(bars: NoticeBars, qtbot: QtBot) -> None:
    notifier = Notifier()
    notifier.told.connect(bars.show_notice)
    done: list[str] = []
    for name in ("first", "second"):
        notifier.offer("Rejected.", "Never again", partial(done.append, name))
    assert bars.texts == ("Rejected.",)
    button = bars.findChildren(QPushButton)[0]
    assert button.height() <= bars.height()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["second"]
    assert bars.texts == ()


def test_what_was_offered_is_not_kept_with_the_notice() -> None:
    notifier = Notifier()
    notifier.offer("Rejected.", "Never again", print)
    assert notifier.log[0].choice is None


def test_information_goes_away_by_itself(bars: NoticeBars, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sam3_studio.app.notify.bars._STAYS", {Severity.INFORMATION: 1, Severity.FAILURE: 0})
    bars.show_notice(Notice(Severity.FAILURE, "stays"))
    bars.show_notice(Notice(Severity.INFORMATION, "goes"))
    qtbot.waitUntil(lambda: bars.texts == ("stays",))


def test_the_bars_follow_the_window(bars: NoticeBars) -> None:
    bars.show_notice(Notice(Severity.INFORMATION, "a"))
    bars.parentWidget().resize(400, 300)
    assert bars.width() == 376


@pytest.mark.usefixtures("qapp")
def test_the_system_is_described() -> None:
    assert "PySide6" in system_information()


def test_bars_leave_what_stands_at_the_top_in_reach_while_it_is_there(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    tools = QWidget(window)
    tools.setGeometry(0, 30, 600, 40)
    window.show()
    bars = NoticeBars(window, below=(tools,))
    bars.show_notice(Notice(Severity.WARNING, "one"))
    assert bars.y() > tools.geometry().bottom()
    tools.hide()
    bars.show_notice(Notice(Severity.WARNING, "another"))
    assert bars.y() < 30
