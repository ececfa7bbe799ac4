"""A menu that says why an entry is grey."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QMenu, QToolTip


class TellingMenu(QMenu):
    """Where the mouse rests on an entry, it tells what the entry's tool tip says below its first line.

    That first line is the title, which the menu itself shows.
    """

    def event(self, event: QEvent) -> bool:
        """Qt's."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            action = self.actionAt(event.pos())
            text = told_by(action) if action is not None else ""
            if action is not None and text:
                QToolTip.showText(event.globalPos(), text, self, self.actionGeometry(action))
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


def told_by(action: QAction) -> str:
    """What an action's tool tip says below its title: how a tool is used, and why the action is grey."""
    return action.toolTip().partition("\n")[2]
