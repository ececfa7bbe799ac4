"""A person who begins runs over many pictures and goes on working."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sitting import Sitting

from sam3_studio.app.dialogs.run_all import RunAllDialog
from sam3_studio.app.panels.failure_list import FailureList
from sam3_studio.app.panels.run_strip import RunStrip
from sam3_studio.core.labeling import ImageState

CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = [f"{number}.png" for number in range(1, 7)]


class Runner(Sitting):
    """Begins runs with the keyboard, and handles the strip with the mouse."""

    @property
    def strip(self) -> RunStrip:
        return self.window.strip

    def dialog(self) -> RunAllDialog:
        """Opened with its keys."""
        self.person.press(Qt.Key.Key_B, CONTROL)
        self.until(lambda: isinstance(QApplication.activeModalWidget(), RunAllDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RunAllDialog)
        dialog.activateWindow()
        self.until(dialog.isActiveWindow)
        return dialog

    def begin(self) -> None:
        """As the dialog proposes."""
        self.accept(self.dialog())

    def accept(self, dialog: RunAllDialog) -> None:
        """Begin what is chosen, and go back to the picture."""
        self.qtbot.keyClick(dialog, Qt.Key.Key_Return)
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.window.canvas.setFocus()

    def reads(self, dialog: RunAllDialog, text: str) -> None:
        """Wait for what it comes to."""
        self.until(lambda: dialog.extent.text() == text)

    def finds_all_searched(self) -> RunAllDialog:
        """Open the dialog, which says that there is nothing to be done."""
        dialog = self.dialog()
        self.reads(dialog, "All these pictures have been searched already.")
        return dialog

    def over(self) -> None:
        """Wait for the end of the run."""
        self.until(lambda: self.strip.isVisible() and "have candidates" in self.strip.text)

    def states(self) -> list[ImageState]:
        return [record.state for record in self.session.project.images.records()]


def found_in(runner: Runner, name: str) -> int:
    """How many candidates the project has of a picture."""
    return sum(len(one.candidates) for one in runner.session.project.found.found(name).values())


def told(popup: FailureList) -> str:
    """In the first row."""
    return str(popup.list.model().index(0, 0).data())
