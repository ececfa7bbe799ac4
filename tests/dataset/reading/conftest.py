"""Pictures at hand, and what readers make of label files."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, read_labels

WIDTH, HEIGHT = 12, 8

Read = Callable[[Path, ImportFormat], tuple[list[ReadImage], Reading]]


@pytest.fixture
def names() -> Iterable[str]:
    """Of the pictures at hand, all of the same size."""
    return ("1.png", "birds/2.png", "birds/a b.jpg")


@pytest.fixture
def read(names: Iterable[str]) -> Read:
    """Reads labels for the pictures."""

    def run(path: Path, format_: ImportFormat) -> tuple[list[ReadImage], Reading]:
        reading = Reading(Pictures(names, lambda _: (WIDTH, HEIGHT)))
        return list(read_labels(path, format_, reading)), reading

    return run


@pytest.fixture
def refused(read: Read) -> Callable[[Path, ImportFormat], str]:
    """Why labels cannot be read: one sentence that names a file, and says that nothing was imported."""

    def run(path: Path, format_: ImportFormat) -> str:
        with pytest.raises(DatasetError) as error:
            read(path, format_)
        told = str(error.value)
        assert "\n" not in told
        assert told.count("Nothing was imported.") == 1
        assert str(path if path.is_file() else path.name) in told
        return told

    return run
