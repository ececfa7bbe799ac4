"""Choosing the model."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from widgets import button, texts

from sam3_studio.app.dialogs.model import EMBEDDED, ModelDialog, ModelState

pytestmark = pytest.mark.gui


def make(qtbot: QtBot, state: ModelState) -> ModelDialog:
    dialog = ModelDialog(state)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: ModelDialog, text: str) -> None:
    button(dialog, text).click()


@pytest.mark.parametrize("source", [EMBEDDED, "facebook/sam3", "/some/where/model.safetensors"])
def test_the_model_at_work_is_chosen_at_first(qtbot: QtBot, source: str) -> None:
    assert make(qtbot, ModelState(source, downloaded=("facebook/sam3",))).source == source


def test_what_is_at_work_is_said(qtbot: QtBot) -> None:
    dialog = make(qtbot, ModelState(description="embedded on cpu (no GPU)"))
    assert "embedded on cpu (no GPU)" in texts(dialog)


def test_without_a_download_none_can_be_chosen(qtbot: QtBot) -> None:
    dialog = make(qtbot, ModelState())
    assert not button(dialog, "Downloaded").isEnabled()


@pytest.mark.parametrize("name", ["nothing", "x" * 300])
def test_a_path_that_is_not_there_is_told_and_cannot_be_used(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    dialog = make(qtbot, ModelState())
    choose(dialog, "A folder or file of your own")
    line = dialog.findChildren(QLineEdit)[0]
    line.setText(str(tmp_path / name))
    assert dialog.findChild(QLabel, "problem").text() == "There is no such folder or file."
    assert not button(dialog, "Use this model").isEnabled()
    line.setText(str(tmp_path))
    with qtbot.waitSignal(dialog.source_chosen) as chosen:
        qtbot.mouseClick(button(dialog, "Use this model"), Qt.MouseButton.LeftButton)
    assert chosen.args == [str(tmp_path)]


def test_the_weights_can_be_asked_for(qtbot: QtBot) -> None:
    dialog = make(qtbot, ModelState())
    with qtbot.waitSignal(dialog.weights_requested):
        qtbot.mouseClick(button(dialog, "Get the SAM 3 weights…"), Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
