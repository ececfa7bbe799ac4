"""Getting Meta's weights: the licence, the access token, how far the download is, what became of it."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.job import Job
from sam3_studio.app.dialogs.progress_page import ProgressPage

TOKENS = "https://huggingface.co/settings/tokens"
"""Where a person makes an access token."""


class _Page(IntEnum):
    FORM = 0
    PROGRESS = 1


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be fetched, and to where.

    Attributes:
        page: address of the model, where its licence is accepted.
        licence: text of the licence.
        size: of what is fetched, to be read by a person.
        folder: where it goes.
        free: what is free there, to be read by a person; empty when nobody knows.
        saved_token: whether this machine has a token already.
    """

    page: str
    licence: str
    size: str
    folder: str
    free: str = ""
    saved_token: bool = False


class WeightsDialog(QDialog):
    """Pages: what is asked of the person, and how far the download is.

    The window answers `download_requested` with `run`. A download that is paused, or stopped by closing the dialog,
    goes on from there the next time. The token is never stored.

    Signals:
        download_requested (str): with this token; empty for the one that the machine has.
        own_requested: the weights are here already, in a folder or file.

    Args:
        offer: what can be fetched.
        parent: the window.
    """

    download_requested = Signal(str)
    own_requested = Signal()

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        layout = parts.frame(self, self.tr("SAM 3 weights"), QSize(660, 620))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._form(offer))
        self._progress = ProgressPage(self.tr("Progress"))
        self._progress.ended.connect(self._end)
        self._pages.addWidget(self._progress)
        layout.addWidget(self._pages, 1)
        layout.addLayout(self._buttons())
        self._adapt()

    def run(self, job: Job) -> None:
        """Start the download and show how far it is."""
        job.failed.connect(self.tell)
        job.stopped.connect(self._tell_pause)
        self._job = job
        self._message.clear()
        self._pages.setCurrentIndex(_Page.PROGRESS)
        self._progress.run(job, self.tr("Downloading… you can go on working."))
        self._adapt()

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """What became of it."""
        self._message.setText(sentence)

    def done(self, result: int) -> None:
        """Qt's: what still runs is asked to stop."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    def _form(self, offer: Offer) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(parts.SPACING)
        room = self.tr("{size} go to {folder}.").format(size=offer.size, folder=offer.folder)
        if offer.free:
            room = self.tr("{size} go to {folder}, where {free} are free.").format(
                size=offer.size, folder=offer.folder, free=offer.free
            )
        layout.addWidget(parts.paragraph(room))
        layout.addWidget(parts.heading(self.tr("1.  The licence")))
        licence = QPlainTextEdit(offer.licence, readOnly=True, tabChangesFocus=True)
        licence.setAccessibleName(self.tr("Licence of the weights"))
        layout.addWidget(licence, 1)
        where = self.tr("Meta gives the weights to those who have accepted it on {link}, which has its present text.")
        layout.addWidget(_linked(where, offer.page))
        self._agreed = QCheckBox(self.tr("I have read the licence and accept it"))
        self._agreed.toggled.connect(self._adapt)
        layout.addWidget(self._agreed)
        layout.addWidget(parts.heading(self.tr("2.  An access token")))
        self._token = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._token.setAccessibleName(self.tr("Access token"))
        saved = self.tr("empty: the token that this machine has already")
        self._token.setPlaceholderText(saved if offer.saved_token else "hf_…")
        self._saved = offer.saved_token
        self._token.textChanged.connect(self._adapt)
        self._token.returnPressed.connect(self._request)
        layout.addWidget(self._token)
        made = self.tr("Made on {link} with read access. It serves this download alone and is not kept.")
        layout.addWidget(_linked(made, TOKENS))
        self._message = parts.problem_line()
        layout.addWidget(self._message)
        return page

    def _buttons(self) -> QHBoxLayout:
        self._own, self._pause = QPushButton(self.tr("I have them already…")), QPushButton(self.tr("Pause"))
        self._fetch, self._close = QPushButton(self.tr("Download")), QPushButton(self.tr("Close"))
        row = QHBoxLayout()
        row.addWidget(self._own)
        row.addStretch(1)
        for button, slot in (
            (self._own, self.own_requested),
            (self._pause, self._stop),
            (self._fetch, self._request),
            (self._close, self.reject),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        row.addWidget(self._pause)
        row.addWidget(self._fetch)
        row.addWidget(self._close)
        self._fetch.setDefault(True)
        return row

    @Slot()
    def _adapt(self) -> None:
        """Which buttons there are, and what they say."""
        running = self._job is not None
        self._own.setVisible(not running)
        self._fetch.setVisible(not running)
        self._pause.setVisible(running)
        self._pause.setEnabled(running)
        self._fetch.setEnabled(self._is_ready)
        self._fetch.setToolTip("" if self._is_ready else self.tr("Accept the licence, and give a token first."))

    @property
    def _is_ready(self) -> bool:
        return self._agreed.isChecked() and bool(self._token.text().strip() or self._saved)

    @Slot()
    def _request(self) -> None:
        if self._is_ready and self._job is None:
            self.download_requested.emit(self._token.text().strip())

    @Slot()
    def _stop(self) -> None:
        self._pause.setEnabled(False)
        self._progress.cancel()

    @Slot()
    def _tell_pause(self) -> None:
        self.tell(self.tr("Paused. What has arrived is kept, and it goes on from there."))

    @Slot()
    def _end(self) -> None:
        """The thread is gone, whatever became of it."""
        self._job = None
        self._pages.setCurrentIndex(_Page.FORM)
        self._adapt()
        self._token.setFocus(Qt.FocusReason.OtherFocusReason)


def _linked(text: str, address: str) -> QLabel:
    """A hint with an address to be opened in a browser."""
    label = parts.hint()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(text.format(link=f'<a href="{address}">{address.removeprefix("https://")}</a>'))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    label.setOpenExternalLinks(True)
    return label
