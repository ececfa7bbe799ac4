"""labelme's shapes: polygons of a group as pycocotools fills them, masks as Pillow decodes them."""

import base64
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from PIL import Image
from pycocotools import mask as coco_mask

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.formats.labelme import LAYOUT
from sam3_studio.dataset.pixels import lenient_pillow
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.comparison import Comparison, Shape, VerifyReport, labels_of


def verify_labelme(report: ExportReport, images: Iterable[AnnotatedImage]) -> VerifyReport:
    """Compare JSON files with the objects that they should hold.

    Args:
        report: of the writer.
        images: what was written.

    Raises:
        DatasetError: a file cannot be read.
    """
    comparison = Comparison()
    for image, path in labels_of(report, images, LAYOUT):
        try:
            content = json.loads(path.read_bytes())
            if (content["imageWidth"], content["imageHeight"]) != (image.width, image.height):
                comparison.problem(f"{path}: the picture is said to have another size.")
            read = [_read(shapes, image) for shapes in _objects(content["shapes"])]
        except (OSError, LookupError, TypeError, ValueError) as error:
            raise DatasetError("{path} cannot be read ({reason}); export again.", path=path, reason=error) from error
        comparison.objects_of(image, read)
    return comparison.report()


def _objects(shapes: Sequence[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """The shapes of each object: those of one group belong together."""
    groups: dict[object, list[dict[str, Any]]] = {}
    for number, shape in enumerate(shapes):
        group = ("alone", number) if shape["group_id"] is None else shape["group_id"]
        groups.setdefault(group, []).append(shape)
    return groups.values()


def _read(shapes: Sequence[dict[str, Any]], image: AnnotatedImage) -> tuple[str | None, Shape]:
    first = shapes[0]
    if first["shape_type"] == "mask":
        pixels = np.zeros((image.height, image.width), np.uint8, order="F")
        (x, y), _ = first["points"]
        with lenient_pillow(), Image.open(io.BytesIO(base64.b64decode(first["mask"]))) as picture:
            pixels[int(y) : int(y) + picture.height, int(x) : int(x) + picture.width] = np.asarray(picture)
        return first["label"], coco_mask.encode(pixels)
    rings = [[value for point in shape["points"] for value in point] for shape in shapes]
    return first["label"], coco_mask.merge(coco_mask.frPyObjects(rings, image.height, image.width))
