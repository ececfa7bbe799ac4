"""The exports of one rich project, read by programs of others: all see the same objects.

Those that are not among the packages for tests are installed and asked by `packaging/readers.py`, each in a folder of
its own that PYTHONPATH names.
"""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import readers_of_others
from rich_project import COUNTS, COVERED, make_rich_project

from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.project.project import Project

pytestmark = pytest.mark.slow

_COCO = ("coco", "coco-rle", "coco-polygon")
_YOLO = {"yolo-seg": "segment", "yolo-detect": "detect", "yolo-obb": "obb"}
_NEEDS = {
    "pycocotools": ("pycocotools", "is a part of the program"),
    "supervision": ("supervision", "is among the packages for tests"),
    "ultralytics": ("ultralytics", "would bring another torch; install it without what it needs"),
    "datumaro": ("datumaro", "brings half a gigabyte of packages and an older Pillow"),
    "labelme": ("labelme", "brings another Qt and onnxruntime"),
}


@pytest.fixture(scope="module")
def exports(tmp_path_factory) -> Path:
    """The pictures, and a folder for each format."""
    root = tmp_path_factory.mktemp("rich")
    make_rich_project(root / "photos")
    with Project.open(root / "photos") as project:
        names = [one.name for one in project.classes.list()]
        with project.labeled_images(done_only=True) as images:
            for format_ in ExportFormat:
                export_dataset(images, names, root / format_, format_, image_root=project.root)
    return root


def counted(reader: str, *arguments: object) -> dict[str, int]:
    """What a reader counts; skips the test where it is not installed."""
    package, why = next(need for name, need in _NEEDS.items() if name in reader)
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed: it {why}")
    settings = {"YOLO_OFFLINE": "true", "YOLO_AUTOINSTALL": "false", "YOLO_CONFIG_DIR": str(arguments[0])}
    done = subprocess.run(
        [sys.executable, readers_of_others.__file__, reader, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | settings | {"PYTHONIOENCODING": "utf-8", "MPLBACKEND": "agg"},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("kind", _COCO)
def test_pycocotools(exports, kind):
    assert counted("with_pycocotools", exports / kind) == COUNTS


@pytest.mark.parametrize("kind", _YOLO)
def test_ultralytics(exports, kind):
    assert counted("with_ultralytics", exports / kind, _YOLO[kind]) == COUNTS


@pytest.mark.parametrize("kind", _COCO)
def test_supervision_reads_coco(exports, kind):
    assert counted("with_supervision_coco", exports / kind, exports / "photos") == COUNTS


@pytest.mark.parametrize("kind", _YOLO)
def test_supervision_reads_yolo(exports, kind):
    assert counted("with_supervision_yolo", exports / kind, _YOLO[kind]) == COUNTS


def test_supervision_reads_voc(exports):
    assert counted("with_supervision_voc", exports / "voc") == COUNTS


@pytest.mark.parametrize("kind", _COCO)
def test_datumaro_reads_coco(exports, kind):
    assert counted("with_datumaro_coco", exports / kind, exports / "photos") == COUNTS


def test_datumaro_reads_voc(exports):
    assert counted("with_datumaro_voc", exports / "voc") == COUNTS


def test_labelme(exports):
    assert counted("with_labelme", exports / "labelme") == COUNTS


@pytest.mark.parametrize("kind", _COCO)
def test_pycocotools_sees_holes_and_parts(exports, kind):
    assert counted("points_with_pycocotools", exports / kind) == COVERED


@pytest.mark.parametrize("kind", _COCO)
def test_supervision_sees_holes_and_parts_of_coco(exports, kind):
    assert counted("points_with_supervision_coco", exports / kind, exports / "photos") == COVERED


def test_supervision_sees_holes_and_parts_of_yolo(exports):
    assert counted("points_with_supervision_yolo", exports / "yolo-seg") == COVERED


@pytest.mark.parametrize("kind", _COCO)
def test_datumaro_sees_holes_and_parts(exports, kind):
    assert counted("points_with_datumaro_coco", exports / kind, exports / "photos") == COVERED
