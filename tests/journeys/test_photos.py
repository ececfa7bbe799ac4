"""Photos as they come: turned by EXIF, broken, huge, in a project that is open already."""

import json
from pathlib import Path

import pytest
from labelers import PATIENCE, KeyboardLabeler
from PIL import Image
from pytestqt.qtbot import QtBot

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.session.answer import Progress
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.resources import resource_path
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.project.project import Project

pytestmark = [pytest.mark.gui, pytest.mark.slow]

_ORIENTATION, _TURNED_LEFT = 0x0112, 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Empty, for photos."""
    place = tmp_path / "photos"
    place.mkdir()
    return place


def show(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """Open a folder and wait for a picture."""
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(folder)


def test_a_photo_turned_by_exif_is_labeled_and_exported_as_it_is_seen(
    window: MainWindow, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = _TURNED_LEFT
    with Image.open(resource_path("samples/at-the-pond.jpg")) as upright:
        seen = upright.size
        # What a camera writes that was held sideways: the pixels lie, the EXIF turns them.
        upright.transpose(Image.Transpose.ROTATE_270).save(folder / "turned.jpg", exif=exif, quality=95)
    show(window, folder, qtbot)
    person = KeyboardLabeler(window, qtbot)
    person.search("turtle")
    picture = window.desk.picture
    assert picture is not None
    qtbot.waitUntil(lambda: picture.offer(1).progress is Progress.DONE, timeout=PATIENCE)
    person.accept_all()
    assert {(item.mask.width, item.mask.height) for item in picture.document.objects} == {seen}
    person.finish_picture()
    person.export(ExportFormat.COCO, tmp_path / "labels")
    (image,) = json.loads((tmp_path / "labels" / "coco" / "annotations.json").read_text())["images"]
    assert (image["width"], image["height"]) == seen


def test_a_photo_that_cannot_be_read_is_told_of_and_passed_over(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    (folder / "1.jpg").write_bytes(b"\xff\xd8\xff no photo at all")
    Image.new("RGB", (64, 48), "green").save(folder / "2.png")
    with qtbot.waitSignal(window.reader.failed, timeout=PATIENCE):
        window.open(folder)
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE) as shown:
        window.commands["next"].trigger()
    assert shown.args == ["2.png"]
    assert window.session is not None
    assert window.session.project.images.counts().images[ImageState.FAILED] == 1


def test_a_project_that_is_open_elsewhere_is_refused_in_a_sentence(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    Image.new("RGB", (64, 48), "green").save(folder / "1.png")
    with Project.open(folder), qtbot.waitSignal(window.notifier.told) as told:
        window.open(folder)
    assert "open in another window" in told.args[0].text
    assert window.session is None


@pytest.mark.usefixtures("time_to_close")
def test_a_window_that_is_closed_while_the_model_works_ends_its_threads(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    Image.effect_noise((3000, 2000), 60).convert("RGB").save(folder / "large.png")
    with qtbot.waitSignal(window.controller.encoding, timeout=PATIENCE):
        window.open(folder)
    window.close()
    assert window.has_ended
