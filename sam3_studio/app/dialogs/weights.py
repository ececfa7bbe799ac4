"""Getting Meta's weights: the licence, the access token, how far the download is, what became of it."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.pausing import PausingDialog

TOKENS = "https://huggingface.co/settings/tokens"
"""Where a person makes an access token."""


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


class WeightsDialog(PausingDialog):
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
        super().__init__(self.tr("SAM 3 weights"), QSize(660, 620), parent)
        self._own, self._fetch = QPushButton(self.tr("I have them already…")), QPushButton(self.tr("Download"))
        self._own.clicked.connect(self.own_requested)
        self._fetch.clicked.connect(self._request)
        self.lay_out(self._form(offer), [self._own], [self._fetch])
        self._fetch.setDefault(True)  # in its place by now, so that the dialog learns of it

    def adapt(self) -> None:
        """See `PausingDialog`."""
        self._own.setVisible(not self.is_running)
        self._fetch.setVisible(not self.is_running)
        self.pause.setVisible(self.is_running)
        self.pause.setEnabled(self.is_running)
        self._follow()

    def take_focus_back(self) -> None:
        """See `PausingDialog`."""
        self._token.setFocus(Qt.FocusReason.OtherFocusReason)

    def _form(self, offer: Offer) -> QWidget:
        page = QWidget()
        layout = parts.column_in(page)
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
        where = self.tr("Meta gives the weights to those who have accepted it on {link}, where its current text is.")
        layout.addWidget(_linked(where, offer.page))
        self._agreed = QCheckBox(self.tr("I have read the licence and accept it"))
        self._agreed.toggled.connect(self._follow)
        layout.addWidget(self._agreed)
        layout.addWidget(parts.heading(self.tr("2.  An access token")))
        self._token = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._token.setAccessibleName(self.tr("Access token"))
        saved = self.tr("leave empty to use the token of this machine")
        self._token.setPlaceholderText(saved if offer.saved_token else "hf_…")
        self._saved = offer.saved_token
        self._token.textChanged.connect(self._follow)
        self._token.returnPressed.connect(self._request)
        layout.addWidget(self._token)
        made = self.tr("Create one on {link} with read access. It is used for this download only, and not stored.")
        layout.addWidget(_linked(made, TOKENS))
        layout.addWidget(self.message)
        return page

    @Slot()
    def _follow(self) -> None:
        """Whether what has been filled in is enough."""
        self._fetch.setEnabled(self._is_ready)
        self._fetch.setToolTip("" if self._is_ready else self.tr("Accept the licence, and give a token first."))

    @property
    def _is_ready(self) -> bool:
        return self._agreed.isChecked() and bool(self._token.text().strip() or self._saved)

    @Slot()
    def _request(self) -> None:
        if self._is_ready and not self.is_running:
            self.download_requested.emit(self._token.text().strip())


def _linked(text: str, address: str) -> QLabel:
    """A hint with an address to be opened in a browser."""
    label = parts.hint()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(text.format(link=f'<a href="{address}">{address.removeprefix("https://")}</a>'))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    label.setOpenExternalLinks(True)
    return label
