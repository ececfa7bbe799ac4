"""A dataset of YOLO labels."""

from pathlib import Path

import pytest


@pytest.fixture
def write(tmp_path: Path):
    """A dataset with one label file."""

    def run(content: str | bytes, name: str = "labels/train/1.txt") -> Path:
        (tmp_path / "classes.txt").write_text("duck\nHündin\n", "utf-8")
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return run
