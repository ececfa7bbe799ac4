"""What the View menu does."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QMenu, QSlider
from pytestqt.qtbot import QtBot
from widgets import said

from sam3_studio.app.actions import Actions, Menu
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.canvas.legend import Legend
from sam3_studio.app.canvas.style import ColorBy, Labels, MaskStyle
from sam3_studio.app.dialogs.display import DisplayDialog
from sam3_studio.app.main_window.viewing import Viewing
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.panels.status import StatusBar
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings import table as setting

pytestmark = pytest.mark.gui


class Room:
    """A window with a canvas and a status bar, and nothing else."""

    def __init__(self, config: Path) -> None:
        self.settings = Settings(config)
        self.window = QMainWindow()
        self.canvas = Canvas()
        self.window.setCentralWidget(self.canvas)
        self.status = StatusBar()
        self.window.setStatusBar(self.status)
        self.actions = Actions(self.window)
        self.viewing = Viewing(self.actions, self.canvas, self.status, self.settings, self.window)
        self.window.resize(400, 300)
        self.canvas.set_picture(np.full((200, 300, 3), 128, np.uint8))


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    """A grey picture."""
    made = Room(tmp_path)
    with qtbot.waitExposed(made.window):
        made.window.show()
    yield made
    made.window.close()
    made.window.deleteLater()


def test_settings_decide_how_the_canvas_begins(tmp_path: Path, qtbot: QtBot) -> None:
    settings = Settings(tmp_path)
    settings.set(setting.LABELS, "never")
    settings.set(setting.OPACITY, 80)
    settings.save()
    room = Room(tmp_path)
    qtbot.addWidget(room.window)
    assert room.canvas.options.labels is Labels.NEVER
    assert room.canvas.options.opacity == 0.8


@pytest.mark.parametrize(
    ("action", "option", "stored"),
    [
        ("ghosts", "ghosts", setting.GHOSTS),
        ("semantic_map", "semantic", setting.SEMANTIC_MAP),
        ("crosshair", "crosshair", setting.CROSSHAIR),
        ("minimap", "minimap", setting.MINIMAP),
    ],
)
def test_a_switch_of_the_menu_is_seen_at_once_and_remembered(room: Room, action: str, option: str, stored) -> None:
    before = getattr(room.canvas.options, option)
    room.actions[action].trigger()
    assert getattr(room.canvas.options, option) is not before
    assert room.settings.get(stored) is not before


def test_a_changed_setting_is_seen_at_once(room: Room) -> None:
    room.settings.set(setting.CROSSHAIR, True)
    assert room.canvas.options.crosshair
    assert room.actions["crosshair"].isChecked()


def test_hidden_candidates_are_not_remembered(room: Room) -> None:
    room.actions["candidates"].trigger()
    assert not room.canvas.options.candidates
    assert Room(room.settings.path.parent).canvas.options.candidates


def test_labels_are_shown_always_or_under_the_mouse(room: Room) -> None:
    room.actions["labels"].trigger()
    assert room.canvas.options.labels is Labels.ALWAYS
    room.actions["labels"].trigger()
    assert room.canvas.options.labels is Labels.HOVER


def test_menus_choose_how_masks_are_drawn_and_what_gives_them_colour(room: Room) -> None:
    menu = QMenu(room.window)
    room.actions.fill_menu(menu, Menu.VIEW)
    room.viewing.add_menus(menu)
    masks, colors = (action.menu() for action in menu.actions() if action.menu())
    next(one for one in masks.actions() if one.text() == "Outline").trigger()
    next(one for one in colors.actions() if one.text() == "Object").trigger()
    assert room.canvas.options.masks is MaskStyle.OUTLINE
    assert room.canvas.options.color_by is ColorBy.INSTANCE


def test_sliders_change_the_picture_on_the_screen_alone(room: Room, qtbot: QtBot) -> None:
    room.actions["brightness"].trigger()
    dialog = room.window.findChild(DisplayDialog)
    assert dialog is not None
    brightness, contrast, opacity = dialog.findChildren(QSlider)
    qtbot.keyClick(brightness, Qt.Key.Key_PageUp)
    qtbot.keyClick(contrast, Qt.Key.Key_PageDown)
    opacity.setValue(10)
    options = room.canvas.options
    assert (options.brightness, options.contrast, options.opacity) == (0.1, -0.1, 0.1)
    assert room.canvas.stage is not None
    assert room.canvas.stage.source.color_at(5, 5) == (128, 128, 128)


def test_escape_closes_the_sliders_though_it_is_a_key_of_the_window(room: Room, qtbot: QtBot) -> None:
    room.actions["brightness"].trigger()
    dialog = room.window.findChild(DisplayDialog)
    assert dialog is not None
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.findChildren(QSlider)[0], Qt.Key.Key_Escape)


def test_the_legend_tells_whether_the_map_shows_anything_that_was_missed(room: Room) -> None:
    legend = room.canvas.findChild(Legend)
    assert legend is not None
    room.actions["semantic_map"].trigger()
    assert not legend.isVisible(), "there is no map"
    room.canvas.set_semantic(np.zeros((20, 30), np.float32))
    assert legend.isVisible()
    assert legend.accessibleDescription() == "Nothing missed"
    room.canvas.set_semantic(np.ones((20, 30), np.float32))
    assert legend.accessibleDescription() == "Missed?"
    room.actions["semantic_map"].trigger()
    assert not legend.isVisible()


def test_the_legend_tells_that_a_map_is_being_made(room: Room) -> None:
    legend = room.canvas.findChild(Legend)
    assert legend is not None
    room.canvas.set_semantic(None, awaited=True)
    assert not legend.isVisible(), "nobody has asked for the map"
    room.actions["semantic_map"].trigger()
    assert legend.isVisible()
    assert legend.accessibleDescription() == "The map is being made…"
    room.canvas.set_semantic(None)
    assert not legend.isVisible()


def test_no_pixel_is_told_of_once_the_mouse_has_left_or_another_picture_is_there(room: Room) -> None:
    canvas, labels = room.canvas, room.status.findChildren(QLabel)
    middle, no = QPointF(canvas.rect().center()), Qt.MouseButton.NoButton
    over = QMouseEvent(QEvent.Type.MouseMove, middle, middle, no, no, Qt.KeyboardModifier.NoModifier)

    def is_told() -> bool:
        return any(label.text().endswith("128 128 128") for label in labels)

    QApplication.sendEvent(canvas, over)
    assert is_told()
    canvas.zoom_in()
    assert is_told()
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert not is_told()
    QApplication.sendEvent(canvas, over)
    canvas.set_picture(np.full((20, 30, 3), 200, np.uint8))
    assert not is_told()


def test_where_the_picture_moves_under_the_mouse_the_pixel_is_told_that_lies_there_then(room: Room) -> None:
    canvas, labels = room.canvas, room.status.findChildren(QLabel)
    place, no = QPointF(90, 80), Qt.MouseButton.NoButton
    over = QMouseEvent(QEvent.Type.MouseMove, place, place, no, no, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, over)
    before = canvas.to_picture(place)
    canvas.zoom_in()
    x, y = canvas.to_picture(place)
    assert (x, y) != before
    assert f"{int(x)}, {int(y)}   128 128 128" in [label.text() for label in labels]


def test_a_hundred_percent_are_one_pixel_for_one(room: Room) -> None:
    room.actions["actual_size"].trigger()
    assert room.canvas.zoom == 1.0


def test_another_project_shows_its_objects_and_candidates_whatever_was_hidden_in_the_one_before(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    window.commands["hide_all"].trigger()
    window.commands["candidates"].trigger()
    assert not window.canvas.options.objects
    assert not window.canvas.options.candidates
    window.commands["close_project"].trigger()
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    assert window.canvas.options.objects
    assert window.canvas.options.candidates


def test_the_list_says_that_objects_are_hidden(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    window.prompt.concepts_added.emit(("square",))
    qtbot.waitUntil(window.commands["accept_all"].isEnabled)
    window.commands["accept_all"].trigger()
    window.commands["hide_all"].trigger()
    assert ", hidden" in said(window.instances)
    window.commands["hide_all"].trigger()
    assert ", hidden" not in said(window.instances)
