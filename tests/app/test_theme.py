"""Colours in light and dark, and icons."""

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPalette
from PySide6.QtWidgets import QComboBox, QPushButton, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions.table import ACTIONS
from sam3_studio.app.theme import DARK, LIGHT, Colors, Theme, application_icon, colors_of, icon
from sam3_studio.app.theme.appearance import style_sheet
from sam3_studio.app.theme.colors import contrast, palette_of
from sam3_studio.core.resources import resource_path

pytestmark = pytest.mark.gui

GROUNDS = ("window", "base", "raised", "hover", "selected")


def inks(image: QImage) -> set[str]:
    """Colours of the pixels that are fully covered."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["text", "quiet", "accent_text", "good", "warning"])
def test_what_is_read_has_a_contrast_of_4_5(colors: Colors, ground: str, ink: str) -> None:
    assert contrast(getattr(colors, ink), getattr(colors, ground)) >= 4.5


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "base"])
def test_edges_of_fields_have_a_contrast_of_3(colors: Colors, ground: str) -> None:
    assert contrast(colors.edge, getattr(colors, ground)) >= 3


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("accent", ["accent", "accent_hover"])
def test_text_on_the_accent_has_a_contrast_of_4_5(colors: Colors, accent: str) -> None:
    assert contrast(colors.on_accent, getattr(colors, accent)) >= 4.5


@pytest.mark.usefixtures("theme")
def test_a_list_of_choices_opens_below_where_all_of_its_last_entry_is_seen(qtbot: QtBot) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems([f"choice {number}" for number in range(9)])
    with qtbot.waitExposed(box):
        box.show()
    box.showPopup()
    view = box.view()
    assert view.visualRect(view.model().index(8, 0)).bottom() < view.viewport().height()
    # In a list that opens over the box, X11 shows the last entry by half: Qt makes it two pixels too low.
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert not box.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, option, box)
    box.hidePopup()


def test_black_on_white_has_the_highest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(("setting", "colors"), [("light", LIGHT), ("dark", DARK)])
def test_a_forced_theme_holds_whatever_the_system_says(theme: Theme, setting: str, colors: Colors) -> None:
    theme.set_setting(setting)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.colors is colors


def test_the_theme_follows_the_system_while_the_program_runs(theme: Theme, qtbot: QtBot) -> None:
    theme.set_setting("system")
    with qtbot.waitSignal(theme.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colors is DARK
    assert QGuiApplication.palette().color(QPalette.ColorRole.Window).name() == DARK.window.lower()


def test_a_theme_that_is_chosen_again_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_setting("light")


def test_widgets_find_the_colors_of_their_palette() -> None:
    assert colors_of(palette_of(LIGHT)) is LIGHT
    assert colors_of(palette_of(DARK)) is DARK


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_has_every_color_and_sign(colors: Colors) -> None:
    assert "$" not in style_sheet(colors)


def test_the_style_sheet_is_understood(theme: Theme, qtbot: QtBot) -> None:
    theme.set_setting("dark")
    button = QPushButton("Go")
    qtbot.addWidget(button)
    button.show()
    assert button.grab().toImage().pixelColor(button.width() // 2, 4).name() == DARK.raised.lower()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_are_drawn_at_the_pixels_of_the_screen(theme: Theme, ratio: float) -> None:
    pixmap = theme.icon("run").pixmap(QSize(16, 16), ratio)
    assert pixmap.size() == QSize(round(16 * ratio), round(16 * ratio))
    assert pixmap.devicePixelRatio() == ratio


def test_an_icon_that_was_made_before_follows_the_theme(theme: Theme) -> None:
    made = icon("run")
    theme.set_setting("dark")
    assert inks(made.pixmap(QSize(64, 64)).toImage()) == {DARK.text.lower()}


def test_icons_of_disabled_things_are_pale(theme: Theme) -> None:
    image = theme.icon("run").pixmap(QSize(64, 64), QIcon.Mode.Disabled).toImage()
    assert inks(image) == {LIGHT.disabled.lower()}


def test_an_icon_in_a_chosen_row_can_be_seen_on_its_ground(theme: Theme) -> None:
    (ink,) = inks(theme.icon("run").pixmap(QSize(64, 64), QIcon.Mode.Selected).toImage())
    assert contrast(ink, LIGHT.selected) >= 4.5


def test_an_icon_of_what_is_on_has_the_color_of_the_accent(theme: Theme) -> None:
    image = theme.icon("run").pixmap(QSize(64, 64), QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert inks(image) == {LIGHT.accent_text.lower()}


def test_lines_of_the_programs_icon_fill_whole_pixels_where_it_is_small() -> None:
    image = application_icon().pixmap(QSize(16, 16), 1.0).toImage()
    row = [image.pixelColor(x, 2).lightness() for x in range(16)]
    assert sum(lightness > 250 for lightness in row) >= 4


def test_an_icon_can_have_a_color_of_its_own(theme: Theme) -> None:
    image = icon("run", "on_accent").pixmap(QSize(64, 64)).toImage()
    assert inks(image) == {theme.colors.on_accent.lower()}


def test_an_icon_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        icon("no-such-icon")


@pytest.mark.parametrize("name", sorted({action.icon for action in ACTIONS if action.icon}))
def test_every_action_has_its_icon(name: str) -> None:
    assert resource_path(f"icons/{name}.svg").is_file()


@pytest.mark.parametrize("path", sorted(resource_path("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_is_a_square_picture_that_is_listed(path) -> None:
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    assert root.get("width") == root.get("height")
    listed = (path.parent / "README.md").read_text(encoding="utf-8")
    assert f"| {path.stem} |" in listed or path.stem == "application"


def test_the_application_has_an_icon_in_every_size() -> None:
    assert {size.width() for size in application_icon().availableSizes()} >= {16, 32, 48, 256}
