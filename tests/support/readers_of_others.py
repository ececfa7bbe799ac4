"""What the programs of others see in label files: objects of each class.

Run as a script in a process of its own, since each of them brings its own warnings, threads and settings:
`readers_of_others.py READER FOLDER …` prints the counts as JSON on its last line.
"""

import json
import shutil
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw
from rich_project import POINTS


def with_pycocotools(folder: str) -> Counter[str]:
    """Of a COCO file whose every mask can be decoded."""
    from pycocotools.coco import COCO

    coco = COCO(f"{folder}/annotations.json")
    assert all(coco.annToMask(one).sum() == one["area"] for one in coco.anns.values())
    return Counter(coco.cats[one["category_id"]]["name"] for one in coco.anns.values())


def with_ultralytics(folder: str, task: str) -> Counter[str]:
    """Of a YOLO dataset, as the scan before a training sees it."""
    from ultralytics.data.dataset import YOLODataset
    from ultralytics.data.utils import check_det_dataset

    data = check_det_dataset(f"{folder}/data.yaml", autodownload=False)
    dataset = YOLODataset(img_path=data["train"], data=data, task=task, augment=False, imgsz=64)
    assert not dataset.labels or all(one["bbox_format"] == "xywh" for one in dataset.labels)
    return Counter(data["names"][int(number)] for one in dataset.labels for number in one["cls"].ravel())


def with_supervision_coco(folder: str, pictures: str) -> Counter[str]:
    """Of a COCO file."""
    import supervision

    file = f"{folder}/annotations.json"
    return _detections(supervision.DetectionDataset.from_coco(pictures, file, force_masks=True))


def with_supervision_yolo(folder: str, task: str) -> Counter[str]:
    """Of a YOLO dataset, folder by folder, as it looks into no sub-folder."""
    import supervision

    read = partial(supervision.DetectionDataset.from_yolo, data_yaml_path=f"{folder}/data.yaml", is_obb=task == "obb")
    return _by_folder(Path(folder, "images", "train"), Path(folder, "labels", "train"), read)


def with_supervision_voc(folder: str) -> Counter[str]:
    """Of a VOC dataset, folder by folder, as it looks into no sub-folder."""
    import supervision

    read = supervision.DetectionDataset.from_pascal_voc
    return _by_folder(Path(folder, "JPEGImages"), Path(folder, "Annotations"), read)


def _by_folder(pictures: Path, labels: Path, read: Callable[..., Any]) -> Counter[str]:
    counts = Counter()
    for place in sorted({path.parent for path in pictures.rglob("*") if path.is_file()}):
        counts += _detections(read(str(place), str(labels / place.relative_to(pictures))))
    return counts


def _detections(dataset) -> Counter[str]:
    return Counter(dataset.classes[number] for _, _, found in dataset for number in found.class_id)


def points_with_pycocotools(folder: str) -> Counter[str]:
    """How many objects of a COCO file have each of `POINTS` in their masks."""
    from pycocotools.coco import COCO

    coco = COCO(f"{folder}/annotations.json")
    return _covered((coco.imgs[one["image_id"]]["file_name"], coco.annToMask(one)) for one in coco.anns.values())


def points_with_supervision_coco(folder: str, pictures: str) -> Counter[str]:
    """The same, as this reader fills outlines."""
    import supervision

    read = supervision.DetectionDataset.from_coco(pictures, f"{folder}/annotations.json", force_masks=True)
    return _covered(_masks(read, pictures))


def points_with_supervision_yolo(folder: str) -> Counter[str]:
    """The same of a YOLO dataset of outlines."""
    import supervision

    read = partial(supervision.DetectionDataset.from_yolo, data_yaml_path=f"{folder}/data.yaml", force_masks=True)
    pictures, labels = Path(folder, "images", "train"), Path(folder, "labels", "train")
    covered = Counter()
    for place in {(pictures / name).parent for name in POINTS}:
        dataset = read(str(place), str(labels / place.relative_to(pictures)))
        covered += _covered(_masks(dataset, pictures))
    return covered


def _masks(dataset, pictures: str | Path) -> Iterator[tuple[str, np.ndarray]]:
    """Of all objects, each with its picture."""
    for path, _, found in dataset:
        for mask in () if found.mask is None else found.mask:
            yield Path(path).relative_to(pictures).as_posix(), mask


def points_with_datumaro_coco(folder: str, pictures: str) -> Counter[str]:
    """The same; annotations of one group are one object."""
    import datumaro

    with tempfile.TemporaryDirectory() as place:
        dataset = datumaro.Dataset.import_from(_laid_out(folder, pictures, place), "coco_instances")
        masks = {}
        for item in dataset:
            for one in item.annotations:
                mask = _drawn(one.points, item.media.size) if hasattr(one, "points") else one.image
                masks.setdefault((item.id, one.group), []).append(mask)
    names = {str(Path(name).with_suffix("")): name for name in POINTS}
    return _covered((names.get(item, ""), np.any(parts, axis=0)) for (item, _), parts in masks.items())


def _drawn(points: list[float], size: tuple[int, int]) -> np.ndarray:
    """An outline, filled by yet another program."""
    image = Image.new("1", size[::-1])
    ImageDraw.Draw(image).polygon(points, fill=1)
    return np.asarray(image)


def _covered(masks: Iterable[tuple[str, np.ndarray]]) -> Counter[str]:
    covered = Counter()
    for name, mask in masks:
        covered.update(f"{name} {x},{y}" for x, y in POINTS.get(name, ()) if mask[y, x])
    return covered


def with_datumaro_coco(folder: str, pictures: str) -> Counter[str]:
    """Of a COCO file, laid out as it wants it."""
    with tempfile.TemporaryDirectory() as place:
        return _items(_laid_out(folder, pictures, place), "coco_instances")


def _laid_out(folder: str, pictures: str, place: str) -> str:
    Path(place, "annotations").mkdir()
    shutil.copy(f"{folder}/annotations.json", f"{place}/annotations/instances_train.json")
    shutil.copytree(pictures, f"{place}/images/train")
    return place


def with_datumaro_voc(folder: str) -> Counter[str]:
    """Of a VOC dataset."""
    return _items(folder, "voc")


def _items(folder: str, format_: str) -> Counter[str]:
    """What datumaro sees; annotations of one group are one object."""
    import datumaro

    dataset = datumaro.Dataset.import_from(folder, format_)
    names = dataset.categories()[datumaro.AnnotationType.label]
    shapes = {datumaro.AnnotationType.polygon, datumaro.AnnotationType.mask, datumaro.AnnotationType.bbox}
    objects = {
        (item.id, one.group or id(one), one.label) for item in dataset for one in item.annotations if one.type in shapes
    }
    return Counter(names[label].name for _, _, label in objects)


def with_labelme(folder: str) -> Counter[str]:
    """Of labelme's files; shapes of one group are one object."""
    import labelme

    objects = set()
    for path in Path(folder).rglob("*.json"):
        if path.name != "export-report.json":
            for number, shape in enumerate(labelme.LabelFile(str(path)).shapes):
                group = ("alone", number) if shape["group_id"] is None else shape["group_id"]
                objects.add((path, group, shape["label"]))
    return Counter(label for _, _, label in objects)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.stdout.write(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])) + "\n")
