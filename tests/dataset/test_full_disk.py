"""An export on a disk that is full from some moment on: one sentence, and nothing half done."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import IO, Any

import numpy as np
import pytest
from PIL import Image

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.split import Shares, export_divided

FULL = Path("/dev/full")
"""Takes what is written to it until it has to go to the disk, which then is full."""
NAMES = ("a.png", "b/c.png", "d.png")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FULL.exists(), reason="the system has no file that is always full"),
]


def load(name: str) -> AnnotatedImage:
    mask = np.zeros((20, 30), dtype=np.bool_)
    mask[5:15, 5:20] = True
    return AnnotatedImage(name, 30, 20, (Annotation("duck", Rle.from_mask(mask)),))


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    for name in NAMES:
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (30, 20)).save(path)
    return tmp_path / "photos"


@pytest.fixture
def fill_up(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[str]]:
    """Leaves room for so many files more; gives the names of those that found none."""

    def run(files: int) -> list[str]:
        numbers = count()
        without: list[str] = []

        def crowded(path: Path, mode: str = "r", *rest: Any, **more: Any) -> IO[Any]:
            if "w" not in mode or next(numbers) < files:
                return opened(path, mode, *rest, **more)
            without.append(path.name)
            return opened(FULL, mode, *rest, **more)

        monkeypatch.setattr(Path, "open", crowded)
        return without

    opened = Path.open
    return run


def contents(folder: Path) -> dict[Path, bytes | None]:
    return {path: None if path.is_dir() else path.read_bytes() for path in folder.rglob("*")}


def moments(target: Path, photos: Path, format_: ExportFormat, fill_up: Callable[[int], list[str]]) -> Iterator[str]:
    """What is told by exports that find the disk full a file later each, until there is room for all of it."""
    before = contents(target.parent)
    for files in count():
        without = fill_up(files)
        try:
            export_divided(NAMES, load, ["duck"], target, format_, Shares(34), image_root=photos)
        except DatasetError as error:
            assert without
            assert contents(target.parent) == before
            yield str(error)
        else:
            assert not without
            return


@pytest.mark.parametrize("format_", ExportFormat)
def test_whenever_the_disk_is_full_that_is_told_of_the_chosen_folder_and_nothing_is_left(
    photos: Path, tmp_path: Path, format_: ExportFormat, fill_up: Callable[[int], list[str]]
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (place / "theirs").write_text("theirs")
    sentences = list(moments(place / "new" / "out", photos, format_, fill_up))
    assert len(sentences) >= 6
    for told in sentences:
        assert told.startswith(str(place / "new" / "out"))
        # A file that is cut to its length first is refused for another reason: that one has no length.
        assert " cannot be written (No space left on device); free some" in told or ".jsonl cannot be written (" in told
        assert ".sam3-new-" not in told


def test_a_label_that_finds_no_room_is_named_rather_than_the_list_of_files_that_finds_none_either(
    photos: Path, tmp_path: Path, fill_up: Callable[[int], list[str]]
) -> None:
    sentences = list(moments(tmp_path / "out", photos, ExportFormat.YOLO_SEG, fill_up))
    parts = ("images/train/a.png", "labels/train/a.txt", "data.yaml", "classes.txt", "export-report.json")
    assert all(any(part in told for told in sentences) for part in parts)
