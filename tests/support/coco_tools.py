"""COCO files of others."""

from typing import Any


def content(**annotation: Any) -> dict[str, Any]:
    one = {"id": 1, "image_id": 1, "category_id": 7, "bbox": [1, 2, 3, 4], "iscrowd": 0} | annotation
    return {
        "images": [{"id": 1, "file_name": "1.png", "width": 12, "height": 8}],
        "categories": [{"id": 7, "name": "duck"}],
        "annotations": [one],
    }
