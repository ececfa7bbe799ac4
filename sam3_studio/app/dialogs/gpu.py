"""Having an NVIDIA card compute: what there is, what would be downloaded, how far it is, what became of it."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.gpu_texts import card_text, offer_text, stage_text, standing_text
from sam3_studio.app.dialogs.pausing import PausingDialog
from sam3_studio.runtime.enabling import Stage
from sam3_studio.runtime.overview import Overview


class GpuDialog(PausingDialog):
    """Pages: what was found and can be done, and how far it is.

    The window answers the signals with `run`, and shows what it then finds with `show_overview`. A download that is
    paused, or stopped by closing the dialog, goes on from there the next time.

    Signals:
        enable_requested (str): from this folder; empty to download.
        look_requested: once more.
        remove_requested: what was enabled.
    """

    enable_requested = Signal(str)
    look_requested = Signal()
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Graphics card"), QSize(640, 400), parent)
        self._brought = ""
        self._overview: Overview | None = None
        self._remove, self._folder = QPushButton(self.tr("Remove")), QPushButton(self.tr("Install from folder…"))
        self._enable = QPushButton()
        self._remove.clicked.connect(self.remove_requested)
        self._folder.clicked.connect(self._browse)
        self._enable.clicked.connect(self._request)
        self.lay_out(self._first_page(), [self._remove, self._folder], [self._enable])

    def show_overview(self, overview: Overview) -> None:
        """Show what was found, beside what was told last."""
        self._overview = overview
        self._card.setText(card_text(overview))
        self._state.setText(standing_text(overview))
        self._offer.setText(offer_text(overview))
        self._offer.setVisible(bool(self._offer.text()))
        self.adapt()

    @Slot(str)
    def say(self, stage: str) -> None:
        """What the job does now."""
        self.say_stage(stage_text(Stage(stage)))

    def _first_page(self) -> QWidget:
        page = QWidget()
        layout = parts.column_in(page)
        self._card, self._state, self._offer = parts.paragraph(), parts.paragraph(), parts.hint()
        layout.addWidget(parts.heading(self.tr("What this machine has")))
        layout.addWidget(self._card)
        layout.addWidget(parts.rule())
        layout.addWidget(parts.heading(self.tr("What computes")))
        layout.addWidget(self._state)
        layout.addWidget(self._offer)
        layout.addStretch(1)
        layout.addWidget(self.message)
        return page

    def adapt(self) -> None:
        """See `PausingDialog`."""
        running, found = self.is_running, self._overview
        can_enable = not running and found is not None and found.can_enable
        installed = not running and found is not None and found.can_remove
        self.pause.setVisible(running and found is not None)
        self.pause.setEnabled(running)
        self._enable.setVisible(can_enable)
        self._folder.setVisible(not running and found is not None and found.can_bring)
        self._remove.setVisible(installed)
        fetch = found is not None and found.lock is not None and bool(found.remaining)
        begun = fetch and found is not None and found.lock is not None and found.remaining < found.lock.size
        words = self.tr("Resume download") if begun else self.tr("Download and enable")
        unmeasured = found is not None and bool(found.unmeasured)
        self._enable.setText(self.tr("Try again") if unmeasured else words if fetch else self.tr("Enable"))
        (self._enable if can_enable else self.close_button).setDefault(True)

    @Slot()
    def _request(self) -> None:
        if self._overview is not None and self._overview.unmeasured:
            self.look_requested.emit()
        else:
            self.enable_requested.emit("")

    @Slot()
    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder with the wheels"), self._brought)
        if folder:
            self._brought = folder
            self.enable_requested.emit(folder)

    def take_focus_back(self) -> None:
        """See `PausingDialog`."""
        (self._enable if self._enable.isVisible() else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)
