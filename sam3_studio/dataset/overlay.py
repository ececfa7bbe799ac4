"""Pictures with their masks drawn on, to see at a glance what was found."""

import colorsys
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.errors import DatasetError, ImageError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.files import cannot_write, replaced_when_complete
from sam3_studio.dataset.pixels import opened

_OPACITY = 0.45
_NOTE = "sam3-studio"
"""The PNG text that tells what an overlay shows."""
_SEAL = "sam3-studio pixels"
"""The PNG text with a hash of the pixels: what a person drew into an overlay is noticed."""


def class_color(index: int) -> tuple[int, int, int]:
    """A colour for each class, far from those of the classes before it (steps of the golden angle)."""
    red, green, blue = colorsys.hsv_to_rgb((0.58 + index * 0.381966) % 1, 0.85, 0.95)
    return round(red * 255), round(green * 255), round(blue * 255)


def draw_overlay(
    pixels: NDArray[np.uint8], annotations: Sequence[Annotation], class_names: Sequence[str]
) -> Image.Image:
    """Fill and outline every mask in its class's colour, and name it with its score.

    Args:
        pixels: (height, width, 3) uint8.
        annotations: drawn in order, later ones on top.
        class_names: their order gives the colours.
    """
    image = Image.fromarray(pixels)
    for annotation in annotations:
        _tint(image, annotation.mask, class_color(class_names.index(annotation.label)))
    for annotation in annotations:
        _name(image, annotation, class_color(class_names.index(annotation.label)))
    return image


def save_overlay(image: Image.Image, path: Path, note: str) -> None:
    """Write a PNG that carries a note of what it shows, replacing one that was written before.

    Raises:
        DatasetError: it cannot be written, or a file is there that this program did not draw or a person changed.
    """
    try:
        theirs = path.is_symlink() or (path.is_file() and not _is_ours(path))
    except OSError as error:
        raise cannot_write(path, error) from error
    if theirs:
        raise DatasetError(
            "{path} was not drawn by this program, or was edited since; move it away or choose another output folder.",
            path=path,
        )
    info = PngInfo()
    info.add_itxt(_NOTE, note)
    info.add_itxt(_SEAL, _hash(image))
    with replaced_when_complete(path) as file:
        image.save(file, format="PNG", pnginfo=info, compress_level=1)


def shows(path: Path, note: str) -> bool:
    """Whether an overlay with this very note is there."""
    try:
        with opened(path) as (_, image):
            return image.info.get(_NOTE) == note
    except ImageError:
        return False


def _is_ours(path: Path) -> bool:
    try:
        with opened(path) as (_, image):
            return image.info.get(_SEAL) == _hash(image)
    except ImageError:
        return False


def _hash(image: Image.Image) -> str:
    return hashlib.blake2b(image.tobytes(), digest_size=16).hexdigest()


def _tint(image: Image.Image, mask: Rle, color: tuple[int, int, int]) -> None:
    """Blend a colour into the mask's pixels, and draw its rim opaque."""
    crop, x, y = mask.to_crop()
    if not crop.size:
        return
    region = np.array(image.crop((x, y, x + crop.shape[1], y + crop.shape[0])))
    paint = np.array(color, dtype=np.float32)
    region[crop] = (region[crop] * (1 - _OPACITY) + paint * _OPACITY).astype(np.uint8)
    region[crop & ~eroded(crop, rim=max(1, min(image.size) // 320))] = color
    image.paste(Image.fromarray(region), (x, y))


def eroded(crop: NDArray[np.bool_], rim: int) -> NDArray[np.bool_]:
    """The pixels at least `rim` pixels away from the background, straight across: those whose window is full.

    Args:
        crop: (h, w); beyond it there is background.
        rim: in pixels, 1 or more.

    Returns:
        (h, w).
    """
    window = 2 * rim + 1
    inner = np.pad(crop, rim)
    for _ in range(2):  # along the rows, then, turned over, along the columns
        sums = np.pad(np.cumsum(inner, axis=1, dtype=np.int32), ((0, 0), (1, 0)))
        inner = (sums[:, window:] - sums[:, :-window] == window).T
    return inner


def _name(image: Image.Image, annotation: Annotation, color: tuple[int, int, int]) -> None:
    """A label on a plate of the class's colour at the mask's upper left corner, inside the picture."""
    box = annotation.mask.box
    if box is None:
        return
    text = annotation.label if annotation.score is None else f"{annotation.label} {annotation.score:.2f}"
    draw = ImageDraw.Draw(image)
    size = min(max(11, min(image.size) // 45), 48)
    font = ImageFont.load_default(size)
    left, top, right, bottom = draw.textbbox((0, 0), text, font=font)
    pad = size // 4
    width, height = right - left + 2 * pad, bottom - top + 2 * pad
    x = max(0, min(box.x1, image.width - width))
    y = box.y1 - height if box.y1 >= height else box.y1
    draw.rectangle((x, y, x + width, y + height), fill=color)
    ink = "black" if np.dot(color, (0.299, 0.587, 0.114)) > 140 else "white"
    draw.text((x + pad - left, y + pad - top), text, fill=ink, font=font)
