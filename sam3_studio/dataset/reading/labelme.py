"""labelme's labels: polygons, rectangles, circles and masks."""

import base64
import binascii
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Details, together
from sam3_studio.core.mask_algebra import united
from sam3_studio.core.rle import Rle
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.class_files import read_class_names
from sam3_studio.dataset.formats.labelme import LABELS
from sam3_studio.dataset.formats.voc import DIFFICULT
from sam3_studio.dataset.pixels import lenient_pillow
from sam3_studio.dataset.reading.boxes import rectangle
from sam3_studio.dataset.reading.details import FLAGS, details_from
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.label_files import keep_silent, label_files
from sam3_studio.dataset.reading.parsing import (
    Place,
    class_name,
    entry,
    nothing_imported,
    numbers,
    read_bytes,
    read_json,
    said_size,
)
from sam3_studio.dataset.reading.rings import check_near, filled
from sam3_studio.dataset.reading.wanted import Rivals, Wanted
from sam3_studio.dataset.report import REPORT

_PICTURE = re.compile(rb'"imagePath"\s*:\s*("(?:[^"\\]|\\.)*")')
_ROUND = 128
"""Corners of a circle."""
_NO_CLASSES = frozenset({"__ignore__", "_background_"})
# Turned rectangles are saved by their four corners, as the first by labelme, as the second by X-AnyLabeling.
_POLYGONS = frozenset({"polygon", "oriented_rectangle", "rotation", "quadrilateral"})
_FROM_TWO_POINTS = frozenset({"circle", "mask"})
_LINES = frozenset({"point", "points", "line", "linestrip"})


def read_labelme(path: Path, reading: Reading) -> Iterator[ReadImage]:
    """The labels of a folder of labelme's JSON files, picture by picture.

    Shapes of one class with the same `group_id` are one object. A rectangle is two opposite corners, as labelme has it,
    or all four, as X-AnyLabeling does. A file that says no size, as the first versions of labelme wrote them, is for
    the picture as it is. Points and lines, which have no area, shapes of kinds that are not known, and flags of
    pictures are noted and left out.

    Args:
        path: the folder, or one file.
        reading: looks pictures up and takes notes.

    Raises:
        DatasetError: a file is damaged.
    """
    reading.name_classes(_listed(path / LABELS))
    rivals = Rivals(lambda: (_wanted(stem, picture) for stem, picture in _pictures(path)))
    told = False
    for file, stem, content in _contents(path, reading.tell):
        place = Place(file)
        if content is None:
            if file.name != REPORT:
                reading.tell(Sentence("{path} has no shapes, so it was passed over.", path=file))
            continue
        wanted = _wanted(stem, str(content.get("imagePath") or ""))
        name = reading.find(wanted, rivals)
        if name is None:
            reading.miss(str(wanted.name))
            continue
        if size := reading.size_for(name, said_size(content, ("imageWidth", "imageHeight"), place)):
            if not told and (told := bool(_on(content))):
                reading.tell(
                    Sentence("{path}: flags of pictures were left out; those of objects were read.", path=path)
                )
            shapes = entry(content, "shapes", list, place)
            yield reading.image(name, *size, list(_objects(shapes, name, *size, place, reading)))


def _contents(
    path: Path, tell: Callable[[str], None] = keep_silent
) -> Iterator[tuple[Path, PurePosixPath, dict[str, Any] | None]]:
    """The label files, each with its name in the folder without ending, and what it holds; None where that is else."""
    for file, stem in label_files(path, ".json", tell=tell):
        content = read_json(file)
        yield file, stem, content if isinstance(content, dict) and "shapes" in content else None


def _pictures(path: Path) -> Iterator[tuple[PurePosixPath, str]]:
    """The names of the label files, and what they call their pictures: most also hold these, which takes long to read.

    What is wrong with a file is told when all of it is read.
    """
    for file, stem in label_files(path, ".json"):
        content = read_bytes(file)
        if b'"shapes"' in content:
            names = _PICTURE.findall(content)
            name = ""
            with suppress(ValueError):
                name = json.loads(names[-1]) if names else ""
            yield stem, name


def _wanted(stem: PurePosixPath, picture: str) -> Wanted:
    # It lies beside the label file, or in another folder; no matter where, it is called so.
    name = PurePosixPath(picture.replace("\\", "/")).name
    return Wanted(origin=stem, name=stem.with_name(name) if name not in {"", ".."} else stem, stem=stem)


def _listed(path: Path) -> list[str]:
    """The classes in the order of labelme's own list, which has names of no class too."""
    if not path.is_file():
        return []
    with nothing_imported():
        names = read_class_names(path)
    return [class_name(one, Place(path)) for one in names if one not in _NO_CLASSES]


