"""Run by the packed Python after every trim: whether all that the program uses is still there, and works."""

import hashlib
import importlib
import os
import pkgutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
_WINDOW = "window"
"""Has this file start the window, in the place of a command."""
_COMMANDS = (
    "annotate {samples} --concept panda --overlay --out {out}/found --format coco --format yolo-seg",
    "convert {out}/found/coco {out}/voc --format voc",
    "model info",
    "doctor --json",
)


def main() -> int:
    """Import every module of the program, then use it; returns the exit status."""
    if sys.argv[1:]:
        return _start_window() if sys.argv[1:] == [_WINDOW] else _run_command()
    if sys.flags.utf8_mode != 1:
        print("Python is not in UTF-8 mode.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "DATA", "CACHE"):
            os.environ[f"SAM3_STUDIO_{name}"] = str(Path(folder) / name.lower())
        # Before the commands: the processes that `doctor` starts would write what is missing.
        checked = _import_all() or _see_to_bytecode() or _has_failed(_command(_WINDOW))
        return checked or _run_commands(Path(folder)) or _install_wheel(Path(folder))


def _import_all() -> int:
    import sam3_studio

    for module in pkgutil.walk_packages(sam3_studio.__path__, "sam3_studio."):
        if module.name.rpartition(".")[2] != "__main__":
            importlib.import_module(module.name)
    for name in ("ssl", "sqlite3", "lzma", "bz2", "ctypes", "huggingface_hub", "hf_xet"):
        importlib.import_module(name)
    return 0


def _start_window() -> int:
    """The program itself, until its window is painted; it may end the process."""
    from PySide6.QtWidgets import QApplication

    from sam3_studio.app.main import run

    return run(painted=lambda: QApplication.exit(_see_to_bytecode()))


def _run_commands(folder: Path) -> int:
    from sam3_studio.core.resources import resource_path

    for command in _COMMANDS:
        words = [word.format(samples=resource_path("samples"), out=folder) for word in command.split()]
        if _has_failed(_command(*words)):
            return 1
    told = _command("evaluate", "nowhere").stderr
    if "which installers leave out" not in told:
        print(f"What the program has no packages for is not told: {told}")
        return 1
    return 0


def _has_failed(done: "subprocess.CompletedProcess[str]") -> int:
    """Whether a process has; it is told then."""
    if done.returncode != 0:
        print(f"{done.args}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return int(done.returncode != 0)


def _command(*words: str) -> "subprocess.CompletedProcess[str]":
    start = [sys.executable, "-X", "utf8", "-B", __file__, *words]
    return subprocess.run(start, capture_output=True, encoding="utf-8", check=False)


def _run_command() -> int:
    """A command of the program, in a process of its own."""
    from sam3_studio.cli.start import main as start

    return start() or _see_to_bytecode()


def _see_to_bytecode() -> int:
    """Whether whatever was loaded until now has bytecode, whose making every start would wait for."""
    specs = filter(None, (getattr(module, "__spec__", None) for module in list(sys.modules.values())))
    # Qt for Python carries modules that claim to come from files which are not there.
    sources = [spec for spec in specs if spec.origin and spec.origin.endswith(".py") and Path(spec.origin).exists()]
    slow = [spec.name for spec in sources if not (spec.cached and Path(spec.cached).exists())]
    if slow:
        print(f"No bytecode was packed for {', '.join(slow[:20])}")
    return int(bool(slow))


def _install_wheel(folder: Path) -> int:
    """As PyTorch for graphics cards is installed: a wheel, by the packed uv, for the packed Python."""
    from sam3_studio.core.remote_file import RemoteFile
    from sam3_studio.runtime.installer import find_uv, install
    from sam3_studio.runtime.lock import Lock, Wheel

    if find_uv().parent != Path(sys.executable).parent:
        print(f"uv is not beside Python, but here: {find_uv()}")
        return 1
    wheel = folder / "duck-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("duck.py", "")
        archive.writestr("duck-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: duck\nVersion: 1.0\n")
        tags = "Wheel-Version: 1.0\nGenerator: smoke\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        archive.writestr("duck-1.0.dist-info/WHEEL", tags)
        archive.writestr("duck-1.0.dist-info/RECORD", "")
    content = wheel.read_bytes()
    file = RemoteFile(wheel.name, "", len(content), hashlib.sha256(content).hexdigest())
    lock = Lock("", "", (0, 0), "", (0, 0), 0, (Wheel("duck", "1.0", file),))
    install(lock, folder, folder / "installed", folder / "scratch", threading.Event())
    return 0 if (folder / "installed" / "duck.py").is_file() else 1


if __name__ == "__main__":
    sys.exit(main())
