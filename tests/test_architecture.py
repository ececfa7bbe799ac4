"""What may be imported where, tried out with the heavy packages blocked."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow  # each test starts a process

BLOCKER = """
import importlib.abc, sys
class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked}:
            raise ModuleNotFoundError(name + " is blocked")
sys.meta_path.insert(0, Blocker())
"""


def run_with_blocked(blocked: set[str], code: str) -> subprocess.CompletedProcess[str]:
    program = BLOCKER.replace("{blocked}", repr(blocked)) + code
    return subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)


IMPORT_EVERYTHING = """
import importlib, pkgutil, {package}
for module in pkgutil.walk_packages({package}.__path__, "{package}."):
    importlib.import_module(module.name)
"""


@pytest.mark.parametrize("package", ["core", "editing", "dataset", "runtime", "hub"])
def test_these_packages_need_neither_torch_nor_qt(package: str) -> None:
    result = run_with_blocked({"torch", "PySide6"}, IMPORT_EVERYTHING.format(package=f"sam3_studio.{package}"))
    assert result.returncode == 0, result.stderr


def test_model_needs_torch_alone() -> None:
    blocked = {"numpy", "PIL", "safetensors", "tokenizers", "pycocotools", "PySide6", "tqdm", "huggingface_hub"}
    # torch itself imports numpy where it is installed, and works without.
    result = run_with_blocked(blocked, IMPORT_EVERYTHING.format(package="sam3_studio.model"))
    assert result.returncode == 0, result.stderr


def test_engine_needs_no_qt() -> None:
    result = run_with_blocked({"PySide6"}, IMPORT_EVERYTHING.format(package="sam3_studio.engine"))
    assert result.returncode == 0, result.stderr


def test_inference_needs_neither_torch_nor_windows_to_be_imported() -> None:
    result = run_with_blocked({"torch"}, IMPORT_EVERYTHING.format(package="sam3_studio.app.inference") + NO_WIDGETS)
    assert result.returncode == 0, result.stderr


NO_WIDGETS = """
assert not {"PySide6.QtGui", "PySide6.QtWidgets"} & sys.modules.keys()
"""


def test_the_command_line_answers_without_loading_torch() -> None:
    code = "from sam3_studio.cli.main import main\ntry:\n    main(['annotate', '--help'])\nexcept SystemExit:\n    pass"
    result = run_with_blocked({"torch", "PySide6"}, code)
    assert result.returncode == 0, result.stderr
    assert "--concept" in result.stdout


LABELS = """
import sys
sys.path.insert(0, "tests/support")
from pathlib import Path
from tempfile import TemporaryDirectory
from rich_project import draw_pictures, make_rich_project
from sam3_studio.cli.main import main
with TemporaryDirectory() as folder:
    make_rich_project(Path(folder, "photos"))
    draw_pictures(Path(folder, "others"))
    for command in (
        ["export", f"{folder}/photos", "--format", "coco", "--format", "yolo-seg", "--out", f"{folder}/out"],
        ["import", f"{folder}/others", f"{folder}/out/coco"],
        ["stats", f"{folder}/others"],
        ["import", f"{folder}/others", "--undo"],
        ["convert", f"{folder}/out/yolo-seg", f"{folder}/new", "--format", "voc"],
    ):
        assert main(command) == 0, command
assert not {"torch", "PySide6"} & sys.modules.keys()
"""


def test_labels_are_exported_imported_counted_and_converted_without_torch_and_qt() -> None:
    result = run_with_blocked({"torch", "PySide6"}, LABELS)
    assert result.returncode == 0, result.stderr
