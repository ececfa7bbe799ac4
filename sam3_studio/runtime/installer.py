"""Wheels into a folder, by uv, the installer that comes with the program."""

import os
import shutil
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

from sam3_studio.core.errors import GpuError
from sam3_studio.runtime.lock import Lock
from sam3_studio.runtime.process import run

_PATIENCE = 3600  # s; 5 GB to a slow disk


def find_uv() -> Path:
    """Where uv is: beside the program, with the Python that runs it, or on the path.

    Raises:
        GpuError: nowhere.
    """
    name = "uv.exe" if sys.platform == "win32" else "uv"
    places = [Path(sys.executable).parent, Path(sys.prefix), Path(sys.prefix) / "bin", Path(sys.prefix) / "Scripts"]
    spec = find_spec("uv")
    if spec is not None and spec.origin:
        # `pip install --target` puts it beside the package.
        places += [Path(spec.origin).parents[1] / "bin", Path(spec.origin).parents[1] / "Scripts"]
    for place in places:
        if (place / name).is_file() and os.access(place / name, os.X_OK):
            return place / name
    found = shutil.which(name)
    if found is None:
        raise GpuError(
            "The installer uv is missing, which the installed program brings along; get it with: {command}",
            command="pip install uv",
        )
    return Path(found)


def install(lock: Lock, wheels: Path, target: Path, scratch: Path, cancel: threading.Event) -> None:
    """Unpack the wheels of a list, which are checked against their hashes once more.

    Args:
        lock: the list.
        wheels: the folder that holds them.
        target: a new folder.
        scratch: for what the installer needs meanwhile, on the same disk.
        cancel: once set, it ends.

    Raises:
        CancelledError: `cancel` was set.
        GpuError: it failed; the text says why.
    """
    scratch.mkdir(parents=True)
    requirements = scratch / "requirements.txt"
    requirements.write_text("".join(f"{wheel.requirement}\n" for wheel in lock.wheels), encoding="utf-8")
    command = [find_uv(), "pip", "install", "--offline", "--no-config", "--no-index", "--no-deps", "--no-progress"]
    command += ["--require-hashes", "--find-links", wheels, "--target", target, "--python", sys.executable]
    command += ["--cache-dir", scratch / "cache", "--requirements", requirements]
    # What a person has set for other work must not lead elsewhere.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_"))}
    finished = run([str(word) for word in command], environment, cancel, _PATIENCE)
    if finished.status:
        raise GpuError("The wheels cannot be installed: {reason}", reason=finished.complaint)
