"""labelme's labels: a JSON file beside each picture.

    ….json                  the names of the pictures
    …                       the pictures themselves, in their sub-folders
    replaced/…              copies of pictures that have changed at their source since; no part of the dataset

An object without holes is a polygon for each of its parts, along the pixel edges; parts share a `group_id`. One with
holes is a shape of the type "mask": a PNG of its box, as labelme itself stores what its own models find, because its
polygons cannot have holes.
"""

import base64
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from PIL import Image

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.contour import trace_contours
from sam3_studio.core.geometry import Box
from sam3_studio.dataset.formats.sidecar import Label, Layout, SidecarWriter, check_ours, check_root, left_note
from sam3_studio.dataset.manifest import manifest_of
from sam3_studio.dataset.manifest_table import INDEX
from sam3_studio.dataset.pictures import Placement
from sam3_studio.dataset.report import ExportReport, Tally, Usable

LAYOUT = Layout(PurePosixPath(), PurePosixPath(), ".json")
"""Where the files lie."""
LABELS = "labels.txt"
"""The classes, one a line, as labelme takes them with `--labels`."""
_VERSION = "5.5.0"


def write_labelme(
    images: Iterable[AnnotatedImage],
    class_names: Sequence[str],
    folder: Path,
    *,
    image_root: Path | None = None,
    pictures: Placement = "copy",
) -> ExportReport:
    """Write label files, replacing those that were written before; see `formats.sidecar`.

    Objects without a pixel are left out and reported. Notes become descriptions, and what is occluded or truncated
    gets a flag; attributes and scores are additional fields.

    Args:
        images: read once, in order; a generator will do.
        class_names: all classes, in order.
        folder: made as needed.
        image_root: the folder that the pictures' names start from; needed unless `pictures` is "leave".
        pictures: how they come to lie beside the labels, see `dataset.pictures`.

    Raises:
        DatasetError: a picture or class cannot be written, or the folder holds other labels.
    """
    check_root(image_root, pictures)
    check_labelme(folder)
    tally = Tally(class_names)
    with manifest_of(folder) as manifest:
        writer = SidecarWriter(folder, LAYOUT, _label, manifest, tally, image_root, pictures)
        for image in images:
            writer.write(image)
        notes = list(writer.clear_away())
        manifest.write(INDEX, folder / LABELS, "".join(f"{name}\n" for name in class_names).encode())
    return writer.report(notes, [left_note(LAYOUT.pictures)] if pictures == "leave" else [])


def check_labelme(folder: Path) -> None:
    """Check that labels may be written here.

    Raises:
        DatasetError: it holds others.
    """
    check_ours(folder, LABELS)


def _label(image: AnnotatedImage, name: PurePosixPath, usable: Sequence[Usable]) -> Label:
    shapes = [
        shape for group, (_, annotation, box) in enumerate(usable, 1) for shape in _shapes(annotation, box, group)
    ]
    content: dict[str, Any] = {
        "version": _VERSION,
        "flags": {},
        "shapes": shapes,
        "imagePath": name.name,
        "imageData": None,
        "imageHeight": image.height,
        "imageWidth": image.width,
    }
    return Label(json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")


def _shapes(annotation: Annotation, box: Box, group: int) -> Iterator[dict[str, Any]]:
    contours = trace_contours(annotation.mask)
    rest = _rest(annotation)
    if contours.holes:
        # Its corners are the middles of the first and last pixel.
        corners = [[box.x1, box.y1], [box.x2 - 1, box.y2 - 1]]
        yield (
            {"label": annotation.label, "points": corners, "group_id": None, "shape_type": "mask"}
            | rest
            | {"mask": _png(annotation)}
        )
        return
    for ring in contours.outers:
        number = group if len(contours.outers) > 1 else None
        yield {"label": annotation.label, "points": ring.tolist(), "group_id": number, "shape_type": "polygon"} | rest


def _rest(annotation: Annotation) -> dict[str, Any]:
    details = annotation.details
    flags = {key: True for key in ("occluded", "truncated") if getattr(details, key)}
    rest: dict[str, Any] = {"description": details.note, "flags": flags, "mask": None}
    if details.attributes:
        rest["attributes"] = dict(details.attributes)
    if annotation.score is not None:
        rest["score"] = round(annotation.score, 6)
    return rest


def _png(annotation: Annotation) -> str:
    crop, _, _ = annotation.mask.to_crop()
    file = io.BytesIO()
    Image.fromarray(crop).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode("ascii")
