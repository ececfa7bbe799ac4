"""COCO instance labels."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.folders import is_there
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Details
from sam3_studio.core.rle import Rle
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.formats.coco_rle import decompressed_counts
from sam3_studio.dataset.json_stream import LIST
from sam3_studio.dataset.reading.boxes import take_rotation, turned
from sam3_studio.dataset.reading.coco_file import CocoFile, is_nameless, is_shapeless
from sam3_studio.dataset.reading.details import FLAGS, details_from
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.parsing import (
    Place,
    entry,
    numbers,
    picture_name,
    read_pieces,
    said_size,
)
from sam3_studio.dataset.reading.rings import check_near, filled
from sam3_studio.dataset.reading.wanted import Rivals, Wanted

FILE_NAMES = (
    "annotations.json",
    "_annotations.coco.json",
    "annotations/instances_default.json",
    "instances_default.json",
    "result_coco.json",
)
"""Where the file lies in a folder: as this program, Roboflow, CVAT, X-AnyLabeling and Label Studio's brush have it."""
LABEL_STUDIO = "result.json"
"""The same for Label Studio; others may call anything so."""
_OF_SUPERVISION = "common-objects"
"""The supercategory of all classes in its files."""
_OF_DATUMARO = ""
"""The same for Datumaro."""
_OF_PART = "instances_"
"""How the name of a file begins where the dataset has one for each part; the part's, and its folder's, follows."""


def coco_files(folder: Path) -> list[Path]:
    """The files of a folder by whose names it is known; several where its parts have one each, as in COCO itself."""
    whole = next((folder / name for name in FILE_NAMES if is_there(folder / name)), None)
    if whole is not None:
        return [whole]
    files: list[Path] = []
    with suppress(OSError):  # there is no such folder, or it must not be looked into
        files += (folder / "annotations").iterdir()
    return sorted(file for file in files if fnmatchcase(file.name, f"{_OF_PART}*.json"))


def read_coco(path: Path, reading: Reading) -> Iterator[ReadImage]:
    """The labels of a COCO file, picture by picture.

    Polygons of one object are united, whatever their winding, as readers do; one alone may be a list of numbers, as VIA
    writes it. An object without a segmentation is its box, turned where CVAT says so. A picture of which no size is
    said is taken as it is. Of pictures that share a name, `instances_train.json` means the one in `train`. Crowds and
    key points are left out and noted; what CVAT, Datumaro and supervision mark as crowds, as they do with masks of all
    kinds, is an object like any other. Memory does not grow with the file.

    Args:
        path: the file, or a folder that has it, or one for each part.
        reading: looks pictures up and takes notes.

    Raises:
        DatasetError: the file is damaged.
    """
    files = _files(path) if path.is_dir() else [path]
    # Several are weighed together; of one alone all pictures are at hand once it is read.
    rivals = Rivals(partial(_wanted_in, files, reading.pulse)) if len(files) > 1 else None
    for file in files:
        yield from _read_file(file, reading, rivals)


def _files(folder: Path) -> list[Path]:
    others = (folder / name for name in (LABEL_STUDIO, FILE_NAMES[0]))
    files = coco_files(folder) or [file for file in others if is_there(file)][:1]
    if not files:
        raise DatasetError(
            "{folder} has no COCO file of a name that is known; choose the file itself. Nothing was imported.",
            folder=folder,
        )
    return files


def _wanted_in(files: Iterable[Path], pulse: Callable[[], None]) -> Iterator[Wanted]:
    for path in files:
        number = 0
        for key, one in read_pieces(path):
            pulse()
            if key == "images" and one is not LIST:
                yield _wanted(path, one, Place(path, f"images[{number}]"))
                number += 1


def _read_file(path: Path, reading: Reading, rivals: Rivals | None) -> Iterator[ReadImage]:
    with closing(CocoFile.read(path, reading.pulse)) as file:
        reading.name_classes(label for number, label in file.labels.items() if number not in file.groups)
        if file.key_points:
            reading.tell(Sentence("{path}: key points were left out.", path=path))
        rivals = rivals or Rivals(lambda: (_wanted(path, one, place) for _, one, place in file.images()))
        for number, one, place in file.images():
            wanted = _wanted(path, one, place)
            name = reading.find(wanted, rivals)
            if name is None:
                reading.miss(str(wanted.name))
            elif size := reading.size_for(name, said_size(one, ("width", "height"), place)):
                yield reading.image(name, *size, list(_objects(file, number, name, *size, reading)))


def _wanted(path: Path, image: Any, place: Place) -> Wanted:
    part = path.stem.removeprefix(_OF_PART) if path.stem.startswith(_OF_PART) else ""
    return Wanted(name=_file_name(image, place), part=part)


