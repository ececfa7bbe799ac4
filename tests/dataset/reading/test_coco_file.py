"""What a COCO file holds waits on disk."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from limits import most_memory

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.reading.coco_file import CocoFile
from sam3_studio.dataset.reading.found import nothing


def written(path: Path, count: int) -> Path:
    """A file of so many pictures, each with an object; the objects come first, in the reverse order."""
    images = [{"id": f"é{number}", "file_name": f"{number}.png", "width": 9, "height": 9} for number in range(count)]
    objects = [
        {"id": number, "image_id": f"é{number}", "category_id": 1, "bbox": [1, 2, 3, 4], "note": "x" * 1000}
        for number in reversed(range(count))
    ]
    content = {"annotations": objects, "images": images, "categories": [{"id": 1, "name": "duck"}]}
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_pictures_come_in_order_each_with_its_own_objects(tmp_path: Path) -> None:
    with closing(CocoFile.read(written(tmp_path / "a.json", 20), nothing)) as file:
        for number, (own, one, place) in enumerate(file.images()):
            assert (own, one["file_name"], place.where) == (f"é{number}", f"{number}.png", f"images[{number}]")
            ((annotation, where),) = file.annotations(own)
            assert (annotation["id"], where.where) == (number, f"annotations[{19 - number}]")
        assert number == 19


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks: list[int] = []
    for count in (2_000, 6_000):  # both larger than the part that is read at once
        path = written(tmp_path / f"{count}.json", count)
        with most_memory() as peak, closing(CocoFile.read(path, nothing)) as file:
            assert sum(1 for own, *_ in file.images() for _ in file.annotations(own)) == count
        peaks += peak
    assert peaks[1] < 1.1 * peaks[0]


def test_too_little_room_for_temporary_files_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crowded(name: str, **settings: Any) -> sqlite3.Connection:
        connection = connect(name, **settings)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", crowded)
    with pytest.raises(DatasetError) as told:
        CocoFile.read(written(tmp_path / "a.json", 2000), nothing)
    assert str(told.value) == (
        f"{tmp_path / 'a.json'} cannot be imported: there is no room for temporary files (database or disk is full), "
        "so free some space first. Nothing was imported."
    )
