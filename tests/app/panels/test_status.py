"""The status bar."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from widgets import named, texts

from sam3_studio.app.panels.parts import ElidedLabel
from sam3_studio.app.panels.status import EncodingState, PixelUnderCursor, Spinner, StatusBar

pytestmark = pytest.mark.gui


@pytest.fixture
def bar(qtbot: QtBot) -> StatusBar:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(1100, 32)
    bar.show()
    return bar


def test_the_device_tells_why(bar: StatusBar) -> None:
    bar.set_device("cpu in float32", "no GPU was found")
    assert named(bar, "Model and device").text().strip() == "cpu in float32"
    assert named(bar, "Model and device").toolTip() == "cpu in float32\nno GPU was found"


def test_no_model_is_told(bar: StatusBar) -> None:
    assert named(bar, "Model and device").text().strip() == "no model"


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("Model and device", "device_clicked"),
        ("Zoom; click to see the whole picture", "zoom_clicked"),
        ("Messages so far", "notices_clicked"),
    ],
)
def test_parts_can_be_clicked(bar: StatusBar, qtbot: QtBot, name: str, signal: str) -> None:
    bar.set_zoom(1.0)
    with qtbot.waitSignal(getattr(bar, signal)):
        qtbot.mouseClick(named(bar, name), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("state", "text"),
    [(EncodingState.ENCODING, "Encoding…"), (EncodingState.READY, "Encoded"), (EncodingState.FAILED, "Not encoded")],
)
def test_the_encoding_is_told(bar: StatusBar, state: EncodingState, text: str) -> None:
    bar.set_encoding(state)
    assert text in texts(bar)


def test_the_spinner_turns_only_while_something_is_encoded(bar: StatusBar, qtbot: QtBot) -> None:
    spinner = bar.findChildren(Spinner)[0]
    bar.set_encoding(EncodingState.ENCODING)
    qtbot.waitUntil(lambda: spinner._angle > 0)
    bar.set_encoding(EncodingState.READY)
    assert not spinner._timer.isActive()


def test_the_pixel_under_the_mouse_is_told(bar: StatusBar) -> None:
    bar.set_pixel(PixelUnderCursor(12, 34, (1, 2, 3)))
    assert "12, 34   1 2 3" in texts(bar)
    bar.set_pixel(None)
    assert not any("12, 34" in text for text in texts(bar))


def test_in_a_narrow_window_the_pixel_makes_room_for_why_a_key_does_nothing(bar: StatusBar, qtbot: QtBot) -> None:
    sentence = "Select two objects or more first."
    (answer,) = bar.findChildren(ElidedLabel)
    bar.set_pixel(PixelUnderCursor(12, 34, (1, 2, 3)))
    bar.resize(bar.width() - answer.width() + bar.fontMetrics().horizontalAdvance(sentence) // 2, bar.height())
    bar.tell(sentence)
    qtbot.waitUntil(lambda: answer.text() == sentence)
    bar._answered.start(0)
    qtbot.waitUntil(lambda: not answer.text())
    assert "12, 34   1 2 3" in texts(bar)


@pytest.mark.parametrize(("zoom", "text"), [(1.0, "100 %"), (0.0456, "4.6 %"), (32.0, "3,200 %")])
def test_the_zoom_is_told_in_percent(bar: StatusBar, zoom: float, text: str) -> None:
    bar.set_zoom(zoom)
    assert named(bar, "Zoom; click to see the whole picture").text().strip() == text


def test_without_a_picture_there_is_no_zoom(bar: StatusBar) -> None:
    bar.set_zoom(1.0)
    bar.set_zoom(None)
    assert not named(bar, "Zoom; click to see the whole picture").isVisible()


def test_while_a_project_is_open_it_says_that_everything_is_on_disk(bar: StatusBar) -> None:
    assert "✓ Saved" not in texts(bar)
    bar.show_saved(shown=True)
    assert "✓ Saved" in texts(bar)
