"""What a report of an error says about the machine."""

import locale
import platform
import sys

import PySide6
from PySide6.QtCore import QLibraryInfo, QLocale, QSysInfo
from PySide6.QtGui import QGuiApplication

import sam3_studio


def system_information() -> str:
    """Versions and kind of the system, a line each; English, because whoever mends the error reads it."""
    torch = sys.modules.get("torch")
    screen = QGuiApplication.primaryScreen()
    facts = {
        "sam3_studio": sam3_studio.__version__,
        "Python": platform.python_version(),
        "system": f"{QSysInfo.prettyProductName()}, {platform.system()} {platform.release()}, {platform.machine()}",
        "Qt": f"{QLibraryInfo.version().toString()}, PySide6 {PySide6.__version__}, {QGuiApplication.platformName()}",
        "screen": f"{screen.size().width()} x {screen.size().height()} at {screen.devicePixelRatio():g}"
        if screen
        else "none",
        "torch": str(torch.__version__) if torch else "not loaded",
        "locale": f"{QLocale.system().name()}, {locale.getpreferredencoding()}, files {sys.getfilesystemencoding()}",
    }
    return "\n".join(f"{name}: {value}" for name, value in facts.items())