def _objects(
    shapes: list[Any], name: str, width: int, height: int, place: Place, reading: Reading
) -> Iterator[Annotation]:
    groups: dict[object, list[Annotation]] = {}
    for number, shape in enumerate(shapes):
        where = place.at(f"shapes[{number}]")
        label = class_name(entry(shape, "label", str, where), where)
        mask = _mask(shape, width, height, where)
        if mask is None:
            reading.leave_out(_why_left_out(name, shape["shape_type"]))
            continue
        group = shape.get("group_id")
        key = (label, group) if isinstance(group, int | str) else number
        score = reading.score(name, shape.get("score"))
        groups.setdefault(key, []).append(Annotation(label, mask, score, _details(shape, where)))
    for parts in groups.values():
        first = parts[0]
        details = together([part.details for part in parts])
        yield Annotation(first.label, united([part.mask for part in parts]), first.score, details)


def _why_left_out(name: str, kind: str) -> Sentence:
    if kind in _LINES:
        return Sentence("{picture}: a {kind} has no area and was left out.", picture=name, kind=kind)
    return Sentence(
        "{picture}: a shape of the kind {kind} cannot be read and was left out; make it a polygon first.",
        picture=name,
        kind=f"{kind!r:.40}",
    )


def _mask(shape: Any, width: int, height: int, place: Place) -> Rle | None:
    """The pixels of a shape; None for one of a kind that has none, or is not known."""
    kind = "polygon" if shape.get("shape_type") is None else entry(shape, "shape_type", str, place)
    if kind not in _POLYGONS | _FROM_TWO_POINTS | {"rectangle"}:
        return None
    points = _points(shape, place)
    check_near(points, width, height, place)
    if kind in _POLYGONS:
        return filled([points], width, height, place)
    if kind == "rectangle":
        return _rectangle(points, width, height, place)
    if len(points) != 2:
        raise place.wrong(Sentence("a {kind} has two points", kind=kind))
    return _decoded(shape, points, width, height, place) if kind == "mask" else _circle(points, width, height, place)


def _rectangle(points: NDArray[np.float64], width: int, height: int, place: Place) -> Rle:
    if len(points) not in {2, 4}:
        raise place.wrong(Sentence("a rectangle has two corners or four"))
    return rectangle(Box(*points.min(axis=0).tolist(), *points.max(axis=0).tolist()), width, height)


def _circle(points: NDArray[np.float64], width: int, height: int, place: Place) -> Rle:
    centre, on_it = points
    turn = np.linspace(0, 2 * np.pi, _ROUND, endpoint=False)
    radius = float(np.hypot(*(on_it - centre)))
    return filled([centre + radius * np.column_stack((np.cos(turn), np.sin(turn)))], width, height, place)


def _points(shape: Any, place: Place) -> NDArray[np.float64]:
    points = entry(shape, "points", list, place)
    if not all(isinstance(point, list) and len(point) == 2 for point in points):
        raise place.wrong(Sentence("a point has two coordinates"))
    return numbers([value for point in points for value in point], place.at(".points")).reshape(-1, 2)


def _decoded(shape: Any, points: NDArray[np.float64], width: int, height: int, place: Place) -> Rle:
    try:
        content = base64.b64decode(entry(shape, "mask", str, place), validate=True)
        with lenient_pillow(), Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            if picture.width > width or picture.height > height:
                raise place.wrong(Sentence("its mask is larger than the picture"))
            crop = np.asarray(picture.convert("L")) > 0
    except (binascii.Error, UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise place.wrong(Sentence("its mask is no PNG")) from error
    left, top = np.floor(points[0] + 0.5).astype(int).tolist()
    # labelme lets masks be moved over the border, and cuts them off there.
    crop = crop[max(-top, 0) : max(height - top, 0), max(-left, 0) : max(width - left, 0)]
    return Rle.from_crop(crop, max(left, 0), max(top, 0), height, width) if crop.size else Rle.empty(height, width)


def _details(shape: Any, place: Place) -> Details:
    attributes, note, on = shape.get("attributes"), shape.get("description"), _on(shape)
    said = dict(attributes) if isinstance(attributes, dict) else {}
    said |= {key: value for key, value in on.items() if key not in FLAGS}
    own = {key: on.get(key) for key in FLAGS} | {DIFFICULT: shape.get(DIFFICULT)}  # the latter of X-AnyLabeling
    return details_from(said, note if isinstance(note, str) else "", place, own)


def _on(value: dict[str, Any]) -> dict[str, Any]:
    """The flags of a picture or a shape; those that are off say nothing."""
    flags = value.get("flags")
    return {key: on for key, on in flags.items() if on} if isinstance(flags, dict) else {}
