"""Sets up and starts sam3-studio from a checkout, with nothing but Python 3.11 or newer.

    python3 packaging/bootstrap.py run [arguments]    starts sam3-studio; without arguments, on samples
    python3 packaging/bootstrap.py test [arguments]   linters, type checks and tests, on all cores; arguments go to
                                                      pytest, which then runs on one core unless they say `-n auto`

Both make `.venv` in the checkout from packaging/requirements.lock, one line a step; once that is done, they
start at once. On Debian and its relatives they also see to the system packages that Python's venv and Qt need:
as root they install them, otherwise they print the command to run.

The syntax is one that Python 3.6 can read, so that an old Python answers with a sentence, not a traceback.
"""

import hashlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is what this is about
    sys.exit(
        f"sam3-studio needs Python 3.11 or newer, and this is Python {sys.version.split()[0]}. Install a newer "
        "one and run this file with it, for example: python3.12 packaging/bootstrap.py run"
    )

# After the check: an old Python cannot import it.
from system import SetupError, quietly, say, see_to_qt, see_to_venv_module

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"

# What `run` does without arguments where there is a screen, and where there is none.
WINDOW = ["--samples"]
DEMO = ["annotate", str(ROOT / "resources" / "samples")]
DEMO += ["--concept", "turtle", "--concept", "ladybug", "--concept", "fox", "--concept", "panda"]
DEMO += ["--format", "coco", "--format", "yolo-seg", "--overlay", "--out", "sam3-studio-output"]

CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "lint-imports": ["lint-imports"],
    "pytest": ["pytest"],
}

# All tests on all cores; a worker that has none left takes over some of another's. Each takes up to 1.6 GB, so that
# there are no more than eight.
WORKERS = ["-n", "auto", "--maxprocesses", "8", "--dist", "worksteal"]

# How pip's report shows that the network is to blame.
NETWORK_SIGNS = (
    *("NewConnectionError", "NameResolutionError", "name resolution", "getaddrinfo", "Max retries exceeded"),
    *("SSLError", "timed out", "ProxyError", "Network is unreachable", "ConnectionResetError", "Connection refused"),
)


class Stamp(NamedTuple):
    """What a set-up leaves in `.venv`, so that the next one knows what is there.

    Attributes:
        complete: False from the start of a set-up to its end; it stays False when that was interrupted.
        fingerprint: of everything that decides what is installed.
        root: the checkout; an environment cannot be moved.
        tests: whether what the tests need is installed as well.
    """

    complete: bool
    fingerprint: str
    root: str
    tests: bool


def venv_program(venv: Path, name: str, *, windows: bool = os.name == "nt") -> Path:
    """Path of a program such as "python" inside an environment."""
    return venv / "Scripts" / f"{name}.exe" if windows else venv / "bin" / name


def venv_version(venv: Path) -> str | None:
    """The Python that made an environment, such as "3.11"; None when there is no environment that works."""
    if not venv_program(venv, "python").exists() or not (venv / "pyvenv.cfg").is_file():
        return None
    for line in (venv / "pyvenv.cfg").read_text("utf-8").splitlines():
        key, _, value = line.partition("=")
        if key.strip() in ("version", "version_info"):
            return ".".join(value.strip().split(".")[:2])
    return None


def locked(text: str, sections: Sequence[str]) -> list[str]:
    """The requirements in some sections of the lock, such as "numpy==2.4.6".

    Raises:
        SetupError: the lock has no such section.
    """
    found: dict[str, list[str]] = {"": []}
    section = ""
    for line in text.splitlines():
        if line.startswith("# ==="):
            section = line.strip("# =")
            found[section] = []
        elif line.strip() and not line.startswith("#"):
            found[section].append(line.strip())
    for name in sections:
        if name not in found:
            raise SetupError(f"{LOCK} has no section {name!r}; restore the file from the repository.")
    return [requirement for name in sections for requirement in found[name]]


