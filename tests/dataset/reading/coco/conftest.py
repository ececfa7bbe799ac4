"""A COCO file of others."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Any], Path]:
    def run(value: Any) -> Path:
        path = tmp_path / "annotations.json"
        path.write_text(json.dumps(value), "utf-8")
        return path

    return run