def _file_name(image: Any, place: Place) -> PurePosixPath:
    address = image.get("coco_url")
    if isinstance(address, str) and "file_name" not in image:  # as in LVIS, whose files have that alone
        return picture_name(address.partition("://")[2].partition("/")[2], place)
    return picture_name(entry(image, "file_name", str, place), place)


def _objects(file: CocoFile, image: Any, name: str, width: int, height: int, reading: Reading) -> Iterator[Annotation]:
    """The objects of a picture."""
    for one, place in file.annotations(image):
        if is_nameless(one):
            reading.leave_out(Sentence("{picture}: an object has no class and was left out.", picture=name))
            continue
        category = file.category(one)
        label = file.labels[category]
        if is_crowd(one, file.supercategories[category]):
            reading.leave_out(Sentence("{picture}: a crowd of {label} was left out.", picture=name, label=label))
            continue
        if is_shapeless(one):
            reading.leave_out(
                Sentence("{picture}: an object of {label} has no shape and was left out.", picture=name, label=label)
            )
            continue
        attributes = _attributes(one)
        degrees = take_rotation(attributes) if _is_of_cvat(one) and not one.get("segmentation") else 0.0
        mask, score = _mask(one, degrees, width, height, place), reading.score(name, one.get("score"))
        yield Annotation(label, mask, score, _details(one, attributes, place))


def is_crowd(one: Any, supercategory: Any) -> bool:
    """Whether the entry of an object is one of a crowd.

    CVAT and Datumaro mark each of their masks so, and supervision each object that has holes or parts, crowd or not.

    Args:
        one: the entry.
        supercategory: what the file says of its category.
    """
    if one.get("iscrowd") != 1 or _is_of_cvat(one) or supercategory == _OF_SUPERVISION:
        return False
    return supercategory != _OF_DATUMARO or not isinstance(one.get("segmentation"), dict)


def _is_of_cvat(one: Any) -> bool:
    """Whether CVAT wrote the entry of an object: it says of each whether it is occluded."""
    return "occluded" in _attributes(one)


def _attributes(one: Any) -> dict[str, Any]:
    attributes = one.get("attributes")
    return dict(attributes) if isinstance(attributes, dict) else {}


def _mask(one: Any, degrees: float, width: int, height: int, place: Place) -> Rle:
    """The pixels of an object, of a box turned by so much."""
    segmentation = one.get("segmentation")
    if isinstance(segmentation, dict):
        return _run_lengths(segmentation, width, height, place.at(".segmentation"))
    if isinstance(segmentation, list):
        rings = segmentation if all(isinstance(values, list) for values in segmentation) else [segmentation]
        segmentation = [_ring(values, place.at(".segmentation")) for values in rings if values]
        if segmentation:
            return filled(segmentation, width, height, place)
    if segmentation:
        raise place.wrong(Sentence("{key!r} is missing or of the wrong kind", key="segmentation"))
    x, y, across, down = _box(one.get("bbox"), place.at(".bbox"))
    check_near(np.array([x, y, x + across, y + down]), width, height, place)
    return turned(Box(x, y, x + across, y + down), degrees, width, height, place)


def _ring(values: Any, place: Place) -> NDArray[np.float64]:
    flat = numbers(values, place)
    if len(flat) % 2:
        raise place.wrong(Sentence("a polygon has an odd number of coordinates"))
    return flat.reshape(-1, 2)


def _box(values: Any, place: Place) -> tuple[float, float, float, float]:
    found = numbers(values, place)
    if len(found) != 4 or found[2] < 0 or found[3] < 0:
        raise place.wrong(Sentence("a box has four numbers: left, top, width and height"))
    x, y, width, height = found.tolist()
    return x, y, width, height


def _run_lengths(segmentation: Any, width: int, height: int, place: Place) -> Rle:
    if segmentation.get("size") != [height, width]:
        raise place.wrong(
            Sentence(
                "it is for {size} pixels (height, width), the picture has {expected}",
                size=segmentation.get("size"),
                expected=[height, width],
            )
        )
    counts = segmentation.get("counts")
    try:
        if isinstance(counts, str):
            return Rle.from_counts(height, width, decompressed_counts(counts))
        # Longer ones than the picture has pixels are as wrong whatever their length, which may be no 64-bit number.
        lengths = numbers(counts, place).clip(-1, height * width + 1)
        return Rle.from_counts(height, width, lengths.astype(np.int64))
    except ValueError as error:
        raise place.wrong(Sentence("its run lengths do not add up ({reason})", reason=error)) from error


def _details(one: Any, attributes: dict[str, Any], place: Place) -> Details:
    note = one.get("note")
    flags = {key: one.get(key) for key in FLAGS if key in attributes}  # where they are no attributes
    return details_from(attributes, note if isinstance(note, str) else "", place, flags)
