"""`app.main_window.arrangement`: where the window and its panels are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget
from pytestqt.qtbot import QtBot

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.settings.table import WINDOW_GEOMETRY, WINDOW_STATE
from sam3_studio.dataset.project.filtering import ImageFilter

pytestmark = pytest.mark.gui

OpenWindow = Callable[[], MainWindow]
Area = Qt.DockWidgetArea


def dock(window: MainWindow, name: str) -> QDockWidget:
    found = window.findChild(QDockWidget, name)
    assert isinstance(found, QDockWidget)
    return found


def shown(window: MainWindow) -> list[str]:
    return [one.objectName() for one in window.findChildren(QDockWidget) if one.isVisible()]


def test_panels_are_there_as_long_as_a_project_is_open(window: MainWindow, photos: Path) -> None:
    assert shown(window) == []
    window.open(photos)
    assert shown(window) == ["files", "classes", "prompt", "instances"]
    window.commands["close_project"].trigger()
    assert shown(window) == []


def test_a_window_as_small_as_it_goes_fits_900_pixels_and_leaves_panels_of_use(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    window.open(photos)
    window.resize(1, 1)
    qtbot.waitUntil(lambda: window.width() <= 900)
    assert dock(window, "files").width() >= 200
    assert dock(window, "prompt").width() >= 250


def test_a_panel_is_hidden_by_its_entry_in_the_menu_and_stays_so(
    window: MainWindow, open_window: OpenWindow, photos: Path
) -> None:
    assert not dock(window, "classes").toggleViewAction().isEnabled()
    window.open(photos)
    dock(window, "classes").toggleViewAction().trigger()
    window.commands["close_project"].trigger()
    window.open(photos)
    assert shown(window) == ["files", "prompt", "instances"]
    window.close()
    again = open_window()
    again.open(photos)
    assert shown(again) == ["files", "prompt", "instances"]


def test_panels_come_back_to_where_they_were_at_first(window: MainWindow, photos: Path) -> None:
    window.open(photos)
    window.addDockWidget(Area.LeftDockWidgetArea, dock(window, "prompt"))
    dock(window, "files").setFloating(True)
    dock(window, "instances").hide()
    window.commands["reset_layout"].trigger()
    assert shown(window) == ["files", "classes", "prompt", "instances"]
    assert not dock(window, "files").isFloating()
    assert window.dockWidgetArea(dock(window, "prompt")) == Area.RightDockWidgetArea


def test_at_first_lists_have_room_and_the_prompt_no_more_than_it_needs(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    window.resize(1272, 760)
    window.open(photos)
    qtbot.waitUntil(lambda: dock(window, "classes").height() >= 200)
    assert dock(window, "files").height() > dock(window, "classes").height()
    assert dock(window, "instances").height() > 200
    before = {name: dock(window, name).height() for name in ("classes", "prompt")}
    window.resize(2000, 1700)
    qtbot.waitUntil(lambda: dock(window, "files").height() > 1000)
    assert {name: dock(window, name).height() for name in before} == before


def sizes(window: MainWindow) -> dict[str, tuple[int, int]]:
    return {one.objectName(): one.size().toTuple() for one in window.findChildren(QDockWidget)}


def squeeze(window: MainWindow, qtbot: QtBot) -> dict[str, tuple[int, int]]:
    """Make a large window small; the sizes that panels had in it."""
    qtbot.waitUntil(lambda: dock(window, "classes").height() >= 200)
    # As by a person who drags the line between two of them.
    window.resizeDocks([dock(window, "classes")], [300], Qt.Orientation.Vertical)
    window.resizeDocks([dock(window, "prompt")], [340], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: (dock(window, "classes").height(), dock(window, "prompt").width()) == (300, 340))
    before = sizes(window)
    window.resize(1, 1)
    qtbot.waitUntil(lambda: dock(window, "classes").height() < 300 and dock(window, "prompt").width() < 340)
    return before


@pytest.fixture
def large(window: MainWindow, photos: Path) -> MainWindow:
    """A project is open in a window of 1400 x 900."""
    window.resize(1400, 900)
    window.open(photos)
    return window


def test_panels_that_a_small_window_had_no_room_for_are_as_before_once_it_is_large_again(
    large: MainWindow, qtbot: QtBot
) -> None:
    before = squeeze(large, qtbot)
    large.resize(1400, 900)
    qtbot.waitUntil(lambda: sizes(large) == before)


def test_a_panel_that_needs_more_height_in_a_small_window_takes_no_sizes_from_the_others(
    large: MainWindow, qtbot: QtBot
) -> None:
    before = squeeze(large, qtbot)
    small = dock(large, "prompt").height()
    large.files.want(ImageFilter(tag="night"))
    qtbot.waitUntil(lambda: dock(large, "prompt").height() != small)
    large.resize(1400, 900)
    qtbot.waitUntil(lambda: sizes(large) == before)


def test_a_panel_that_floats_for_a_while_in_a_small_window_takes_no_sizes_from_the_others(
    large: MainWindow, qtbot: QtBot
) -> None:
    before = squeeze(large, qtbot)
    dock(large, "prompt").setFloating(True)
    qtbot.waitUntil(lambda: dock(large, "instances").height() > 250)
    dock(large, "prompt").setFloating(False)
    qtbot.waitUntil(lambda: dock(large, "instances").height() < 250)
    large.resize(1400, 900)
    qtbot.waitUntil(lambda: sizes(large) == before)


def test_panels_that_are_laid_out_anew_in_a_small_window_are_as_at_first_once_it_is_large(
    large: MainWindow, qtbot: QtBot
) -> None:
    squeeze(large, qtbot)
    large.commands["reset_layout"].trigger()
    large.resize(1400, 900)
    qtbot.waitUntil(lambda: (dock(large, "classes").height(), dock(large, "prompt").width()) == (245, 290))


def test_the_window_and_the_frame_around_it_have_room_on_the_screen(window: MainWindow) -> None:
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() < room.height()


def test_the_window_is_as_large_as_it_was(window: MainWindow, open_window: OpenWindow) -> None:
    window.resize(900, 640)
    window.close()
    assert open_window().size().toTuple() == (900, 640)


def opened_again(window: MainWindow, open_window: OpenWindow, photos: Path) -> MainWindow:
    """The window is closed; another one like it has the project, and becomes large."""
    window.close()
    again = open_window()
    again.open(photos)
    again.resize(1400, 900)
    return again


def test_panels_of_a_window_that_was_closed_while_it_was_small_are_as_before_once_it_is_large(
    large: MainWindow, open_window: OpenWindow, photos: Path, qtbot: QtBot
) -> None:
    before = squeeze(large, qtbot)
    again = opened_again(large, open_window, photos)
    qtbot.waitUntil(lambda: sizes(again) == before)


def test_panels_that_were_laid_out_anew_before_a_small_window_was_closed_are_as_at_first(
    large: MainWindow, open_window: OpenWindow, photos: Path, qtbot: QtBot
) -> None:
    squeeze(large, qtbot)
    QApplication.processEvents()  # in which it is seen that there is no room
    large.commands["reset_layout"].trigger()
    again = opened_again(large, open_window, photos)
    qtbot.waitUntil(lambda: (dock(again, "classes").height(), dock(again, "prompt").width()) == (245, 290))


def test_settings_that_make_no_sense_leave_the_window_as_at_first(
    window: MainWindow, open_window: OpenWindow, photos: Path
) -> None:
    size = window.size()
    window.close()
    window._settings.set(WINDOW_GEOMETRY, "é nonsense")
    window._settings.set(WINDOW_STATE, "é nonsense")
    window._settings.save()
    again = open_window()
    again.open(photos)
    assert again.size() == size
    assert shown(again) == ["files", "classes", "prompt", "instances"]


@pytest.mark.parametrize("with_project", [False, True], ids=["start page", "project"])
def test_f11_fills_the_screen_and_escape_leaves_it(
    window: MainWindow, photos: Path, with_project: bool, qtbot: QtBot
) -> None:
    if with_project:
        with qtbot.waitSignal(window.desk.picture_shown):
            window.open(photos)
    qtbot.waitUntil(lambda: not window.asking.is_busy)  # or Escape would stop that
    qtbot.waitUntil(window.isActiveWindow)
    size = window.size()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert not window.commands["full_screen"].isChecked()
    qtbot.waitUntil(lambda: window.size() == size)


def test_a_window_closed_while_it_fills_the_screen_is_a_window_the_next_time(
    window: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window.resize(900, 640)
    window.commands["full_screen"].trigger()
    qtbot.waitUntil(window.isFullScreen)
    window.close()
    again = open_window()
    assert not again.isFullScreen()
    assert again.size().toTuple() == (900, 640)
