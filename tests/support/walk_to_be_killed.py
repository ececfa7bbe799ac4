"""A walk through the real window in a process of its own, which somebody is going to kill.

    python walk_to_be_killed.py FOLDER

Prints a line before each step and a line after it, with everything that must be there from then on. The same walk in a
copy of the folder prints the same.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from labelers import PATIENCE, KeyboardLabeler
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import KeyGuard
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.session.answer import Progress
from sam3_studio.app.settings import Settings
from sam3_studio.app.theme import Theme
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabelClass
from sam3_studio.dataset.project.project import Project

State = dict[str, Any]


def described(classes: tuple[LabelClass, ...], documents: dict[str, ImageDocument], states: dict[str, str]) -> State:
    """What a person has done, without what differs from walk to walk."""
    return {
        "classes": [[one.name, list(one.concepts), one.threshold] for one in classes],
        "pictures": {
            name: {
                # Whether there are candidates is the model's doing, and comes when it comes.
                "done": states[name] == ImageState.DONE,
                "objects": [
                    [item.class_id, hashlib.sha256(item.mask.counts.tobytes()).hexdigest()[:12]]
                    for item in document.objects
                ],
                "boxes": [
                    [box.class_id, [round(v) for v in box.box.as_tuple()], box.positive] for box in document.boxes
                ],
            }
            for name, document in documents.items()
        },
    }


def kept(folder: Path) -> State:
    """What the project has of it."""
    with Project.open(folder) as project:
        records = project.images.records()
        return described(
            project.classes.list(),
            {record.name: project.labels.document(record.name) for record in records},
            {record.name: str(record.state) for record in records},
        )


class Walk:
    """The steps, and what they lead to."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.bot = QtBot(None)
        self.person = KeyboardLabeler(window, self.bot)
        self.documents: dict[str, ImageDocument] = {}

    def state(self) -> State:
        """As the window has it."""
        session = self.window.session
        assert session is not None
        if picture := self.window.desk.picture:
            self.documents[picture.name] = picture.document
        records = session.project.images.records()
        return described(
            session.classes.listed,
            {one.name: self.documents.get(one.name, ImageDocument()) for one in records},
            {one.name: str(one.state) for one in records},
        )

    def search(self, concept: str) -> None:
        """Type it and wait until it has been looked for."""
        self.person.search(concept)
        self.answered()

    def answered(self) -> None:
        """Wait for the model."""
        self.bot.waitUntil(self._is_answered, timeout=PATIENCE)

    def _is_answered(self) -> bool:
        picture = self.window.desk.picture
        return picture is not None and all(offer.progress is Progress.DONE for offer in picture.offers())

    def draw(self, box: Box) -> None:
        """With the mouse, in one go."""
        self.person.press(Qt.Key.Key_Q)
        self.person.drag(box)
        self.answered()

    def finish(self) -> None:
        """On to the next picture."""
        self.person.finish_picture()
        self.bot.waitUntil(lambda: self.window.canvas.stage is not None, timeout=PATIENCE)

    def steps(self) -> list[Callable[[], None]]:
        """All of them, in order."""
        person = self.person
        return [
            partial(self.search, "butterfly"),
            person.accept_all,
            person.undo,
            person.redo,
            partial(self.draw, Box(100, 100, 300, 250)),
            person.lower_threshold,
            person.undo,
            person.accept_all,
            self.finish,
            partial(self.search, "turtle"),
            person.accept_all,
            partial(self.draw, Box(400, 300, 500, 400)),
            partial(person.press, Qt.Key.Key_Delete),
            self.finish,
        ]


def tell(**line: object) -> None:
    """A line to whoever started the walk."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def walk(folder: Path, config: Path) -> None:
    """All steps, told in lines."""
    qt_api.set_qt_api("pyside6")
    application = QApplication([])
    KeyGuard(application)
    window = MainWindow(Settings(config), Theme(application))
    window.show()
    window.activateWindow()
    walked = Walk(window)
    window.begin()
    window.open(folder)
    walked.bot.waitUntil(
        lambda: window.controller.model is not None and window.canvas.stage is not None, timeout=PATIENCE
    )
    for number, step in enumerate(walked.steps()):
        tell(begin=number)
        step()
        tell(end=number, state=walked.state())
    tell(over=True)
    window.close()


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        walk(Path(sys.argv[1]), Path(place))
