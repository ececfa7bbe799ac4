"""`core.extras`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # each test starts a process

BLOCKER = """
import importlib.abc, sys
class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"scipy", "matplotlib"}:
            raise ModuleNotFoundError(name + " is blocked")
sys.meta_path.insert(0, Blocker())
"""
"""What an installation is like that lacks both."""

PROMISE = (
    "SciPy and matplotlib, which installers leave out; in a clone of the program's source code, `python3 packaging/"
)


def run(code: str, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=cwd, check=False, capture_output=True, text=True
    )


def test_every_module_is_there_without_them(tmp_path: Path) -> None:
    everything = (
        "import importlib, pkgutil, sam3_studio\n"
        "for module in pkgutil.walk_packages(sam3_studio.__path__, 'sam3_studio.'):\n"
        "    if not module.name.endswith('__main__'):\n"
        "        importlib.import_module(module.name)\n"
    )
    told = run(BLOCKER + everything, tmp_path)
    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize(
    ("start", "arguments"),
    [
        ("from sam3_studio.cli.main import main\nsys.exit(main(sys.argv[1:]))", ["evaluate", "nowhere.json"]),
        ("from sam3_studio.training.__main__ import main\nsys.exit(main())", ["scenes", "--out", "scenes"]),
        ("from sam3_studio.training.__main__ import main\nsys.exit(main())", ["train"]),
    ],
)
def test_what_needs_them_says_in_one_sentence_how_to_get_them_before_it_does_anything(
    start: str, arguments: list[str], tmp_path: Path
) -> None:
    told = run(BLOCKER + start, tmp_path, *arguments)
    assert told.returncode == 2
    assert PROMISE in told.stderr
    assert len(told.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_what_matplotlib_keeps_lies_in_the_programs_own_cache(tmp_path: Path) -> None:
    script = (
        "from sam3_studio.core.extras import load_extras\nload_extras()\n"
        "import matplotlib\nprint(matplotlib.get_cachedir())"
    )
    environment = {name: value for name, value in os.environ.items() if name != "MPLCONFIGDIR"}
    environment["SAM3_STUDIO_CACHE"] = str(tmp_path)
    command = [sys.executable, "-c", script]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert told.stdout.strip() == str(tmp_path / "matplotlib")
