"""Pictures whose pixels are labels."""

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.components import Parts
from sam3_studio.core.errors import DatasetError, ImageError
from sam3_studio.core.rle import Rle
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.formats.label_images import CLASSES, INSTANCES_PER_CLASS
from sam3_studio.dataset.formats.voc import BACKGROUND
from sam3_studio.dataset.pixels import opened
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.label_files import first_folder, label_files
from sam3_studio.dataset.reading.parsing import Place, class_name, nothing_imported, read_text, whole_number
from sam3_studio.dataset.reading.wanted import Rivals, Wanted

_Numbers = NDArray[np.integer[Any]]
_NOTHING = ""
"""In the place of a class's name."""


def read_label_images(path: Path, reading: Reading) -> Iterator[ReadImage]:
    """The labels of a folder of label pictures, picture by picture.

    A pixel has the number of its class, or 1000 × that + the number of its object; a picture may have both, as
    Cityscapes' `instanceIds` do. Of classes alone, each part that hangs together is an object. 0 is a class where it
    has a name other than "background", and the background elsewhere.

    Args:
        path: the folder, with `classes.csv` in it: the number and the name of each class; pixels of a number whose
            name is blank are passed over.
        reading: looks pictures up and takes notes.

    Raises:
        DatasetError: a file is damaged, or the classes are named nowhere.
    """
    labels = _labels(path / CLASSES)
    reading.name_classes(filter(None, labels.values()))
    files = partial(label_files, first_folder(path, "masks"), ".png")
    rivals = Rivals(lambda: (Wanted(origin=stem, stem=stem) for _, stem in files()))
    for file, stem in files(tell=reading.tell):
        name = reading.find(Wanted(origin=stem, stem=stem), rivals)
        if name is None:
            reading.miss(str(stem))
            continue
        values = _values(file, name, reading)
        if values is not None:
            height, width = values.shape
            yield reading.image(name, width, height, list(_objects(values, labels, Place(file))))


def _labels(path: Path) -> dict[int, str]:
    """Class names by their numbers; "" for what is no class."""
    if not path.is_file():
        raise DatasetError(
            "{folder} has no {file}, which says what the numbers mean; write it with a line "
            '"number,class" and one for each class. Nothing was imported.',
            folder=path.parent,
            file=path.name,
        )
    labels: dict[int, str] = {}
    for line, row in enumerate(csv.reader(read_text(path).splitlines()), 1):
        number = whole_number(row[0]) if row else None
        if not row or (line == 1 and number is None):  # a person may write no names of columns
            continue
        place = Place(path, f"line {line}")
        if len(row) < 2 or number is None:
            raise place.wrong(Sentence("it has no number and class"))
        nothing = not row[1].strip() or (number == 0 and row[1].strip().lower() == BACKGROUND)
        name = _NOTHING if nothing else class_name(row[1], place)
        if labels.setdefault(number, name) != name:
            raise place.wrong(Sentence("the number {number} occurs twice", number=number))
    return {0: _NOTHING} | labels


def _values(path: Path, name: str, reading: Reading) -> _Numbers | None:
    """What its pixels say, (height, width); None where that is not the size of the picture, before it takes memory."""
    with nothing_imported(ImageError), opened(path) as (_, picture):
        if picture.mode not in {"1", "P", "L", "I;16", "I", "I;16B"}:
            raise Place(path).wrong(Sentence("its pixels are colours, not numbers"))
        return _as_numbers(picture) if reading.fits(name, *picture.size) else None


def _as_numbers(picture: Image.Image) -> _Numbers:
    """In as few bits as the picture has: eight times as many would take gigabytes."""
    values = np.asarray(picture)
    return values.astype(np.uint8) if values.dtype == np.bool_ else values


def _objects(values: _Numbers, labels: dict[int, str], place: Place) -> Iterator[Annotation]:
    height, width = values.shape
    highest = max((number for number, name in labels.items() if name), default=0)
    for number in np.unique(values).tolist():
        instance = number not in labels and number > highest and number >= INSTANCES_PER_CLASS
        name = labels.get(number // INSTANCES_PER_CLASS if instance else number)
        if name is None:
            raise place.wrong(
                Sentence(
                    'there is no class with the number {number}; if it stands for none, add the line "{number}," to '
                    "{file}",
                    number=number,
                    file=CLASSES,
                )
            )
        if name == _NOTHING:
            continue
        mask = _mask(values == number, height, width)
        for part in (mask,) if instance else Parts.of(mask).masks():
            yield Annotation(name, part)


def _mask(pixels: NDArray[np.bool_], height: int, width: int) -> Rle:
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    return Rle.from_crop(pixels[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1], left, top, height, width)
