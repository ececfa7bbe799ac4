"""Steps of a build: commands that must succeed, and how long each step took."""

import hashlib
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


class BuildError(Exception):
    """The build cannot go on; the text says why and what to do."""


class Report:
    """What a build or a trial has to tell: figures, printed as they come and once more in the end."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def tell(self, name: str, value: str) -> None:
        """Note and print a figure."""
        line = f"{name:<58} {value:>12}"
        self._lines.append(line)
        print(line, flush=True)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        began = time.perf_counter()
        yield
        self.tell(name, f"{time.perf_counter() - began:.1f} s")

    def summary(self) -> str:
        """All figures."""
        return "\n".join(self._lines)


def run(command: Sequence[str | Path], *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """Run a command without input.

    Args:
        command: its words.
        cwd: the folder it runs in.
        env: its whole environment; that of this process by default.

    Returns:
        What it printed.

    Raises:
        BuildError: it failed or is not there; the text ends with what it printed.
    """
    words = [str(word) for word in command]
    try:
        result = subprocess.run(
            words,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError as error:
        raise BuildError(f"{words[0]} is not installed; on Debian, apt-get install it.") from error
    if result.returncode != 0:
        raise BuildError(f"{' '.join(words[:6])} … failed ({result.returncode}):\n{result.stdout[-6000:]}")
    return result.stdout


def megabytes(path: Path) -> str:
    """Size of a file, or of all files in a folder, such as "216.3 MB"."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file() and not one.is_symlink()]
    return f"{sum(one.stat().st_size for one in files) / 1e6:.1f} MB"


def sha256(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
