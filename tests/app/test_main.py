"""`app.main`: the program as it is started, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sam3_studio.core.folders import CONFIG_VARIABLE

pytestmark = [pytest.mark.gui, pytest.mark.slow]  # each test starts a process

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from sam3_studio.app import main
from sam3_studio.app.main_window.window import MainWindow

class Window(MainWindow):
    def begin(self):
        print("painted", "torch" in sys.modules, not self.windowIcon().isNull())
        super().begin()
        QTimer.singleShot(0, self.close)

main.MainWindow = Window
sys.exit(main.run())
"""


def test_the_program_starts_paints_before_torch_is_loaded_and_ends_well(tmp_path: Path) -> None:
    environment = {**os.environ, CONFIG_VARIABLE: str(tmp_path)}
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=False, capture_output=True, text=True, timeout=60, env=environment
    )
    assert result.stdout.strip() == "painted False True"
    assert (result.returncode, result.stderr) == (0, "")
