"""How much a folder of encoded pictures may hold: one number for all programs that share it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sam3_studio.core.whole_file import whole_file


class SharedBound:
    """Bytes that a folder may hold, in a small file in it, beside the window's setting when it was last followed.

    What was prepared with much room is not taken away by a program that knows of less; a setting that a person lowers
    counts all the same. Where the file cannot be written, the bound stays what it was.

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
        """Set it, as a person has asked for these bytes."""
        with suppress(OSError):
            known = self._read()
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._write(capacity, known[1] if known else 0)

    def follow(self, setting: int, lower: Callable[[int], object]) -> None:
        """Take over a setting, in bytes, that is above the bound or was lowered.

        Args:
            setting: of the window.
            lower: told the bytes where it was lowered, or none was ever followed, before that is written: the disk may
                be full.
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
