"""What was opened lately."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import RecentMenu

pytestmark = pytest.mark.gui


def test_choosing_one_gives_its_path(qtbot: QtBot) -> None:
    menu = RecentMenu(("/photos/R&D", "/b"))
    qtbot.addWidget(menu)
    with qtbot.waitSignal(menu.chosen) as chosen:
        menu.actions()[0].trigger()
    assert chosen.args == ["/photos/R&D"]
    assert menu.actions()[0].text() == "&1  /photos/R&&D"


def test_folders_at_home_are_written_short(qtbot: QtBot) -> None:
    menu = RecentMenu((str(Path.home() / "photos"),))
    qtbot.addWidget(menu)
    assert menu.actions()[0].text() == "&1  ~/photos"


def test_an_empty_menu_is_grey_and_the_list_can_be_forgotten(qtbot: QtBot) -> None:
    menu = RecentMenu(("/a",))
    qtbot.addWidget(menu)
    with qtbot.waitSignal(menu.cleared):
        menu.actions()[-1].trigger()
    menu.set_paths(())
    assert not menu.isEnabled()
