"""A walk through the real window with the real embedded model, once with the mouse, once with the keyboard alone."""

import json
from pathlib import Path

import pytest
from labelers import PATIENCE, KeyboardLabeler, Labeler, MouseLabeler
from pycocotools.coco import COCO
from pytestqt.qtbot import QtBot

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.session.answer import Progress
from sam3_studio.app.session.offers import Offer
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.format_table import ExportFormat

pytestmark = [pytest.mark.gui, pytest.mark.slow]

MEADOW, POND = "animals-in-the-grass.jpg", "at-the-pond.jpg"


class Walk:
    """What a person sees, and waits for."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    @property
    def document(self) -> ImageDocument:
        """Labels and boxes of the picture in hand."""
        assert self.window.desk.picture is not None
        return self.window.desk.picture.document

    @property
    def offer(self) -> Offer:
        """What is offered of the current class."""
        session, picture = self.window.session, self.window.desk.picture
        assert session is not None
        assert session.classes.current is not None
        assert picture is not None
        return picture.offer(session.classes.current)

    def answered(self) -> Offer:
        """The offer, once the search is over and the model rests."""
        controller = self.window.controller
        self.qtbot.waitUntil(lambda: self.offer.progress is Progress.DONE and not controller.is_busy, timeout=PATIENCE)
        return self.offer

    def shown(self, name: str) -> None:
        """Wait for a picture on the canvas."""

        def is_there() -> bool:
            picture = self.window.desk.picture
            return picture is not None and picture.name == name and self.window.canvas.stage is not None

        self.qtbot.waitUntil(is_there, timeout=PATIENCE)


@pytest.fixture(params=[MouseLabeler, KeyboardLabeler], ids=["mouse", "keyboard"])
def person(request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot) -> Labeler:
    """Who labels."""
    labeler: Labeler = request.param(window, qtbot)
    return labeler


def test_from_a_folder_to_label_files_and_back(
    window: MainWindow, person: Labeler, photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    walk = Walk(window, qtbot)
    person.open_folder(photos)
    walk.shown(MEADOW)
    person.search("panda")
    found = walk.answered()
    assert len(found.shown) >= 2

    with qtbot.assertNotEmitted(window.controller.busy_changed, wait=500):
        person.lower_threshold()
    assert len(walk.offer.shown) >= len(found.shown)

    example = found.shown[0].candidate.box
    person.draw(example, positive=True)
    walk.answered()
    person.draw(Box(40, 500, 160, 620), positive=False)
    offered = walk.answered().shown
    assert [box.positive for box in walk.document.boxes] == [True, False]
    assert all(abs(a - b) < 40 for a, b in zip(walk.document.boxes[0].box.as_tuple(), example.as_tuple(), strict=True))

    person.accept_all()
    objects = walk.document.objects
    assert len(objects) == len(offered) > 0
    person.undo()
    assert walk.document.objects == ()
    person.redo()
    assert walk.document.objects == objects

    person.finish_picture()
    walk.shown(POND)
    person.search("turtle")
    assert walk.answered().shown
    person.accept_all()
    turtles = walk.document.objects
    person.finish_picture()

    person.export(ExportFormat.COCO, tmp_path / "coco")
    person.export(ExportFormat.YOLO_SEG, tmp_path / "yolo")
    _check_coco(tmp_path / "coco", len(objects), len(turtles))
    rows = {path.stem: path.read_text().splitlines() for path in (tmp_path / "yolo").rglob("*.txt")}
    assert len(rows[Path(MEADOW).stem]) == len(objects)
    assert len(rows[Path(POND).stem]) == len(turtles)

    person.close_project()
    person.open_recent()
    walk.shown(POND)
    assert window.session is not None
    assert window.session.project.labels.document(MEADOW).objects == objects
    assert walk.document.objects == turtles
    assert window.session.project.images.counts().images[ImageState.DONE] == 2


def _check_coco(folder: Path, pandas: int, turtles: int) -> None:
    """What pycocotools reads is what was accepted."""
    (file,) = (path for path in folder.rglob("*.json") if "annotations" in json.loads(path.read_text()))
    coco = COCO(str(file))
    by_name = {one["name"]: one["id"] for one in coco.cats.values()}
    assert len(coco.getAnnIds(catIds=[by_name["panda"]])) == pandas
    assert len(coco.getAnnIds(catIds=[by_name["turtle"]])) == turtles
