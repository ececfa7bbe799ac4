"""Pascal VOC boxes, whose pixels count from 1."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET
from xml.parsers.expat import errors

import numpy as np

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.geometry import Box
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.formats.voc import BACKGROUND, DATABASE, LABEL_MAP
from sam3_studio.dataset.reading.boxes import take_rotation, turned
from sam3_studio.dataset.reading.details import details_from
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.label_files import first_folder, label_files
from sam3_studio.dataset.reading.parsing import Place, check_near, class_name, not_utf8, numbers, read_bytes, read_text
from sam3_studio.dataset.reading.wanted import Rivals, Wanted

_INVALID_TOKEN = errors.codes[errors.XML_ERROR_INVALID_TOKEN]


def read_voc(path: Path, reading: Reading) -> Iterator[ReadImage]:
    """The labels of a VOC dataset, picture by picture; each object is its box.

    A file that says no size, or one of 0, as some programs write it, is for the picture as it is. A box is turned where
    CVAT says so. Outlines, as Roboflow and others add them, are noted and left out.

    Args:
        path: the dataset's folder, or the one of the XML files, or one of these.
        reading: looks pictures up and takes notes.

    Raises:
        DatasetError: a file is damaged.
    """
    reading.name_classes(_listed(path / LABEL_MAP))
    files = partial(label_files, first_folder(path, "Annotations"), ".xml")
    rivals = Rivals(lambda: (_wanted(stem, _parsed(file)) for file, stem in files()))
    told = False
    for file, stem in files(tell=reading.tell):
        place, root = Place(file), _parsed(file)
        wanted = _wanted(stem, root)
        name = reading.find(wanted, rivals)
        if name is None:
            reading.miss(str(wanted.name))
            continue
        size = _size(root, name, place, reading)
        if size:
            width, height = size
            if not told and root.find("object/polygon") is not None:
                reading.tell(Sentence("{path}: outlines were left out, and the boxes around them read.", path=path))
                told = True
            # What an attribute of that name says in a file of this program is up to who labeled it.
            may_turn = root.findtext("source/database") != DATABASE
            found = [
                _object(item, width, height, place.at(f"object {number}"), may_turn=may_turn)
                for number, item in enumerate(root.iter("object"), 1)
            ]
            yield reading.image(name, width, height, found)


def _parsed(path: Path) -> ET.Element:
    place, content = Place(path), read_bytes(path)
    try:
        # The parser fetches nothing, and expat ends files that grow out of bounds when entities are filled in.
        root = ET.fromstring(content)  # noqa: S314
    except ET.ParseError as error:
        if error.code == _INVALID_TOKEN:
            try:
                content.decode()
            except UnicodeDecodeError as other:
                raise not_utf8(path, other.start) from error
        raise place.at(f"line {error.position[0]}").wrong(Sentence("it is no XML, or was cut off")) from error
    except (LookupError, ValueError) as error:
        raise place.wrong(Sentence("its encoding is unknown, so save it as UTF-8 first")) from error
    if root.tag == "annotations":
        raise place.wrong(Sentence("it is of CVAT's own format, so have CVAT export COCO in its place"))
    return root


def _wanted(stem: PurePosixPath, root: ET.Element) -> Wanted:
    suffix = PurePosixPath(root.findtext("filename") or "").suffix
    return Wanted(origin=stem, name=stem.with_name(f"{stem.name}{suffix}"), stem=stem)


def _listed(path: Path) -> list[str]:
    """The classes in the order of the list that CVAT has, each line "name:colour:parts:actions"."""
    lines = read_text(path).splitlines() if path.is_file() else []
    places = [(Place(path, f"line {number}"), line) for number, line in enumerate(lines, 1)]
    # Names may have a colon, or begin with the sign of a comment, as no other line ends so.
    names = [
        class_name(line.rsplit(":", 3)[0], place)
        for place, line in places
        if line.strip() and (line[0] != "#" or line.endswith(":::"))
    ]
    if BACKGROUND in names:
        names.remove(BACKGROUND)
    return names


def _size(root: ET.Element, name: str, place: Place, reading: Reading) -> tuple[int, int] | None:
    """(width, height) that the boxes are for; None, and a note, where that is not the picture's."""
    keys = ("size/width", "size/height")
    # Boxes are in pixels, so they need no size; where there is one, it tells whether they are for this picture.
    if not all((root.findtext(key) or "").strip() for key in keys):
        return reading.size(name)
    width, height = (int(_number(root, key, place)) for key in keys)
    if not width or not height:
        return reading.size(name)
    return (width, height) if reading.fits(name, width, height) else None


def _object(item: ET.Element, width: int, height: int, place: Place, *, may_turn: bool) -> Annotation:
    label = class_name(item.findtext("name") or "", place)
    edges = [_number(item, f"bndbox/{key}", place) for key in ("xmin", "ymin", "xmax", "ymax")]
    check_near(np.array(edges), width, height, place)
    first_x, first_y, last_x, last_y = edges
    if last_x < first_x or last_y < first_y:
        raise place.wrong(Sentence("its box ends before it begins"))
    said = {one.findtext("name") or "": one.findtext("value") or "" for one in item.iter("attribute")}
    note = said.pop("note", "")
    degrees = take_rotation(said) if may_turn else 0.0
    flags = {key: item.findtext(key) or "" for key in ("occluded", "truncated")}
    return Annotation(
        label,
        turned(Box(first_x - 1, first_y - 1, last_x, last_y), degrees, width, height, place),
        details=details_from(said | flags, note, place),
    )


def _number(root: ET.Element, key: str, place: Place) -> float:
    where = place.at(f" {key}" if place.where else key)
    try:
        return float(numbers([float(root.findtext(key) or "")], where)[0])
    except ValueError as error:
        raise where.wrong(Sentence("there should be a number")) from error
