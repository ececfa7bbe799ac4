"""`app.main_window.pictures.travel`: which pictures are prepared while a person goes from one to the other."""

from collections.abc import Sequence

import pytest
from labelers import PATIENCE
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.panels.files.model import FileEntries, FileEntry
from sam3_studio.app.settings.table import PREFETCH

pytestmark = pytest.mark.gui

NAMES = ["1.png", "2.png", "3.png", "4.png", "5.png"]


class Walk:
    """Goes through five pictures in several ways; what is prepared is what the model is to encode ahead."""

    def __init__(self, bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bench = bench
        self._qtbot = qtbot
        self.ahead: list[str] = []
        prefetch = Asking.prefetch

        def note(asking: Asking, names: Sequence[str]) -> None:
            self.ahead = list(names)
            prefetch(asking, names)

        monkeypatch.setattr(Asking, "prefetch", note)

    def press(self, action: str) -> list[str]:
        """Go with the action of a key; what is prepared then."""
        with self._qtbot.waitSignal(self.bench.desk.picture_shown, timeout=PATIENCE):
            self.bench.actions[action].trigger()
        return self.ahead

    def click(self, name: str) -> list[str]:
        """Go by a click on a row of the list; what is prepared then."""
        view = self.bench.panels.files.findChild(QListView)
        assert view is not None
        place = view.visualRect(view.model().index(NAMES.index(name), 0)).center()
        with self._qtbot.waitSignal(self.bench.desk.picture_shown, timeout=PATIENCE):
            self._qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        return self.ahead


@pytest.fixture
def walk(bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Walk:
    for name in NAMES:
        Image.new("RGB", (40, 30), (90, 20 * int(name[0]), 60)).save(bench.session.path(name))
    with qtbot.waitSignal(bench.session.scanned, timeout=PATIENCE):
        bench.session.scan()
    files = bench.panels.files
    files.set_images(bench.session.project.root, FileEntries(map(FileEntry, NAMES)))
    files.resize(300, 600)
    bench.settings.set(PREFETCH, "travel")
    return Walk(bench, qtbot, monkeypatch)


def test_at_first_the_next_picture_is_prepared(walk: Walk) -> None:
    assert walk.click("2.png") == ["3.png"]


def test_who_goes_forward_by_keys_finds_the_next_one_prepared(walk: Walk) -> None:
    walk.click("4.png")
    walk.press("previous")
    assert walk.press("next") == ["5.png"]


def test_who_goes_backward_by_keys_finds_the_one_before_prepared(walk: Walk) -> None:
    walk.click("4.png")
    assert walk.press("previous") == ["2.png"]


def test_who_goes_backward_by_clicks_in_the_list_finds_the_one_before_prepared(walk: Walk) -> None:
    walk.click("4.png")
    assert walk.click("3.png") == ["2.png"]


def test_who_turns_round_by_a_click_finds_the_next_one_prepared_again(walk: Walk) -> None:
    walk.click("4.png")
    walk.press("previous")
    assert walk.click("4.png") == ["5.png"]


def test_who_goes_back_from_the_last_picture_by_clicks_finds_the_one_before_prepared(walk: Walk) -> None:
    walk.click("1.png")
    assert walk.press("last") == ["4.png"]
    assert walk.click("4.png") == ["3.png"]


def test_at_the_first_picture_the_second_one_is_prepared(walk: Walk) -> None:
    walk.click("4.png")
    assert walk.press("first") == ["2.png"]


def test_a_picture_that_is_shown_again_keeps_the_direction(walk: Walk) -> None:
    walk.click("4.png")
    walk.click("3.png")
    walk.bench.desk.picture_shown.emit("3.png")
    assert walk.ahead == ["2.png"]


def test_where_the_next_one_is_always_wanted_that_is_prepared_in_both_directions(walk: Walk) -> None:
    walk.bench.settings.set(PREFETCH, "forward")
    walk.click("4.png")
    assert walk.click("3.png") == ["4.png"]


def test_where_both_are_wanted_the_one_ahead_comes_first(walk: Walk) -> None:
    walk.bench.settings.set(PREFETCH, "both")
    assert walk.click("4.png") == ["5.png", "3.png"]
    assert walk.click("3.png") == ["2.png", "4.png"]


def test_where_none_is_wanted_none_is_prepared(walk: Walk) -> None:
    walk.bench.settings.set(PREFETCH, "off")
    assert walk.click("2.png") == []


def test_a_picture_that_can_be_read_at_last_gets_a_thumbnail(walk: Walk, qtbot: QtBot) -> None:
    file, files = walk.bench.session.path("5.png"), walk.bench.panels.files

    def has_thumbnail(*, wanted: bool) -> bool:
        image = files.pictures.image("5.png")
        return image is not None and image.isNull() is not wanted

    whole = file.read_bytes()
    file.write_bytes(b"still being copied")
    files.window().show()
    files.pictures.renew({"5.png"})
    qtbot.waitUntil(lambda: has_thumbnail(wanted=False), timeout=PATIENCE)
    file.write_bytes(whole)
    walk.click("5.png")
    qtbot.waitUntil(lambda: has_thumbnail(wanted=True), timeout=PATIENCE)


def test_a_picture_whose_name_is_spelled_otherwise_stays_the_one_that_is_chosen(walk: Walk, qtbot: QtBot) -> None:
    walk.click("2.png")
    walk.bench.session.project.images.set_note("2.png", "blurred")
    walk.bench.session.path("2.png").rename(walk.bench.session.path("2.PNG"))
    moved: list[str] = []
    walk.bench.travel.moved.connect(moved.append)
    with qtbot.waitSignal(walk.bench.desk.picture_shown, timeout=PATIENCE):
        walk.bench.session.scan()
    assert (walk.bench.panels.files.current, moved) == ("2.PNG", ["2.PNG"])
