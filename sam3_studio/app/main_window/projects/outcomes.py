"""What comes of a project: its label files, and its numbers."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.objects.guiding import Guide
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings


class Outcomes(QObject):
    """Opens the dialogs of export and of numbers; both are loaded when they are first wanted.

    Args:
        actions: of the window.
        desk: knows which classes are hidden.
        guide: leads to what looks like a mistake.
        settings: what was chosen last.
        window: that dialogs lie over.
    """

    def __init__(
        self,
        actions: Actions,
        desk: Desk,
        guide: Guide,
        settings: Settings,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._desk = desk
        self._guide = guide
        self._settings = settings
        self._window = window
        self._session: Session | None = None
        connect_actions(actions, {"export": self._export, "insights": self._show_insights}, self)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session

    @Slot()
    def _export(self) -> None:
        from sam3_studio.app.main_window.projects.exporting import ExportAssistant  # noqa: PLC0415 - pycocotools takes a while

        if self._session is not None:
            hidden = self._hidden_classes(self._session)
            ExportAssistant(self._session, self._settings, self._window, hidden).open()

    def _hidden_classes(self, session: Session) -> Collection[int]:
        """Ids of the classes of which no object is shown."""
        if self._actions["hide_all"].isChecked():
            return [one.id for one in session.classes.listed]
        return self._desk.offering.hidden_classes

    @Slot()
    def _show_insights(self) -> None:
        from sam3_studio.app.main_window.projects.insights import InsightsAssistant  # noqa: PLC0415 - the start need not wait for it

        if self._session is not None:
            assistant = InsightsAssistant(self._session.project.file, self._guide, self._window)
            self._session.destroyed.connect(assistant.dialog.close)
            assistant.dialog.begin()
