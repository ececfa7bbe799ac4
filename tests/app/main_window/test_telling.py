"""`app.main_window.telling`: notices, what was said so far, and that work is saved."""

from pathlib import Path

import pytest
from limits import takes_open_files_away
from PySide6.QtWidgets import QLabel, QTableWidget, QToolButton
from pytestqt.qtbot import QtBot

from sam3_studio.app.dialogs.about import AboutDialog
from sam3_studio.app.dialogs.messages import MessagesDialog
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project import location

pytestmark = pytest.mark.gui


def status_texts(window: MainWindow) -> set[str]:
    parts = [*window.status.findChildren(QLabel), *window.status.findChildren(QToolButton)]
    return {part.text().strip() for part in parts if part.isVisible()}


def test_save_says_when_all_was_saved(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    assert not window.commands["save"].isEnabled()
    window.open(photos)
    assert "✓ Saved" in status_texts(window)
    with qtbot.waitSignal(window.session.upkeep.tidied):
        window.commands["save"].trigger()
    assert window.telling.bars.texts[-1].startswith("All saved at ")


def test_a_disk_that_fails_while_all_is_saved_is_told(
    window: MainWindow, photos: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise DatasetError("The disk reports an error.")

    window.open(photos)
    monkeypatch.setattr(window.session.project, "checkpoint", fail)
    with qtbot.waitSignal(window.session.upkeep.failed):
        window.commands["save"].trigger()
    assert window.telling.bars.texts[-1] == "The disk reports an error."


@takes_open_files_away
def test_once_a_step_is_not_kept_as_the_project_is_lost_nothing_says_that_it_is_saved(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    window.session.project.file.unlink()
    window.commands["done"].trigger()
    assert "deleted or replaced" in window.telling.bars.texts[-1]
    assert "✓ Saved" not in status_texts(window)
    window.open(photos)
    assert "✓ Saved" in status_texts(window)


def test_what_the_status_bar_says_of_a_picture_goes_with_it(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    before = status_texts(window)
    with qtbot.waitSignals([window.desk.picture_shown, window.controller.encoded]):
        window.open(photos)
    assert any(text.endswith("%") for text in status_texts(window))
    window.commands["close_project"].trigger()
    assert status_texts(window) == before


def test_everything_that_was_said_can_be_read_again(window: MainWindow) -> None:
    window.notifier.warn("Look out.")
    window.status.notices_clicked.emit()
    table = window.findChild(MessagesDialog).findChild(QTableWidget)
    assert table.item(0, 2).text() == "Look out."


def test_the_program_tells_what_it_is_made_of(window: MainWindow) -> None:
    window.commands["about"].trigger()
    assert window.findChild(AboutDialog).isVisible()


def test_the_window_is_called_after_the_picture_and_its_folder(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    assert window.windowTitle() == ""
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    assert window.windowTitle() == "1.png – photos"
    window.commands["close_project"].trigger()
    assert window.windowTitle() == ""


def test_a_project_that_lies_elsewhere_is_told_of_once(
    window: MainWindow, photos: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(location, "accepts_files", lambda _: False)
    told: list[str] = []
    window.notifier.told.connect(lambda notice: told.append(notice.text))
    for _ in range(2):
        with qtbot.waitSignal(window.desk.picture_shown):
            window.open(photos)
        file = window.session.project.file
        window.commands["close_project"].trigger()
    assert told == [f"The folder of these pictures cannot hold the project, which is kept here: {file}"]
