"""The benchmark of a large folder measures all that it promises."""

import pytest
from PySide6.QtWidgets import QApplication

from sam3_studio.app.benchmark.folder import measure_folder

pytestmark = [pytest.mark.gui, pytest.mark.slow]


def test_every_step_in_a_list_of_pictures_has_a_figure(qapp: QApplication) -> None:
    figures = list(measure_folder(qapp, 30, lambda: 0))
    names = " ".join(figure.name for figure in figures)
    for step in ("first one seen", "all are listed", "to do", "searched", "by need", "seen again", "a new one"):
        assert step in names
