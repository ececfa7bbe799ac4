"""Trial: the installer is run under Wine, the program used, upgraded and removed.

Wine is not Windows: what passes here still has to pass there (packaging/runners).
"""

import os
import shlex
import shutil

from common.source import PACKAGING, version
from common.steps import BuildError, Report
from system import see_to_programs
from windows import libraries
from windows.packages import TREE, setup_file
from windows.wine_prefix import Wine, windows

_PLACE = "Programs/SAM3-Studio"
_WINDOW = "sam3-studio.exe"
_AWKWARD = "Mes outils é 中文/sam3 studio"
_REGISTERED = (
    r"CurrentVersion\\Uninstall\\SAM3-Studio",
    r"CurrentVersion\\App Paths\\sam3-studio.exe",
    r"Software\\Classes\\.sam3studio",
    r"Software\\Classes\\SAM3-Studio.Project\\shell\\open\\command",
    r"SAM3-Studio\\app\\bin",
)
"""What the registry must hold, as its file has it."""
_START = "from sam3_studio.app.benchmark.startup import measure_startup; print(next(measure_startup({repeat})).value)"
_OF_PERSON = ("sam3-studio", "sam3_studio")
"""Samples, caches and settings in the folder of programs' data: in silence, all of it stays."""


def try_installer(report: Report) -> None:
    """Try all of it.

    Raises:
        BuildError: something is not as it should be.
    """
    if os.geteuid() != 0:
        raise BuildError("Trials need root: they make systems of their own and change into them.")
    if see_to_programs({"debootstrap": "debootstrap"}):
        raise BuildError("Trials need debootstrap: apt-get install debootstrap")
    binaries = libraries.binaries(TREE).values()
    with report.step("Wine: all of it"), windows(binaries) as (wine, wine_version):
        report.tell("Wine", wine_version)
        setup = wine.put(setup_file())
        files, registry = wine.files(), wine.registry()
        _install(wine, setup, report)
        _use(wine, report)
        _upgrade(wine, setup, report)
        _uninstall(wine, files, registry, report)
        _install_elsewhere(wine, setup, files)


def _install(wine: Wine, setup: str, report: Report) -> None:
    with report.step("Wine: silent installation"):
        wine.run(f"wine {setup} /S")
        wine.settle()
    registry = wine.registry()
    lost = [name for name in _REGISTERED if name not in registry]
    _see(not lost, f"The registry lacks {lost}.")
    menu = wine.drive / "users" / "labeler/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/sam3_studio.lnk"
    _see(menu.is_file(), "There is no entry in the start menu.")
    shown = wine.run("cd /; wine cmd /c sam3-studio --version").strip()
    _see(shown == f"sam3-studio {version()}", f"In the terminal, --version says {shown}")


def _use(wine: Wine, report: Report) -> None:
    """The first start, every part of the program, the journey, and how fast the window is there."""
    python = f"wine {_program(wine, 'python.exe')} -X utf8"
    report.tell("Wine: first start to painted window", f"{_start(wine, python, 1):.2f} s")
    with report.step("Wine: a start that fails is told in a window"):
        _fail_in_window(wine)
    with report.step("Wine: smoke test"):
        wine.run(f"{python} -B {wine.put(PACKAGING / 'common' / 'smoke.py')}")
    with report.step("Wine: journey"):
        print(wine.run(f"{python} -B {wine.put(PACKAGING / 'common' / 'journey.py')} C:/out").strip())
    shutil.rmtree(wine.drive / "out")
    report.tell("Wine: warm start to painted window, median of 3", f"{_start(wine, python, 3):.2f} s")


def _fail_in_window(wine: Wine) -> None:
    """Started as from a menu, without a terminal, the program says in a window why it does not open."""
    window = _program(wine, _WINDOW).replace("/", "\\\\")
    wine.run(f"wine start {window} C:/nothing && {_window_is_there('^sam3_studio$')} && wine taskkill /f /im {_WINDOW}")


def _program(wine: Wine, name: str) -> str:
    return f"C:/users/{wine.home.name}/AppData/Local/{_PLACE}/app/{name}"


def _window_is_there(title: str) -> str:
    """A command that waits for it."""
    return f"timeout 120 sh -c 'until xdotool search --name \"{title}\"; do sleep 0.2; done' >/dev/null"