def fingerprint(root: Path, python: str) -> str:
    """A hash of everything that decides what is installed."""
    digest = hashlib.sha256(python.encode())
    for name in ("packaging/requirements.lock", "pyproject.toml"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def read_stamp(venv: Path) -> Stamp | None:
    """What the last set-up left, None without one. A damaged stamp counts as an interrupted set-up."""
    try:
        return Stamp(**json.loads((venv / "setup.json").read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        return Stamp(complete=False, fingerprint="", root="", tests=False)


def write_stamp(venv: Path, stamp: Stamp) -> None:
    """Replaces the stamp in one step."""
    temporary = venv / "setup.json.tmp"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(stamp._asdict(), file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(venv / "setup.json")


def next_step(stamp: Stamp | None, wanted: Stamp, version: str | None) -> str:
    """What is to be done: "nothing", "install" into the environment that is there, or "remake" it.

    Args:
        stamp: what the last set-up left.
        wanted: what this one would leave.
        version: the Python that made the environment, None when there is none.
    """
    if version != PYTHON:
        return "remake"
    if stamp is None:  # made by hand: add to it, since nobody asked for it to be deleted
        return "install"
    if not stamp.complete or stamp.root != wanted.root:
        return "remake"
    return "nothing" if stamp.fingerprint == wanted.fingerprint and stamp.tests >= wanted.tests else "install"


def set_up(*, tests: bool) -> None:
    """Brings `.venv` and the system to where the job can start.

    Raises:
        SetupError: something cannot be installed.
    """
    started = time.perf_counter()
    stamp = read_stamp(VENV)
    with_tests = tests or (stamp is not None and stamp.tests)
    wanted = Stamp(complete=True, fingerprint=fingerprint(ROOT, PYTHON), root=str(ROOT), tests=with_tests)
    step = next_step(stamp, wanted, venv_version(VENV))
    if tests or step != "nothing":
        see_to_qt(screen=tests)
    if step == "nothing":
        return
    if step == "remake":
        make_venv()
    write_stamp(VENV, wanted._replace(complete=False))
    install(locked(LOCK.read_text("utf-8"), ["run", "train", "build", *(["test"] if with_tests else [])]))
    write_stamp(VENV, wanted)
    say(f"Ready after {time.perf_counter() - started:.0f} s")


def make_venv() -> None:
    """Makes `.venv` anew.

    Raises:
        SetupError: Python cannot make it.
    """
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise SetupError(f"{VENV} is to be made anew: run this file with a Python outside it.")
    see_to_venv_module(PYTHON)
    say(f"Making {VENV} with Python {sys.version.split()[0]}")
    result = quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if result.returncode != 0:
        raise SetupError(f"{result.stdout.strip()}\nPython cannot make {VENV}; delete it and try again.")


def install(requirements: Sequence[str]) -> None:
    """Installs the requirements and the checkout itself into `.venv`.

    Raises:
        SetupError: pip failed.
    """
    say(f"Installing {len(requirements)} packages, which takes some minutes the first time")
    # The build backend is locked and installed like everything else, so pip fetches none by itself.
    for arguments in (requirements, ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]):
        pip = [str(venv_program(VENV, "python")), "-m", "pip", "--disable-pip-version-check", "--no-input"]
        result = quietly([*pip, "install", "--quiet", *arguments])
        if result.returncode != 0:
            raise SetupError(pip_advice(result.stdout))


def pip_advice(report: str) -> str:
    """What to do after a failure of pip, from what it printed."""
    if "No space left on device" in report:
        return f"The disk is full: {VENV} and pip's cache need some GB. Make room and run the same command again."
    if any(sign in report for sign in NETWORK_SIGNS):
        return "The package index does not answer. Check the network or proxy and run the same command again."
    return f"{report.strip()}\npip could not install what {LOCK} lists; its report is above."


def environment() -> dict[str, str]:
    """Environment variables for what runs out of `.venv`."""
    programs = str(venv_program(VENV, "python").parent)
    # Before 3.13, Python on Windows misreads the .pth file of an editable install in a non-ASCII folder.
    python_path = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    path = [programs, *filter(None, [os.environ.get("PATH")])]
    added = {"VIRTUAL_ENV": str(VENV), "PATH": os.pathsep.join(path), "PYTHONPATH": os.pathsep.join(python_path)}
    return {**os.environ, **added}


def run_checks(pytest_arguments: Sequence[str]) -> int:
    """Runs every check, even after one failed, and sums them up.

    Returns:
        0 when all passed, otherwise 1.
    """
    summary = []
    codes = []
    for name, (program, *arguments) in CHECKS.items():
        say(f"\n== {name}")
        command = [str(venv_program(VENV, program)), *arguments]
        if program == "pytest":
            command += pytest_arguments or workers()
        started = time.perf_counter()
        codes.append(subprocess.call(command, cwd=ROOT, env=environment()))
        verdict = f"FAILED (exit code {codes[-1]})" if codes[-1] else "passed"
        summary.append(f"{name:<12} {time.perf_counter() - started:7.1f} s  {verdict}")
    say("\n" + "\n".join(summary))
    return int(any(codes))


def has_screen() -> bool:
    """Whether windows can be shown."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def demo() -> list[str]:
    """What `run` does without arguments: the window on samples, or the samples without a window."""
    if has_screen():
        return WINDOW
    say("There is no screen, so the samples are searched without the window; it opens where there is one.")
    return DEMO


def workers(*, system: str = sys.platform) -> list[str]:
    """What divides all tests among the cores, where each worker can have a screen of its own (tests/conftest.py)."""
    return WORKERS if system == "linux" else []


def main(arguments: Sequence[str]) -> int:
    """Sets up, then does the job named first; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console that lacks a path's letters shows "?" instead
            stream.reconfigure(errors="replace")
    job, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    if job not in ("run", "test"):
        asked = job in ("-h", "--help")
        print(__doc__.split("\n\n")[1], file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        set_up(tests=job == "test")
        if job == "test":
            return run_checks(rest)
        return subprocess.call([str(venv_program(VENV, "sam3-studio")), *(rest or demo())], env=environment())
    except (SetupError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
