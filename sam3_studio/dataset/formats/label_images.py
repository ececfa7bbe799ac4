"""Pictures whose pixels are labels: which class each pixel belongs to, or which object.

    images/…                the pictures, in their sub-folders
    masks/….png             the same names
    classes.csv             which number stands for which class
    replaced/…              copies of pictures that have changed at their source since; no part of the dataset

Semantic ones have the number of the class, 0 where there is none: with a palette up to 255 classes, as 16-bit grey
beyond. Instance ones are 16-bit grey: 1000 × the class's number + the object's number among those of its class, from
1, as Cityscapes has them (https://github.com/mcordts/cityscapesScripts, `createTrainIdInstanceImgs`). A pixel can have
one label: later objects lie over earlier ones, as on the screen, and the report tells what they cover.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.formats.sidecar import Label, Layout, SidecarWriter, check_ours, check_root, left_note
from sam3_studio.dataset.manifest import manifest_of
from sam3_studio.dataset.manifest_table import INDEX
from sam3_studio.dataset.pictures import Placement
from sam3_studio.dataset.report import Changes, ExportReport, Tally, Usable, unsaid

Kind = Literal["semantic", "instance"]
"""What a pixel tells: its class, or its object."""

LAYOUT = Layout(PurePosixPath("images"), PurePosixPath("masks"), ".png")
"""Where the files lie."""
CLASSES = "classes.csv"
INSTANCES_PER_CLASS = 1000
"""One more than the objects of a class that an instance picture can tell apart."""
_MOST_PALETTE = 255
_MOST_16_BIT = 65535


def write_label_images(
    images: Iterable[AnnotatedImage],
    class_names: Sequence[str],
    folder: Path,
    *,
    kind: Kind,
    image_root: Path | None = None,
    pictures: Placement = "copy",
) -> ExportReport:
    """Write label pictures and `classes.csv`, replacing those that were written before; see `formats.sidecar`.

    Args:
        images: read once, in order; a generator will do.
        class_names: all classes, in the order of their numbers from 1. A folder keeps its classes: later runs may add
            some at the end.
        folder: made as needed.
        kind: what a pixel tells.
        image_root: the folder that the pictures' names start from; needed unless `pictures` is "leave".
        pictures: how they come to lie beside the labels, see `dataset.pictures`.

    Raises:
        DatasetError: a picture or class cannot be written, there are more classes or objects than pixels can tell
            apart, or the folder holds another dataset.
    """
    check_root(image_root, pictures)
    check_label_images(folder, class_names, kind)
    tally = Tally(class_names)
    render = partial(_semantic, len(class_names)) if kind == "semantic" else _instances
    with manifest_of(folder) as manifest:
        manifest.write(INDEX, folder / CLASSES, _table(class_names))
        writer = SidecarWriter(folder, LAYOUT, render, manifest, tally, image_root, pictures)
        for image in images:
            writer.write(image)
        notes = list(writer.clear_away())
    return writer.report(notes, [left_note(LAYOUT.pictures)] if pictures == "leave" else [])


def check_label_images(folder: Path, class_names: Sequence[str], kind: Kind) -> None:
    """Check that a dataset may be written here.

    Raises:
        DatasetError: there are too many classes, the folder holds another dataset, or its classes would get other
            numbers.
    """
    most = _MOST_16_BIT if kind == "semantic" else _MOST_16_BIT // INSTANCES_PER_CLASS - 1
    if len(class_names) > most:
        raise DatasetError(
            "Label pictures of this kind can tell {most} classes apart, not {count}; choose another format.",
            most=most,
            count=len(class_names),
        )
    check_ours(folder, CLASSES, str(LAYOUT.labels))
    try:
        before = (folder / CLASSES).read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise DatasetError(
            "{path} cannot be read ({reason}); choose another output folder.",
            path=folder / CLASSES,
            reason=error.strerror,
        ) from error
    if not _table(class_names).startswith(before):
        raise DatasetError(
            "{folder} holds labels for other classes, or in another order; choose another output folder, or add "
            "classes at the end only.",
            folder=folder,
        )


def _table(class_names: Sequence[str]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("number", "class", "red", "green", "blue"))
    for number, name in enumerate(("", *class_names)):
        table.writerow((number, name, *voc_color(number)))
    return text.getvalue().encode()


def voc_color(number: int) -> tuple[int, int, int]:
    """The colour of a class in Pascal VOC's pictures: its bits, three at a time, from the highest bit of each channel.

    Args:
        number: 0 for the background, which is black; 256 and more begin anew.
    """
    color = [0, 0, 0]
    rest = number % 256
    for bit in range(7, -1, -1):
        for channel in range(3):
            color[channel] |= (rest >> channel & 1) << bit
        rest >>= 3
    return color[0], color[1], color[2]


def _semantic(classes: int, image: AnnotatedImage, _name: PurePosixPath, usable: Sequence[Usable]) -> Label:
    numbers = [index + 1 for index, _, _ in usable]
    values = np.zeros((image.height, image.width), np.uint8 if classes <= _MOST_PALETTE else np.uint16)
    iou, changes = _painted(values, usable, numbers)
    if values.dtype == np.uint8:
        picture = Image.fromarray(values, "P")
        picture.putpalette([value for number in range(256) for value in voc_color(number)])
    else:
        picture = Image.fromarray(values)
    return Label(_png(picture), iou, changes + Changes(unsaid=unsaid(usable)))


def _instances(image: AnnotatedImage, _name: PurePosixPath, usable: Sequence[Usable]) -> Label:
    count: Counter[int] = Counter()
    numbers = []
    for index, _, _ in usable:
        count[index] += 1
        numbers.append((index + 1) * INSTANCES_PER_CLASS + count[index])
    if max(count.values(), default=0) >= INSTANCES_PER_CLASS:
        raise DatasetError(
            "{image} has more than {most} objects of a class, which label pictures cannot tell apart; choose another "
            "format.",
            image=image.path,
            most=INSTANCES_PER_CLASS - 1,
        )
    values = np.zeros((image.height, image.width), np.uint16)
    iou, changes = _painted(values, usable, numbers)
    return Label(_png(Image.fromarray(values)), iou, changes + Changes(unsaid=unsaid(usable)))


def _painted(
    values: NDArray[np.uint8] | NDArray[np.uint16], usable: Sequence[Usable], numbers: Sequence[int]
) -> tuple[float, Changes]:
    """Paint objects in order; the lowest IoU of what is seen of each with its mask, and how many lost pixels or all.

    Args:
        values: (height, width), painted on.
        usable: the objects.
        numbers: of each.
    """
    crops = []
    for number, (_, annotation, _) in zip(numbers, usable, strict=True):
        crop, left, top = annotation.mask.to_crop()
        part = values[top : top + crop.shape[0], left : left + crop.shape[1]]
        part[crop] = number
        crops.append((crop, part))
    # Of two objects with the same number neither covers the other.
    shares = [float((part[crop] == number).mean()) for number, (crop, part) in zip(numbers, crops, strict=True)]
    hidden = shares.count(0)
    return min(shares, default=1.0), Changes(covered=sum(share < 1 for share in shares) - hidden, hidden=hidden)


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=False, compress_level=6)
    return file.getvalue()
