"""Has the programs of others read the exports that the tests make: Ultralytics, datumaro and labelme.

    python3 packaging/readers.py    after `packaging/bootstrap.py test`

They bring packages that fit neither ours nor each other's, 1.7 GB in all, so that the suite skips what needs them.
Here each gets a folder of its own in `build/readers`, and the suite's tests of it run with that folder alone.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bootstrap import ROOT, VENV, locked, venv_program

READERS = ("ultralytics", "datumaro", "labelme")
_FOLDER = ROOT / "build" / "readers"
_LOCK = ROOT / "packaging" / "locks" / "readers.txt"
_TESTS = "tests/dataset/test_other_readers.py"


def main() -> int:
    """Install and run; returns the exit status."""
    if not venv_program(VENV, "python").exists():
        print("There is no environment yet: python3 packaging/bootstrap.py test", file=sys.stderr)
        return 2
    failed = [reader for reader in READERS if not _sees_what_was_written(reader)]
    if failed:
        print(f"These do not see what was written, or could not be had: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _sees_what_was_written(reader: str) -> bool:
    """Whether every test of a reader passes; one that is skipped proves nothing."""
    python, folder = venv_program(VENV, "python"), _folder_of(reader)
    if folder is None:
        return False
    command: list[str | Path] = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", _TESTS, "-k", reader]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(folder)}, stdout=subprocess.PIPE, text=True, check=False
    )
    lines = done.stdout.splitlines() or ["no answer"]
    passed = done.returncode == 0 and " passed" in lines[-1] and "skipped" not in lines[-1]
    print(f"{reader:12} {lines[-1]}" if passed else f"{reader}\n{done.stdout}", flush=True)
    return passed


def _folder_of(reader: str) -> Path | None:
    """Where a reader is installed exactly as the lock says, now or before; None where that fails."""
    wanted = "\n".join(locked(_LOCK.read_text("utf-8"), [reader]))
    folder, note = _FOLDER / reader, _FOLDER / f"{reader}.txt"
    if note.exists() and note.read_text("utf-8") == wanted:
        return folder
    note.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    pip: list[str | Path] = [venv_program(VENV, "python"), "-m", "pip", "--disable-pip-version-check", "install"]
    if subprocess.call([*pip, "--quiet", "--no-deps", "--target", folder, *wanted.split()]) != 0:
        return None
    note.write_text(wanted, encoding="utf-8")
    return folder


if __name__ == "__main__":
    sys.exit(main())
