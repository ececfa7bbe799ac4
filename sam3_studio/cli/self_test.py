"""What the program needs of a machine, and whether it is there."""

import json
import locale
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import sam3_studio
from sam3_studio.cli.machine import long_paths_enabled, memory
from sam3_studio.core.errors import GpuError, Sam3StudioError
from sam3_studio.core.folders import config_folder
from sam3_studio.runtime.cards import find_driver
from sam3_studio.runtime.lock import lock_for_this_program
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.start import Standing, look

State = Literal["ok", "note", "problem"]

_PATIENCE = 300  # s for one check; PyTorch from a cold disk takes a minute
_ENOUGH_MEMORY = 8 * 2**30  # bytes; the public weights take 3.4 GB in half precision, and pictures beside them
_ENOUGH_DISK = 5 * 2**30  # bytes; the public weights and some room


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report.

    Attributes:
        name: what was looked at.
        state: "note" is worth knowing and stops nothing.
        detail: what was found.
        remedy: what to do about it; empty when nothing is to be done.
    """

    name: str
    state: State
    detail: str
    remedy: str = ""

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return asdict(self)


class ProbeError(Sam3StudioError):
    """A check ended without an answer; the text says how."""


def examine(model: str) -> Iterator[Finding]:
    """Look at everything, one finding after the other. Nothing here can crash with what it looks at."""
    yield Finding("sam3_studio", "ok", sam3_studio.__version__)
    yield Finding("Python", "ok", f"{platform.python_version()} at {sys.executable}")
    yield Finding("system", "ok", f"{platform.platform()}, {os.cpu_count()} processors")
    yield _text()
    if sys.platform == "win32":
        yield _long_paths(enabled=long_paths_enabled())
    yield _memory(memory())
    yield from _folders()
    if sys.platform.startswith("linux"):
        yield libraries(_missing_libraries())
    yield _window()
    card = graphics_card()
    yield card
    yield runtime(look(Places.of_user()))
    yield from _torch(usable=not card.remedy)
    yield _model(model)


def run_probe(name: str, model: str = "", environment: dict[str, str] | None = None) -> dict[str, Any]:
    """What a check in a process of its own found.

    Raises:
        ProbeError: it crashed, took too long, or said what is wrong.
    """
    # A frozen program is its own interpreter.
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "sam3_studio"]
    command = [*start, "doctor", "--probe", name, *(["--model", model] if model else [])]
    try:
        told = subprocess.run(  # noqa: S603  # ourselves
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **(environment or {})},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ProbeError(f"no answer within {_PATIENCE} s") from None
    except OSError as error:
        raise ProbeError(f"cannot be started ({error.strerror})") from error
    try:
        found = json.loads(told.stdout.splitlines()[-1]) if told.returncode == 0 else None
    except (ValueError, IndexError):
        found = None
    if isinstance(found, dict):
        return found
    lines = [line for line in told.stderr.splitlines() if line.strip()]
    ended = f"killed by signal {-told.returncode}" if told.returncode < 0 else f"exit status {told.returncode}"
    raise ProbeError(f"{lines[-1].removeprefix('sam3-studio: ')} ({ended})" if lines else ended)


def _text() -> Finding:
    encodings = {sys.getfilesystemencoding().lower(), locale.getpreferredencoding(do_setlocale=False).lower()}
    detail = (
        f"{locale.getlocale()[0] or 'C'}, files {sys.getfilesystemencoding()}, text {locale.getpreferredencoding()}"
    )
    if sys.platform != "win32" and not all(name.replace("-", "") == "utf8" for name in encodings):
        return Finding("letters", "problem", detail, "Set LANG to a UTF-8 locale, for example: export LANG=C.UTF-8")
    return Finding("letters", "ok", detail)


def _long_paths(*, enabled: bool) -> Finding:
    if enabled:
        return Finding("long paths", "ok", "allowed")
    remedy = "Paths of over 260 letters fail. To allow them, run as administrator: reg add HKLM\\SYSTEM\\"
    remedy += "CurrentControlSet\\Control\\FileSystem /v LongPathsEnabled /t REG_DWORD /d 1 /f"
    return Finding("long paths", "note", "not allowed", remedy)


def _memory(size: int | None) -> Finding:
    if size is None:
        return Finding("memory", "note", "cannot be told")
    detail = f"{size / 2**30:.1f} GB"
    if size < _ENOUGH_MEMORY:
        return Finding("memory", "note", detail, "The embedded model runs; for the public weights have 8 GB or more.")
    return Finding("memory", "ok", detail)


def _folders() -> Iterator[Finding]:
    for name, folder in {"settings": config_folder(), "temporary files": Path(tempfile.gettempdir())}.items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            remedy = "Change its permissions, or free some space."
            yield Finding(name, "problem", f"{folder} cannot be written ({error.strerror})", remedy)
        else:
            yield Finding(name, "ok", str(folder))
    free = shutil.disk_usage(Path.home() if Path.home().exists() else Path.cwd()).free
    remedy = "" if free > _ENOUGH_DISK else "The public weights need 3.5 GB; free some space before you fetch them."
    yield Finding("disk", "note" if remedy else "ok", f"{free / 2**30:.1f} GB free in the home folder", remedy)


def _missing_libraries() -> tuple[str, ...] | None:
    """What Qt's plugin for X11 links to and the system lacks; None where that cannot be told."""
    spec, ldd = find_spec("PySide6"), shutil.which("ldd")
    if spec is None or not spec.origin or ldd is None:
        return None
    plugin = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    told = subprocess.run([ldd, str(plugin)], capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
    missing = (line.split("=>")[0].strip() for line in told.stdout.splitlines() if "not found" in line)
    return tuple(sorted(set(missing))) if told.returncode == 0 else None


def libraries(missing: tuple[str, ...] | None) -> Finding:
    """What is said about libraries that Qt needs of a Linux.

    Args:
        missing: their file names; None where it cannot be told.
    """
    if missing is None:
        return Finding("libraries of X11", "note", "cannot be told")
    if not missing:
        return Finding("libraries of X11", "ok", "all there, libxcb-cursor among them")
    # Debian's names: libxcb-cursor.so.0 lies in libxcb-cursor0.
    packages = (name.replace(".so.", "").lower() for name in missing)
    remedy = f"On Debian and Ubuntu, run: sudo apt-get install {' '.join(packages)}"
    return Finding("libraries of X11", "problem", f"missing: {', '.join(missing)}", remedy)


def _window() -> Finding:
    linux = sys.platform.startswith("linux")
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    headless = linux and not shown
    try:
        found = run_probe("qt", environment={"QT_QPA_PLATFORM": "offscreen"} if headless else None)
    except ProbeError as error:
        remedy = "Install the libraries named above, or try QT_QPA_PLATFORM=xcb or QT_QPA_PLATFORM=wayland."
        return Finding("Qt", "problem", f"a window cannot be opened: {error}", remedy if linux else "Install it again.")
    detail = f"{found['version']} on {found['platform']}, {', '.join(found['screens']) or 'no screen'}"
    if headless:
        remedy = "Windows cannot open here, everything on the command line works; set DISPLAY to see windows."
        return Finding("Qt", "note", f"{found['version']}, no display", remedy)
    return Finding("Qt", "ok", detail)


def _torch(*, usable: bool) -> Iterator[Finding]:
    try:
        found = run_probe("torch")
    except ProbeError as error:
        remedy = "Install PyTorch for this machine as https://pytorch.org/get-started/locally says."
        yield Finding("PyTorch", "problem", f"does not work: {error}", remedy)
        return
    build = f"built for CUDA {found['cuda']}" if found["cuda"] else "built without CUDA"
    yield Finding("PyTorch", "ok" if found["computes"] else "problem", f"{found['version']}, {build}")
    yield Finding("processor", "ok", ", ".join(found["units"]) or "no vector units known")
    yield device(found, nvidia=usable and shutil.which("nvidia-smi") is not None)


def graphics_card() -> Finding:
    """What is said about NVIDIA's cards, their driver, and why PyTorch for them would not run, if it would not."""
    try:
        driver = find_driver()
    except GpuError as error:
        return Finding("graphics card", "ok", str(error))
    cards = ", ".join(card.name for card in driver.cards)
    detail = f"{cards}; driver {driver.version}, CUDA {'.'.join(map(str, driver.cuda))}"
    remedy = ""
    with suppress(GpuError):  # without a list, nothing is known that stands in the way
        remedy = lock_for_this_program().obstacle(driver)
    return Finding("graphics card", "note" if remedy else "ok", detail, remedy)


def runtime(standing: Standing) -> Finding:
    """What is said about PyTorch for graphics cards, which the program fetches when a person asks for it.

    Args:
        standing: whether there is one, and whether it is used.
    """
    if standing.record is None and not standing.reason:
        return Finding("GPU runtime", "ok", "none; the PyTorch that came with the program is used")
    if standing.reason:
        remedy = "Run `sam3-studio gpu enable` to make it anew, or `sam3-studio gpu remove`."
        return Finding("GPU runtime", "note", f"not used: {standing.reason}", remedy)
    record = standing.record
    if record is None:
        return Finding("GPU runtime", "ok", str(standing.folder))
    detail = f"PyTorch {record.torch} for CUDA {record.cuda}, tried on {record.device}, at {standing.folder}"
    return Finding("GPU runtime", "ok", detail)


def device(found: dict[str, Any], *, nvidia: bool) -> Finding:
    """What is said about the device that was chosen.

    Args:
        found: by the check of PyTorch.
        nvidia: whether the driver of an NVIDIA GPU is installed, and the GPU can be used.
    """
    size = f", {found['memory'] / 2**30:.1f} GB" if found["memory"] else ""
    detail = f"{found['choice']}{size}"
    if found["device"] == "cpu" and nvidia:
        remedy = "There is an NVIDIA driver, but PyTorch does not use it: "
        remedy += "update the driver." if found["cuda"] else "run `sam3-studio gpu enable`."
        return Finding("device", "problem", detail, remedy)
    return Finding("device", "ok", detail)


def _model(source: str) -> Finding:
    try:
        found = run_probe("model", source)
    except ProbeError as error:
        return Finding("model", "problem", str(error), "Choose another with --model, or install the program again.")
    detail = f"{found['weights']}, {found['megabytes']:,} MB, {found['fingerprint']}"
    if found["failed"]:
        remedy = "These weights do not give the results they should; fetch them again."
        return Finding("model", "problem", f"{detail}; {'; '.join(found['failed'])}", remedy)
    return Finding("model", "ok", detail + (", gives the results it should" if found["ran"] else ""))
