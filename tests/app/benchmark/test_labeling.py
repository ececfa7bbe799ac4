"""The benchmark of labeling measures all that it promises."""

import pytest
from PySide6.QtWidgets import QApplication

from sam3_studio.app.benchmark.labeling import measure_labeling

pytestmark = [pytest.mark.gui, pytest.mark.slow]


def test_every_step_of_labeling_has_a_figure(qapp: QApplication) -> None:
    figures = list(measure_labeling(qapp, (640, 480), found=4))
    names = " ".join(figure.name for figure in figures)
    for step in ("4 candidates come", "accept", "threshold", "undo", "redo", "hide 20 objects", "open", "come back"):
        assert step in names
    assert min(figure.value for figure in figures) > 0
