"""Pascal VOC boxes, whose pixels count from 1."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET
from xml.parsers.expat import errors

import numpy as np

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.formats.voc import BACKGROUND, DATABASE, DIFFICULT, LABEL_MAP, NOTE, POSE
from sam3_studio.dataset.reading.boxes import take_rotation, turned
from sam3_studio.dataset.reading.details import FLAGS, details_from
from sam3_studio.dataset.reading.foreign import refuse
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.label_files import LabelFile, first_folder, label_files
from sam3_studio.dataset.reading.parsing import (
    Place,
    class_name,
    not_utf8,
    nothing_imported,
    numbers,
    read_bytes,
    read_text,
)
from sam3_studio.dataset.reading.rings import check_near
from sam3_studio.dataset.reading.wanted import Rivals, Wanted

_ROOT = "annotation"
LABELS = re.compile(rb"<annotation[\s/>]", re.IGNORECASE)
"""What a file of labels has, in its beginning."""
_SHAPES = ("SegmentationObject", "SegmentationClass")
"""Where a dataset has label pictures of the objects, or of their classes."""
_FILE_NAME = re.compile(rb"<filename>([^<]*)</filename>")
_INVALID_TOKEN = errors.codes[errors.XML_ERROR_INVALID_TOKEN]


def read_voc(path: Path, reading: Reading) -> Iterator[ReadImage]:
    """The labels of a VOC dataset, picture by picture; each object is its box.

    A file that says no size, or one of 0, as some programs write it, is for the picture as it is. A box is turned where
    CVAT says so. Outlines, as Roboflow and others add them, are noted and left out, and so are label pictures, objects
    without a box, as X-AnyLabeling writes points, and files of other kinds, such as those that programs for maps put
    beside pictures.

    Args:
        path: the dataset's folder, or the one of the XML files, or one of these.
        reading: looks pictures up and takes notes.

    Raises:
        DatasetError: a file is damaged.
    """
    reading.name_classes(_listed(path / LABEL_MAP))
    files = partial(label_files, first_folder(path, "Annotations"), ".xml")
    rivals = Rivals(lambda: _all_wanted(files()))
    if shapes := next((folder for name in _SHAPES if (folder := path / name).is_dir()), None):
        reading.tell(Sentence("{path}: label pictures were left out; the boxes in XML were read.", path=shapes))
    told = False
    for file, stem in files(tell=reading.tell):
        place, root = Place(file), _parsed(file)
        if root.tag.lower() != _ROOT:
            reading.tell(Sentence("{path} has no labels, so it was passed over.", path=file))
            continue
        wanted = _wanted(stem, root.findtext("filename") or "")
        name = reading.find(wanted, rivals)
        if name is None:
            reading.miss(str(wanted.name))
            continue
        if size := reading.size_for(name, _size(root, place)):
            if not told and root.find("object/polygon") is not None:
                reading.tell(Sentence("{path}: outlines were left out; the boxes around them were read.", path=path))
                told = True
            # What an attribute of that name says in a file of this program is up to who labeled it.
            may_turn = root.findtext("source/database") != DATABASE
            found = []
            for number, item in enumerate(root.iter("object"), 1):
                where = place.at(f"object {number}")
                label = class_name(item.findtext("name") or "", where)
                if item.find("bndbox") is None:
                    reading.leave_out(
                        Sentence(
                            "{picture}: an object of {label} has no box and was left out.", picture=name, label=label
                        )
                    )
                else:
                    found.append(_object(label, item, *size, where, may_turn=may_turn))
            yield reading.image(name, *size, found)


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
        with nothing_imported():
            refuse(path, "CVAT")
    if root.find("source/sourceImage") is not None:
        raise DatasetError(
            "{path} is in the XML format of the first LabelMe, which is another than Pascal VOC's; have CVAT or "
            "Datumaro turn it into COCO, and choose that. Nothing was imported.",
            path=path,
        )
    return root


def _all_wanted(files: Iterable[LabelFile]) -> Iterator[Wanted]:
    """What label files are for, without taking them apart: what is wrong with one is told when all of it is read."""
    for file, stem in files:
        content = read_bytes(file)
        if LABELS.search(content):
            name = _FILE_NAME.search(content)
            yield _wanted(stem, name[1].decode(errors="replace") if name else "")


def _wanted(stem: PurePosixPath, picture: str) -> Wanted:
    return Wanted(origin=stem, name=stem.with_name(stem.name + PurePosixPath(picture).suffix), stem=stem)


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


def _size(root: ET.Element, place: Place) -> tuple[int, int] | None:
    """(width, height) that boxes are for; None where the file does not say that."""
    # Boxes are in pixels, so they need no size; where there is one, it tells whether they are for this picture.
    keys = ("size/width", "size/height")
    if not all((root.findtext(key) or "").strip() for key in keys):
        return None
    width, height = (int(_number(root, key, place)) for key in keys)
    return (width, height) if width and height else None


def _object(label: str, item: ET.Element, width: int, height: int, place: Place, *, may_turn: bool) -> Annotation:
    edges = [_number(item, f"bndbox/{key}", place) for key in ("xmin", "ymin", "xmax", "ymax")]
    check_near(np.array(edges), width, height, place)
    first_x, first_y, last_x, last_y = edges
    if last_x < first_x or last_y < first_y:
        raise place.wrong(Sentence("its box ends before it begins"))
    pairs = [(one.findtext("name") or "", one.findtext("value") or "") for one in item.iter("attribute")]
    notes = [number for number, (key, _) in enumerate(pairs) if key == NOTE]
    note = pairs.pop(notes[-1])[1] if notes else ""
    said = dict(pairs)
    degrees = take_rotation(said) if may_turn else 0.0
    flags = {key: item.findtext(key) or "" for key in (*FLAGS, DIFFICULT, POSE)}
    return Annotation(
        label,
        turned(Box(first_x - 1, first_y - 1, last_x, last_y), degrees, width, height, place),
        details=details_from(said, note, place, flags),
    )


def _number(root: ET.Element, key: str, place: Place) -> float:
    where = place.at(f" {key}" if place.where else key)
    try:
        return float(numbers([float(root.findtext(key) or "")], where)[0])
    except ValueError as error:
        raise where.wrong(Sentence("there should be a number")) from error
