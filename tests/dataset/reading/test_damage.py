"""Whatever happens to a label file, it is read or refused in a sentence: no other error, no end, no surprise."""

import contextlib
import json
from pathlib import Path

import pytest
from damage import damaged
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import format_of, read_labels

pytestmark = pytest.mark.slow

FORMATS = tuple(one for one in ExportFormat if one not in {ExportFormat.COCO_POLYGON, ExportFormat.YOLO_DETECT})


@pytest.fixture(scope="module")
def folders(tmp_path_factory, small_objects, class_names):
    """Each format, written by this program."""
    root = tmp_path_factory.mktemp("labels")
    for format_ in FORMATS:
        export_dataset([small_objects], class_names, root / format_, format_, pictures="leave")
    return root


def read(folder: Path) -> None:
    reading = Reading(Pictures(["small.png"], lambda _: (640, 480)))
    for image in read_labels(folder, format_of(folder), reading):
        assert image.name == "small.png"
        assert all((one.mask.width, one.mask.height) == (640, 480) for one in image.annotations)


@contextlib.contextmanager
def replaced(path: Path, content: bytes):
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize("format_", FORMATS)
@given(data=st.data())
def test_bytes_that_are_lost_added_or_changed(folders, format_, data):
    files = sorted(
        path
        for path in (folders / format_).rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.name != "export-report.json"
    )
    path = data.draw(st.sampled_from(files), "file")
    content = path.read_bytes()
    start = data.draw(st.integers(0, len(content)), "start")
    lost = data.draw(st.one_of(st.integers(0, 8), st.just(len(content))), "lost")
    new = data.draw(
        st.one_of(st.binary(max_size=8), st.text('0123456789.-e[]{}",: <>&;nul/', max_size=8).map(str.encode))
    )
    with replaced(path, content[:start] + new + content[start + lost :]), contextlib.suppress(DatasetError):
        read(folders / format_)


@pytest.mark.parametrize(
    ("format_", "name"),
    [
        (ExportFormat.COCO, "annotations.json"),
        (ExportFormat.COCO_RLE, "annotations.json"),
        (ExportFormat.LABELME, "small.json"),
    ],
)
def test_values_that_are_of_another_kind(folders, format_, name):
    path = folders / format_ / name
    content = json.loads(path.read_bytes())
    for few in content.keys() & {"shapes", "annotations"}:
        content[few] = content[few][:2]
    for _, other in damaged(content):
        with replaced(path, json.dumps(other).encode()), contextlib.suppress(DatasetError):
            read(folders / format_)
