"""How much memory and disk what is kept of pictures may take, as settings have it."""

from PySide6.QtCore import QObject, QTimer, Slot

from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings import table as setting
from sam3_studio.core.sentence import GIGABYTE

_TYPING = 500  # ms; a number that is typed passes through smaller ones


class CacheLimits(QObject):
    """Tells the model's thread new limits, once a person has made up their mind.

    Args:
        controller: owns what is kept.
        settings: have the limits.
        parent: of this object.
    """

    def __init__(self, controller: Controller, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._settings = settings
        self._pause = QTimer(self, singleShot=True, interval=_TYPING)
        self._pause.timeout.connect(self._tell)
        settings.changes_of(setting.CACHE_MEGABYTES).connect(self._wait)
        settings.changes_of(setting.CACHE_DISK_GIGABYTES).connect(self._wait)

    @Slot()
    def _wait(self, _value: object = None) -> None:
        self._pause.start()

    @Slot()
    def _tell(self) -> None:
        memory, disk = (self._settings.get(one) for one in (setting.CACHE_MEGABYTES, setting.CACHE_DISK_GIGABYTES))
        self._controller.limit_memory(memory << 20, disk * GIGABYTE)
