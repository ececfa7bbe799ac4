"""Errors that nobody expected: caught at the last moment, kept from ending the program, and told once."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from sam3_studio.app.language import translated
from sam3_studio.core.errors import Sam3StudioError

_LOG = logging.getLogger(__name__)
_QT_LOG = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass(frozen=True, slots=True)
class Crash:
    """An error that nobody expected.

    Attributes:
        summary: kind and text in one line.
        details: where in the code, as Python tells it.
    """

    summary: str
    details: str


class LastResort(QObject):
    """Takes over every hook through which an unexpected error leaves Python or Qt.

    Errors arrive in whatever thread they happen; the signals are always emitted in the thread of this object and from
    its event loop, never in the middle of what failed. An error in what handles an error goes to standard error alone.

    Signals:
        happened: a `Crash`.
        failed (str): something that a person can do something about, such as a full disk, where no slot thought of it;
            a sentence.
    """

    happened = Signal(object)
    failed = Signal(str)
    _caught = Signal(object)
    _foreseen = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._caught.connect(self.happened, Qt.ConnectionType.QueuedConnection)
        self._foreseen.connect(self.failed, Qt.ConnectionType.QueuedConnection)
        self._busy = threading.local()
        self._restore: list[Callable[[], object]] = []

    def install(self) -> None:
        """Take the hooks over."""
        if self._restore:
            return
        before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._restore.append(_Hooks(*before).put_back)
        sys.excepthook = self._from_python
        threading.excepthook = self._from_thread
        sys.unraisablehook = self._from_nowhere
        previous = qInstallMessageHandler(self._from_qt)
        self._restore.append(_QtHandler(previous).put_back)

    def uninstall(self) -> None:
        """Give the hooks back to whoever had them."""
        while self._restore:
            self._restore.pop()()

    def _from_python(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, Sam3StudioError):
            _LOG.error("nobody told of this", exc_info=(kind, error, trace))
            self._foreseen.emit(translated(error))
            return
        summary = "".join(traceback.format_exception_only(kind, error)).strip().splitlines()[-1]
        self._catch(summary, "".join(traceback.format_exception(kind, error, trace)))

    def _from_thread(self, happened: threading.ExceptHookArgs) -> None:
        if happened.exc_value is not None:
            self._from_python(happened.exc_type, happened.exc_value, happened.exc_traceback)

    def _from_nowhere(self, happened: "sys.UnraisableHookArgs") -> None:
        """From where Python cannot raise, such as a destructor: worth a line in the log, but nobody's work stops."""
        _LOG.error("ignored in %r", happened.object, exc_info=happened.exc_value)

    def _from_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        _QT_LOG.log(_LEVELS.get(kind, logging.WARNING), "%s", message)
        if kind == QtMsgType.QtCriticalMsg:
            place = f"{context.category}: {context.file}:{context.line}" if context.file else str(context.category)
            self._catch(message, f"{message}\n{place}")

    def _catch(self, summary: str, details: str) -> None:
        if getattr(self._busy, "now", False):
            print(details, file=sys.__stderr__)  # all other ways lead here again
            return
        self._busy.now = True
        try:
            _LOG.error("%s", details)
            self._caught.emit(Crash(summary, details))
        finally:
            self._busy.now = False


@dataclass(frozen=True)
class _Hooks:
    """Python's hooks as they were."""

    python: Callable[[type[BaseException], BaseException, TracebackType | None], object]
    thread: Callable[[threading.ExceptHookArgs], object]
    unraisable: Callable[["sys.UnraisableHookArgs"], object]

    def put_back(self) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = self.python, self.thread, self.unraisable


@dataclass(frozen=True)
class _QtHandler:
    """Qt's handler as it was."""

    handler: Callable[..., object] | None

    def put_back(self) -> None:
        qInstallMessageHandler(self.handler)
