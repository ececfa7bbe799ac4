"""The list of objects and candidates, shown."""

import pytest
from instance_rows import ROWS
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.instances.panel import InstancesPanel


@pytest.fixture
def panel(qtbot: QtBot) -> InstancesPanel:
    panel = InstancesPanel()
    qtbot.addWidget(panel)
    panel.resize(420, 320)
    panel.set_rows(ROWS)
    panel.show()
    panel.activateWindow()
    return panel
