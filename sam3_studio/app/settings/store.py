"""Settings at work: read from a file at the start, written back soon after a change."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, SignalInstance

from sam3_studio.app.language import translated
from sam3_studio.app.settings.setting import Setting
from sam3_studio.app.settings.table import SETTINGS
from sam3_studio.core.folders import config_folder
from sam3_studio.core.whole_file import whole_file

T = TypeVar("T")

_FILE_NAME = "settings.json"
_WRITE_AFTER = 200  # ms; a slider that is dragged changes its setting at every pixel


class _Channel(QObject):
    changed = Signal(object)


class Settings(QObject):
    """What a person prefers, and what the window remembers.

    A file that cannot be read, and entries that make no sense, never keep the program from starting: their defaults
    apply, `problem` tells, and the file keeps what it held until another value is set.

    Signals:
        changed: name of the setting, its new value.
        failed: why the settings could not be written, a sentence.
    """

    changed = Signal(str, object)
    failed = Signal(str)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        """Reads the file in the folder; None is the `config_folder`."""
        super().__init__(parent)
        self._path = (folder or config_folder()) / _FILE_NAME
        self._values: dict[str, Any] = {setting.name: setting.default for setting in SETTINGS}
        self._unwritten: set[str] = set()
        self._channels: dict[str, _Channel] = {}
        self._timer = QTimer(self, singleShot=True, interval=_WRITE_AFTER)
        self._timer.timeout.connect(self.save)
        self.problem = self._read()
        """What is wrong with the file, a sentence; empty when all is well."""

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def get(self, setting: Setting[T]) -> T:
        """The value of a setting."""
        value: T = self._values[setting.name]
        return value

    def set(self, setting: Setting[T], value: T) -> None:
        """Set a value, tell everybody, and write it soon.

        Raises:
            ValueError: the setting cannot be that.
        """
        checked = setting.check(value)
        if checked == self._values[setting.name]:
            return
        self._unwritten.add(setting.name)
        self._timer.start()
        self._take(setting, checked)

    def look_again(self, setting: Setting[T]) -> None:
        """Take the value that another window has written since; one that is set here and not written yet stays."""
        entries, _ = _entries(self._path)
        if setting.name in self._unwritten or setting.name not in entries:
            return
        with suppress(ValueError):
            self._take(setting, setting.check(entries[setting.name]))

    def reset(self, setting: Setting[T]) -> None:
        """Back to the default."""
        self.set(setting, setting.default)

    def changes_of(self, setting: Setting[T]) -> SignalInstance:
        """The signal of one setting, which carries its new value."""
        channel = self._channels.setdefault(setting.name, _Channel(self))
        return channel.changed

    def save(self) -> None:
        """Write what has changed; to be called before the program ends. What others wrote meanwhile stays."""
        self._timer.stop()
        if not self._unwritten:
            return
        entries, _ = _entries(self._path)
        for name in self._unwritten:
            value = self._values[name]
            entries[name] = dict(value) if isinstance(value, Mapping) else value
        try:
            _replace(self._path, json.dumps(entries, indent=2, ensure_ascii=False) + "\n")
        except OSError as error:
            reason = error.strerror or str(error)
            self.failed.emit(
                self.tr("The settings cannot be written to {path} ({reason}); they apply until you quit.").format(
                    path=self._path, reason=reason
                )
            )
        else:
            self._unwritten.clear()

    def _take(self, setting: Setting[T], value: T) -> None:
        """Have another value, and tell everybody."""
        if value != self._values[setting.name]:
            self._values[setting.name] = value
            self.changed.emit(setting.name, value)
            if setting.name in self._channels:
                self._channels[setting.name].changed.emit(value)

    def _read(self) -> str:
        entries, problem = _entries(self._path)
        if problem:
            return problem
        wrong = []
        for setting in SETTINGS:
            if setting.name in entries:
                try:
                    self._values[setting.name] = setting.check(entries[setting.name])
                except ValueError as error:
                    wrong.append(f"{setting.name} ({translated(error)})")
        if not wrong:
            return ""
        return self.tr("{path} has entries that make no sense, so their defaults apply: {entries}.").format(
            path=self._path, entries=", ".join(wrong)
        )


def _entries(path: Path) -> tuple[dict[str, Any], str]:
    """What a file holds, and what is wrong with it; a file that nobody can read is moved aside."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        reason = error.strerror or str(error)
    except (ValueError, RecursionError):
        reason = ""
    else:
        if isinstance(entries, dict):
            return entries, ""
        reason = ""
    if reason:
        sentence = QCoreApplication.translate("Settings", "{path} cannot be read ({reason}), so the defaults apply.")
        return {}, sentence.format(path=path, reason=reason)
    aside = path.with_suffix(".broken.json")
    try:
        path.replace(aside)
    except OSError:
        aside = path  # it is written over when a setting changes
    sentence = QCoreApplication.translate(
        "Settings", "The settings were damaged, so the defaults apply; what was there is kept in {path}."
    )
    return {}, sentence.format(path=aside)


def _replace(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # What a name has that is no text becomes an escape, as JSON has them: it is read as it was.
    with whole_file(path, shared=True) as file:
        file.write(content.encode(errors="backslashreplace"))
