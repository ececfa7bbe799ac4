"""How much a folder of encoded pictures may hold: one number for all programs that share it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sam3_studio.core.whole_file import whole_file


class SharedBound:
    """The bytes that a folder may hold, in a small file in it, with the window's setting as it was followed last.

    A program that was told of less room does not remove what was prepared with more; but once a person lowers the
    setting, that holds. Where the file cannot be written, the bound stays what it was.

    Args:
        folder: it may not be there yet.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "bound.txt"

    def get(self) -> int:
        """Bytes; 0 where none were given."""
        with suppress(OSError):
            known = self._read()
            return known[0] if known else 0
        return 0

    def give(self, capacity: int) -> None:
        """Set it to the bytes that a person has asked for."""
        with suppress(OSError):
            known = self._read()
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._write(capacity, known[1] if known else 0)

    def follow(self, setting: int, lower: Callable[[int], object]) -> None:
        """Take over a setting, in bytes, that is above the bound or was lowered.

        Args:
            setting: of the window.
            lower: is told the bytes where the setting was lowered, or is followed for the first time. That comes
                before anything is written, as the disk may be full.
        """
        with suppress(OSError):
            known = self._read()
            lowered = known is None or setting < known[1]
            if lowered:
                lower(setting)
            capacity = setting if known is None or lowered else max(setting, known[0])
            if known != (capacity, setting) and self._path.parent.is_dir():
                self._write(capacity, setting)

    def _read(self) -> tuple[int, int] | None:
        """Bytes and setting; None where there are none, or the file is damaged."""
        try:
            capacity, setting = map(int, self._path.read_text(encoding="ascii").split())
        except (FileNotFoundError, ValueError):
            return None
        return capacity, setting

    def _write(self, capacity: int, setting: int) -> None:
        with whole_file(self._path, shared=True) as file:
            file.write(f"{capacity} {setting}\n".encode("ascii"))
