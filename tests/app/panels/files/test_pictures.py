"""The thumbnails of the list follow its folder."""

import threading
from pathlib import Path

import pytest
from files_tools import NAMES
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.files import thumbnails
from sam3_studio.app.panels.files.model import FileEntries, FileEntry
from sam3_studio.app.panels.files.panel import FilesPanel

pytestmark = pytest.mark.gui


def test_a_thumbnail_of_the_folder_before_that_comes_late_keeps_none_of_this_one(
    panel: FilesPanel, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A huge picture takes seconds, in which another project can be opened."""
    reading, left, make = threading.Event(), threading.Event(), thumbnails.thumbnail

    def read_slowly(path: Path) -> QImage:
        reading.set()
        left.wait()
        return make(path)

    monkeypatch.setattr(thumbnails, "thumbnail", read_slowly)
    panel.pictures.renew(set(NAMES))
    panel.pictures.want()
    assert reading.wait(20)
    other = tmp_path / "other"
    other.mkdir()
    Image.new("RGB", (40, 30), "red").save(other / NAMES[0])
    panel.set_images(other, FileEntries([FileEntry(NAMES[0])]))
    left.set()
    qtbot.waitUntil(lambda: panel.pictures.image(NAMES[0]) is not None)
    panel.pictures.renew({NAMES[0]})
    assert panel.pictures.image(NAMES[0]) is None
