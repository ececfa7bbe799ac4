"""What tests of YOLO datasets do again and again."""

import numpy as np
from PIL import Image

from sam3_studio.core.rle import Rle

SQUARE = Rle.from_crop(np.ones((4, 4), dtype=bool), 1, 2, 10, 20)


def save_picture(path, size=(20, 10), color="black"):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, color).save(path)


def rows(folder, name):
    return [row.split() for row in (folder / "labels" / "train" / name).read_text("utf-8").splitlines()]


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
