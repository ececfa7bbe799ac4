"""Rows of objects and candidates, and the list that shows them."""

from sam3_studio.app.panels.instances.model import InstanceRow
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.app.panels.instances.view import InstanceView
from sam3_studio.core.labeling import Source

COLOR = (240, 190, 60)
ROWS = (
    InstanceRow("o1", "frog", COLOR, 50, 0.6, 0.9, Source.MODEL),
    InstanceRow("o2", "duck", COLOR, 900, None, None, Source.PERSON, hidden=True, locked=True),
    InstanceRow("g1", "duck", COLOR, 70, 0.45, 0.97, number=2, ghost=True),
    InstanceRow("c1", "duck", COLOR, 4000, 0.95, 0.97, number=1),
)


def view(panel: InstancesPanel) -> InstanceView:
    return panel.findChildren(InstanceView)[0]
