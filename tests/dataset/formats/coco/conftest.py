"""A dataset written as COCO."""

import pytest

from sam3_studio.dataset.formats.coco import write_coco


@pytest.fixture(params=["auto", "rle"])
def folder(request, tmp_path, dataset, class_names):
    write_coco(iter(dataset), class_names, tmp_path, segmentation=request.param)
    return tmp_path
