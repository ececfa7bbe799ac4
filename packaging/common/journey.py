"""Run by the installed Python, on a screen: a person's first minutes, with real keys in the real window.

    python3 journey.py FOLDER

From the samples to label files: opens them, types a concept, accepts what is found, says that the picture is done,
exports, and reads what was written. Keys come the way a keyboard's do: on Linux from xdotool, on Windows from Windows.
"""

import ctypes
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

import sam3_studio
from sam3_studio.app.actions import KeyGuard
from sam3_studio.app.benchmark.real_window import wait
from sam3_studio.app.dialogs.export import ExportDialog
from sam3_studio.app.language import load_language
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.session.answer import Progress
from sam3_studio.app.settings import Settings
from sam3_studio.app.theme import Theme
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.samples import samples_copy

_CONCEPT = "panda"


class _XKeyboard:
    """A keyboard of X11."""

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, each perhaps with others held, such as "ctrl+Return"."""
        subprocess.run(["xdotool", "key", *keys], check=True)

    def type(self, text: str) -> None:
        """Type a text."""
        subprocess.run(["xdotool", "type", "--delay", "20", text], check=True)


class _WindowsKeyboard:
    """A keyboard of Windows, with the codes of its keys.

    Codes: https://learn.microsoft.com/windows/win32/inputdev/virtual-key-codes
    """

    _NAMED: ClassVar = {"shift": 0x10, "ctrl": 0x11, "alt": 0x12, "Return": 0x0D, "Escape": 0x1B, "Home": 0x24}
    _HELD = ("shift", "ctrl", "alt")
    """In the order of the bits that stand for them."""

    def __init__(self) -> None:
        self._user: Any = ctypes.CDLL("user32")

    def press(self, *keys: str) -> None:
        """As the other one does."""
        for key in keys:
            *held, last = key.split("+")
            codes = [self._NAMED[name] for name in held]
            named = self._NAMED.get(last)
            self._strike([*codes, *([named] if named else self._codes("/" if last == "slash" else last))])

    def type(self, text: str) -> None:
        """As the other one does."""
        for letter in text:
            self._strike(self._codes(letter))

    def _codes(self, letter: str) -> list[int]:
        """The keys of a letter on this keyboard: those to be held, and its own."""
        found = self._user.VkKeyScanW(ctypes.c_wchar(letter))
        held = [self._NAMED[name] for bit, name in enumerate(self._HELD) if found >> 8 & 1 << bit]
        return [*held, found & 0xFF]

    def _strike(self, codes: list[int]) -> None:
        for code in codes:
            self._user.keybd_event(code, 0, 0, None)
        for code in reversed(codes):
            self._user.keybd_event(code, 0, 2, None)  # let go


class Person:
    """Who sits before the window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._keyboard = _WindowsKeyboard() if sys.platform == "win32" else _XKeyboard()

    def press(self, *keys: str) -> None:
        """Press keys by their X names, such as "ctrl+Return"; Qt hears of them before this returns."""
        self._keyboard.press(*keys)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type into the field in focus, in the place of what is there."""
        wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        self.press("ctrl+a")
        self._keyboard.type(text)
        field = QApplication.focusWidget()
        wait(lambda: isinstance(field, QLineEdit) and field.text() == text)

    def open_samples(self) -> str:
        """Open them; returns the first picture's name."""
        self.window.open(samples_copy())
        wait(lambda: self.window.desk.picture is not None and self.window.canvas.stage is not None)
        assert self.window.desk.picture is not None
        return self.window.desk.picture.name

    def search(self) -> None:
        """Type the concept, and wait for the answer."""
        self.press("slash")
        self.type(_CONCEPT)
        self.press("Return")
        wait(self._is_answered)

    def accept(self) -> int:
        """Accept what is offered and finish the picture; returns how many objects there are then."""
        self.press("f")
        picture, session = self.window.desk.picture, self.window.session
        assert picture is not None
        assert session is not None
        wait(lambda: bool(picture.document.objects))
        self.press("ctrl+Return")
        wait(lambda: session.project.images.counts().images.get(ImageState.DONE) == 1)
        return len(picture.document.objects)

    def export(self, folder: Path) -> None:
        """Export as COCO."""
        self.press("ctrl+shift+e")
        wait(lambda: isinstance(QApplication.activeModalWidget(), ExportDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        dialog.activateWindow()  # nobody else does without a window manager
        wait(dialog.isActiveWindow)
        self.press("alt+f")
        formats = QApplication.focusWidget()
        assert isinstance(formats, QComboBox)
        self.press("Home")
        wait(lambda: formats.currentData() == "coco")
        self.press("alt+o")
        self.type(str(folder))
        self.press("Return")
        wait((folder / "coco" / "annotations.json").is_file)
        wait(_close_is_in_focus)
        self.press("Escape")
        wait(lambda: QApplication.activeModalWidget() is None)

    def _is_answered(self) -> bool:
        session, picture = self.window.session, self.window.desk.picture
        if session is None or picture is None or session.classes.current is None:
            return False
        offer = picture.offer(session.classes.current)
        return offer.progress is Progress.DONE and not self.window.controller.is_busy


def _close_is_in_focus() -> bool:
    """Whether the export is over and its outcome shown."""
    button = QApplication.focusWidget()
    return isinstance(button, QAbstractButton) and button.text().replace("&", "") == "Close"


def main(folder: Path) -> int:
    """Walk the whole way; returns the exit status."""
    began = time.perf_counter()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("sam3_studio")
    load_language(application, "en")
    guard = KeyGuard(application)
    window = MainWindow(Settings(), Theme(application, "light"))
    window.show()
    window.activateWindow()
    wait(window.isActiveWindow)
    loaded: list[object] = []
    window.controller.loaded.connect(loaded.append)
    window.begin()
    wait(lambda: bool(loaded))
    person = Person(window)
    name = person.open_samples()
    person.search()
    accepted = person.accept()
    person.export(folder)
    window.close()
    written = json.loads((folder / "coco" / "annotations.json").read_text("utf-8"))
    assert len(written["annotations"]) == accepted > 0, (len(written["annotations"]), accepted)
    assert [image["file_name"].rpartition("/")[2] for image in written["images"]] == [name]
    del guard
    seconds = time.perf_counter() - began
    print(f"{accepted} objects of {name} exported in {seconds:.1f} s by {Path(sam3_studio.__file__).parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