def _start(wine: Wine, python: str, repeat: int) -> float:
    return float(wine.run(f'{python} -c "{_START.format(repeat=repeat)}"').split()[-1])


def _upgrade(wine: Wine, setup: str, report: Report) -> None:
    """A running program is noticed; an older version's file goes, what the person has stays."""
    place = wine.local / _PLACE
    stale, own = place / "app" / "Lib" / "stale.py", place / "photo.jpg"
    stale.touch()
    own.touch()
    window_is_there = _window_is_there("sam3_studio")
    once_more = f"wine {setup} /S; echo $?; wine taskkill /im {_WINDOW} >/dev/null; wait"
    said = wine.run(f"wine {_program(wine, _WINDOW)} & {window_is_there} && {{ {once_more}; }}").split()
    _see(said[-1:] == ["2"] and stale.exists(), f"A running program was not noticed: {said}")
    before = {path for path in wine.files() if path.startswith(f"users/{wine.home.name}") and "/app/" not in path}
    with report.step("Wine: upgrade"):
        wine.run(f"wine {setup} /S")
        wine.settle()
    _see(not stale.exists(), "An older version's file is still there after an upgrade.")
    _see(own.exists() and before <= wine.files(), f"An upgrade took {sorted(before - wine.files())[:10]}.")
    _see(not list(place.glob("app.*")), f"An upgrade left {list(place.glob('app.*'))}.")


def _uninstall(wine: Wine, files: set[str], registry: str, report: Report) -> None:
    """In silence: nothing of the program stays, what the person has does."""
    local, place = wine.local, wine.local / _PLACE
    (local / "sam3-studio" / "Cache").mkdir(exist_ok=True)  # not every walk through the program fills it
    with report.step("Wine: removal"):
        wine.run(f"wine C:/users/{wine.home.name}/AppData/Local/{_PLACE}/uninstall.exe /S")
        wine.settle()
    _see([path.name for path in place.iterdir()] == ["photo.jpg"], f"Removal left {list(place.iterdir())}.")
    (place / "photo.jpg").unlink()
    place.rmdir()
    kept = tuple(f"users/{wine.home.name}/AppData/Local/{name}" for name in _OF_PERSON)
    left = [path for path in wine.files() - files if "sam3" in path.lower() and not path.startswith(kept)]
    _see(not left, f"Removal left {sorted(left)[:10]}.")
    lost = [name for name in ("sam3-studio/samples", "sam3-studio/Cache", "sam3_studio") if not (local / name).is_dir()]
    _see(not lost, f"Removal took {lost}, without a question.")
    _see_to_registry(wine, registry)


def _install_elsewhere(wine: Wine, setup: str, files: set[str]) -> None:
    """In a folder with a space, é and 中文; and this time everything goes."""
    target = f"C:\\{_AWKWARD.replace('/', chr(92))}"
    registry = wine.registry()
    # NSIS takes all that follows, and no quotation marks, which Wine puts around words with spaces in them.
    wine.run(f"wine {setup} /S " + " ".join(map(shlex.quote, f"/D={target}".split(" "))))
    wine.settle()
    shown = wine.run(f"wine '{target}\\app\\bin\\sam3-studio.com' doctor")
    _see("Nothing stands in the way" in shown, f"In {target}:\n{shown}")
    wine.run(f"wine '{target}\\uninstall.exe' /S /PURGE")
    wine.settle()
    kept = f"users/{wine.home.name}/AppData/Local/sam3-studio/samples"
    left = [path for path in wine.files() - files if "sam3" in path.lower() and not path.startswith(kept)]
    left = [path for path in left if not kept.startswith(path)]
    left += [path for path in wine.files() - files if path.startswith(_AWKWARD.split("/", maxsplit=1)[0])]
    _see(not left, f"Removal of everything left {sorted(left)[:10]}.")
    _see_to_registry(wine, registry)


def _see_to_registry(wine: Wine, before: str) -> None:
    """The registry is as it was, as far as the program is concerned."""
    old = set(before.splitlines())
    left = [line for line in wine.registry().splitlines() if line not in old and "sam3" in line.lower()]
    _see(not left, f"Removal left in the registry: {left[:10]}")


def _see(so: bool, otherwise: str) -> None:  # noqa: FBT001 - reads like an assertion
    if not so:
        raise BuildError(otherwise)
