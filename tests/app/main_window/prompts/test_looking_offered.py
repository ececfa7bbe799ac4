"""Where a closer look would find more, a person is told so until that notice is put away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from drawn_objects import Drawn
from labelers import PATIENCE
from meadow import LARGE, SMALL, Meadow
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_bench import Bench, shown

from sam3_studio.app.session.session import Session
from sam3_studio.core.errors import DatasetError

pytestmark = pytest.mark.gui

_Key, _SHIFT, _LEFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.MouseButton.LeftButton


def full(_key: str, _value: object) -> None:
    raise DatasetError("The disk is full.")


def test_who_has_zoomed_into_a_large_picture_is_told_that_a_closer_look_finds_more(meadow: Meadow) -> None:
    assert not meadow.closer.notice
    meadow.bench.canvas.zoom_to(80)
    assert "at 35\N{NO-BREAK SPACE}% of its size" in meadow.closer.notice


@pytest.mark.parametrize(("width", "said"), [(55, False), (56, True)])
def test_a_picture_of_four_times_the_models_input_is_told_of_while_all_of_it_is_seen(
    bench: Bench, qapp: QApplication, qtbot: QtBot, width: int, said: bool
) -> None:
    meadow = Meadow(bench, qtbot, [*SMALL, LARGE], width=width)
    with shown(bench, qapp, qtbot):
        meadow.find()
        assert ("at 25\N{NO-BREAK SPACE}% of its size" in meadow.closer.notice) is said
        assert meadow.closer.offer.isVisible() is said


class TestPuttingTheNoticeAway:
    @pytest.fixture
    def meadow(self, bench: Bench, qapp: QApplication, qtbot: QtBot) -> Iterator[Meadow]:
        made = Meadow(bench, qtbot, [*SMALL, LARGE], width=60)
        Image.new("RGB", (60, 30)).save(bench.session.path("2.png"))
        with shown(bench, qapp, qtbot):
            made.find()
            yield made

    def test_it_is_not_said_in_other_pictures_of_the_project_either(self, meadow: Meadow, qtbot: QtBot) -> None:
        with qtbot.waitSignal(meadow.bench.controller.prompted, timeout=PATIENCE):
            meadow.bench.session.show("2.png")
        qtbot.waitUntil(lambda: bool(meadow.closer.notice))  # the picture may come after the answer
        qtbot.mouseClick(meadow.closer.put_away, _LEFT)
        assert not meadow.closer.isVisible()
        with qtbot.waitSignal(meadow.bench.desk.picture_shown, timeout=PATIENCE):
            meadow.bench.session.show("1.png")
        meadow.bench.asking.run()
        meadow.rest()
        assert meadow.offered
        assert not meadow.closer.notice

    def test_another_reason_is_said_all_the_same(self, bench: Bench, qapp: QApplication, qtbot: QtBot) -> None:
        pixels = [Drawn("box", x, y, 1, 1) for x in range(0, 60, 2) for y in range(0, 30, 2)]
        meadow = Meadow(bench, qtbot, [*pixels, LARGE], most=192, width=60)
        with shown(bench, qapp, qtbot):
            meadow.find()
            qtbot.mouseClick(meadow.closer.put_away, _LEFT)
            meadow.exact.smallest = 0
            with qtbot.waitSignal(bench.controller.prompted, timeout=PATIENCE):
                bench.session.classes.add_concepts(["box"])
            assert meadow.closer.notice.startswith("There may be more here than the model can answer at once")

    def test_the_project_remembers_it(self, meadow: Meadow, qtbot: QtBot) -> None:
        qtbot.mouseClick(meadow.closer.put_away, _LEFT)
        meadow.bench.workbench.looking.set_session(None)
        meadow.bench.workbench.looking.set_session(meadow.bench.session)
        assert not meadow.closer.notice

    def test_another_project_knows_nothing_of_it(self, meadow: Meadow, qtbot: QtBot, tmp_path: Path) -> None:
        qtbot.mouseClick(meadow.closer.put_away, _LEFT)
        (tmp_path / "other").mkdir()
        other = Session(tmp_path / "other")
        meadow.bench.workbench.looking._hint.set_session(other)
        other.close()
        assert meadow.closer.notice

    def test_a_full_disk_keeps_nobody_from_it(self, meadow: Meadow, qtbot: QtBot) -> None:
        meadow.bench.session.project.settings.set = full  # type: ignore[method-assign]
        qtbot.mouseClick(meadow.closer.put_away, _LEFT)
        assert not meadow.closer.notice


def test_where_a_search_has_found_nearly_all_it_can_tiles_are_offered(
    bench: Bench, qapp: QApplication, qtbot: QtBot
) -> None:
    pixels = [Drawn("box", x, y, 1, 1) for x in range(0, 40, 2) for y in range(0, 30, 2)]
    meadow = Meadow(bench, qtbot, pixels, most=192)
    meadow.exact.smallest = 0
    with shown(bench, qapp, qtbot):
        meadow.find()
        assert len(meadow.offered) == 192
        assert meadow.closer.notice.startswith("There may be more here than the model can answer at once")
        with qtbot.waitSignal(bench.notifier.told, timeout=PATIENCE):
            qtbot.mouseClick(meadow.closer.offer, _LEFT)
        assert meadow.is_whole()
        assert not meadow.closer.notice
