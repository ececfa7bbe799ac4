"""COCO instance labels: one JSON file for all pictures."""

import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal

import numpy as np

from sam3_studio import __version__
from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.contour import trace_contours
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Details
from sam3_studio.core.polygon import join_rings
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.files import relative_name
from sam3_studio.dataset.formats.coco_rle import compressed_counts
from sam3_studio.dataset.formats.single_file import check_label_file, label_file
from sam3_studio.dataset.report import NO_CHANGES, Changes, ExportReport, Tally

FILE_NAME = "annotations.json"

_WRITER = "sam3-studio"

Segmentation = Literal["auto", "rle", "polygon"]
"""How masks are written, see `write_coco`."""


def write_coco(
    images: Iterable[AnnotatedImage],
    class_names: Sequence[str],
    folder: Path,
    *,
    segmentation: Segmentation = "auto",
) -> ExportReport:
    """Write `annotations.json`, replacing one that was written before; what a person made of that is kept.

    Every id counts from 1: with annotation ids from 0 pycocotools takes the first match for none. Categories are
    `class_names` in their order. Boxes are tight to the mask, areas are its pixels, `iscrowd` is 0 for run lengths
    too, because each object is a single one. An object's `score`, where it has one, is an additional field. Pictures
    without objects are listed. Objects without a pixel are left out and reported.

    Memory does not grow with the number of pictures and objects.

    Args:
        images: read once, in order; a generator will do.
        class_names: all classes, in the order of their ids.
        folder: made as needed.
        segmentation: "rle" for compressed run lengths throughout; "auto" for polygons where the object has no hole,
            which loses nothing: they run along the pixel edges, one for each part. Readers merge polygons, so an
            object with a hole has run lengths in any case; "polygon" for one ring for each object, its holes hanging
            on key-holes and its parts on bridges, for readers that know no run lengths.

    Raises:
        DatasetError: a picture or class cannot be written, or the file there is not one of this program.
    """
    tally = Tally(class_names)
    notes: list[str] = []
    with label_file(folder / FILE_NAME, _is_ours, notes) as file:
        _write_labels(file, images, class_names, tally, segmentation)
    skipped = tuple(tally.skipped)
    return ExportReport(folder, tally.images, tally.objects, skipped, notes=tuple(notes), changes=tally.changes)


def check_coco(folder: Path) -> None:
    """Check that a COCO file may be written here.

    Raises:
        DatasetError: the file there is not one of this program, or cannot be read.
    """
    check_label_file(folder / FILE_NAME, _is_ours)


def _is_ours(beginning: bytes) -> bool:
    lines = beginning.split(b"\n")
    # What `_head` writes comes first, one key a line.
    key, _, info = lines[1].partition(b": ") if lines[0] == b"{" and len(lines) > 1 else (b"", b"", b"")
    try:
        return key == b'"info"' and str(json.loads(info.rstrip(b","))["contributor"]).startswith(f"{_WRITER} ")
    except (KeyError, TypeError, ValueError):
        return False


def _write_labels(
    file: BinaryIO,
    images: Iterable[AnnotatedImage],
    class_names: Sequence[str],
    tally: Tally,
    segmentation: Segmentation,
) -> None:
    """Write all of it, counting along."""
    # Objects are set aside until all pictures are listed: each kind has its own array.
    with tempfile.TemporaryFile(dir=Path(file.name).parent) as aside:
        file.write(_head(class_names))
        for image in images:
            usable = tally.usable(image)
            for number, (index, annotation, box) in enumerate(usable, tally.objects - len(usable) + 1):
                ids = {"id": number, "image_id": tally.images, "category_id": index + 1}
                shape, changes = _segmentation(annotation.mask, segmentation)
                tally.changes += changes
                _write_item(aside, ids | shape | _rest(annotation, box), first=number == 1)
            name, size = str(relative_name(image.path)), {"width": image.width, "height": image.height}
            _write_item(file, {"id": tally.images, "file_name": name, **size}, first=tally.images == 1)
        file.write(b'\n],\n"annotations": [')
        aside.seek(0)
        shutil.copyfileobj(aside, file)
        file.write(b"\n]\n}\n")


def _head(class_names: Sequence[str]) -> bytes:
    info = {"description": "Objects labeled with SAM 3", "contributor": f"{_WRITER} {__version__}"}
    categories = [{"id": i, "name": name, "supercategory": "object"} for i, name in enumerate(class_names, 1)]
    parts = {"info": info, "licenses": [], "categories": categories}
    lines = [f"{_json(key)}: {_json(value)},\n" for key, value in parts.items()]
    return ("{\n" + "".join(lines) + '"images": [').encode()


def _rest(annotation: Annotation, box: Box) -> dict[str, Any]:
    rest: dict[str, Any] = {
        "area": annotation.mask.area,
        "bbox": [box.x1, box.y1, box.width, box.height],
        "iscrowd": 0,
    }
    if annotation.score is not None:
        rest["score"] = round(annotation.score, 6)
    return rest | _said(annotation.details)


def _said(details: Details) -> dict[str, Any]:
    """What a person says of an object, in the fields that CVAT has for it.

    A flag beside which there is an attribute of its name, such as "partly", has a field of its own, as scores have.
    """
    flags = {key: True for key in ("occluded", "truncated") if getattr(details, key)}
    attributes = flags | dict(details.attributes)
    said: dict[str, Any] = {"attributes": attributes} if attributes else {}
    said |= {key: True for key in flags if attributes[key] is not True}
    return said | ({"note": details.note} if details.note else {})


def _segmentation(mask: Rle, segmentation: Segmentation) -> tuple[dict[str, Any], Changes]:
    """The shape, and what it cannot hold as it is."""
    changes = NO_CHANGES
    shape: list[list[float]] | dict[str, Any] | None = None
    if segmentation != "rle":
        contours = trace_contours(mask)
        if segmentation == "polygon":
            # Bridges may end between pixels; hundredths of one are finer than any reader is.
            shape = [np.round(join_rings(contours.rings), 2).ravel().tolist()]
            changes = Changes(bool(contours.holes), len(contours.outers) > 1)
        elif not contours.holes:
            shape = [ring.astype(int).ravel().tolist() for ring in contours.outers]
    return {"segmentation": shape or {"size": [mask.height, mask.width], "counts": compressed_counts(mask)}}, changes


def _write_item(file: BinaryIO, entry: dict[str, Any], *, first: bool) -> None:
    file.write((("\n" if first else ",\n") + _json(entry)).encode())


def _json(value: Any) -> str:
    # ASCII only: pycocotools opens files with the encoding of the system, which is not UTF-8 on Windows.
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
