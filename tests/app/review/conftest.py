"""Candidates in pictures on disk, and a window that shows them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from leftovers import no_thread_is_left
from PIL import Image
from project_tools import rescan
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from review_tools import DUCK, square

from sam3_studio.app.language import load_language
from sam3_studio.app.review.crops import CropSource
from sam3_studio.app.review.window import ReviewWindow
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.review.listing import read_candidates

__all__ = ["no_thread_is_left"]

PICTURES, EACH = 6, 5


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Six pictures of 200 x 100 with five ducks each, from 0.99 down to 0.41, and a class without any."""
    for number in range(PICTURES):
        pixels = np.full((100, 200, 3), 40 * number, dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / f"{number}.png")
    with Project.open(tmp_path) as opened:
        opened.classes.add("duck")
        opened.classes.add("goose")
        rescan(opened)
        for number in range(PICTURES):
            scores = (0.99 - 0.02 * (number + PICTURES * i) for i in range(EACH))
            found = tuple(
                Candidate(Box(0, 0, 9, 9), score, square(40 * i, 10 * number)) for i, score in enumerate(scores)
            )
            opened.found.save(f"{number}.png", DUCK, "key", Segmentation(1.0, found))
        yield opened


@pytest.fixture
def review(project: Project, qapp: QApplication, qtbot: QtBot) -> Iterator[ReviewWindow]:
    """All thirty of them in a window, those of the first picture leftmost, since it has the best one."""
    load_language(qapp, "en")
    made = ReviewWindow(project.classes.list(), DUCK)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.resize(900, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.bar.lowest_score.setValue(0)
    made.show_list(read_candidates(project.file, DUCK), CropSource(project.file, project.root, DUCK, (255, 0, 0), 0))
    yield made
    made.close()
    made.deleteLater()
