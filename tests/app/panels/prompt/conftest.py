"""The prompt panel, shown."""

import pytest
from prompt_stack import STACK
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.prompt.panel import PromptPanel


@pytest.fixture
def panel(qtbot: QtBot) -> PromptPanel:
    panel = PromptPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 640)
    panel.set_keys({"positive_box": "Q", "run": "I", "cancel": "Esc", "accept_all": "F", "clear_prompt": "B"})
    panel.set_prompt(STACK)
    panel.show()
    panel.activateWindow()
    return panel
