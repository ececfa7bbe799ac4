"""From the start page or the model's dialog to Meta's weights at work."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.dialogs.weights import Offer, WeightsDialog
from sam3_studio.app.threads.job import Job
from sam3_studio.core.folders import free_space, hub_cache
from sam3_studio.core.progress import Progress
from sam3_studio.core.resources import resource_path
from sam3_studio.core.sentence import readable
from sam3_studio.hub import DEFAULT_REPOSITORY, download
from sam3_studio.hub.at_hand import has_token

_SIZE = "3.5 GB"
_HUB = "https://huggingface.co"


class WeightsAssistant(QObject):
    """Behind the dialog of the weights: fetches them on a thread. It lives as long as its dialog.

    Signals:
        arrived (str): the repository whose weights are here now, every file as the hub lists it.
        own_requested: a person has them already.

    Args:
        window: that the dialog lies over.
        repository: on the hub.
    """

    arrived = Signal(str)
    own_requested = Signal()

    def __init__(self, window: QWidget | None = None, repository: str = DEFAULT_REPOSITORY) -> None:
        self.dialog = WeightsDialog(_offer(repository), window)
        super().__init__(self.dialog)
        self._repository = repository
        self.dialog.download_requested.connect(self._fetch)
        self.dialog.own_requested.connect(self._give_way)

    def open(self) -> None:
        """Show the dialog beside the window, which goes on while gigabytes arrive."""
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.show()

    @Slot(str)
    def _fetch(self, token: str) -> None:
        job = Job(_Fetch(self._repository, token))
        job.done.connect(self._finish)
        self.dialog.run(job, self.tr("Downloading… you can go on working."))

    @Slot(object)
    def _finish(self, _folder: Path) -> None:
        self.arrived.emit(self._repository)
        self.dialog.accept()

    @Slot()
    def _give_way(self) -> None:
        self.dialog.reject()
        self.own_requested.emit()


class _Fetch:
    """What the thread does."""

    def __init__(self, repository: str, token: str) -> None:
        self._repository, self._token = repository, token

    def __call__(self, progress: Progress, cancel: threading.Event) -> Path:
        return download(self._repository, token=self._token or None, progress=progress, cancel=cancel)


def _offer(repository: str) -> Offer:
    folder = hub_cache()
    try:
        free = readable(free_space(folder))
    except OSError:
        free = ""
    licence = resource_path("licenses/sam-license.txt").read_text("utf-8")
    return Offer(f"{_HUB}/{repository}", licence, _SIZE, str(folder), free, has_token())
