"""Pictures in whatever form they come, as (channels, height, width) tensors."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

ImageLike = Image.Image | NDArray[Any] | Tensor
ImageBatch = ImageLike | Sequence[ImageLike]


def list_images(images: ImageBatch, *, batch_ndim: int = 4) -> list[ImageLike]:
    """One entry per picture, from a picture, a sequence of pictures, or an array of `batch_ndim` dimensions.

    Raises:
        ValueError: something else, or no picture at all.
    """
    if isinstance(images, (np.ndarray, Tensor)):
        pictures = list(images) if images.ndim >= batch_ndim else [images]
    elif isinstance(images, (list, tuple)):
        pictures = list(images)
    else:
        pictures = [images]
    if not pictures:
        raise ValueError("there is no picture in the list")
    for index, picture in enumerate(pictures):
        if not isinstance(picture, (Image.Image, np.ndarray, Tensor)):
            raise ValueError(  # noqa: TRY004  # the processors raise ValueError for every wrong call
                f"picture {index} is a {type(picture).__name__}; it should be a Pillow image, a numpy array or a tensor"
            )
    return pictures


def read_image(image: ImageLike, *, layout: str | None = None, rgb: bool = True) -> Tensor:
    """The pixels of a picture, (C, H, W), in the type they have; a view, not copied where that can be avoided.

    EXIF orientation is not applied: boxes are drawn on what the caller sees.

    Args:
        image: any mode of Pillow, an array, or a tensor; (H, W), (H, W, C) or (C, H, W) with 1, 3 or 4
            channels. Where both ends could be channels, arrays have them last and tensors first.
        layout: "channels_first" or "channels_last", where that guess would be wrong.
        rgb: make it three channels: gray is repeated, alpha dropped. Otherwise channels stay as they are.

    Raises:
        ValueError: channels are not where they should be, or there is no pixel.
    """
    if isinstance(image, Image.Image):
        pixels = torch.from_numpy(np.array(_rgb_image(image) if rgb else image))
        layout = "channels_last"
    elif isinstance(image, np.ndarray):
        # torch takes neither read-only memory nor negative strides
        pixels = torch.from_numpy(np.require(image, requirements=("C", "W")))
        layout = _layout_of(image.shape, layout, preferred="channels_last")
    else:
        pixels = image.detach()
        layout = _layout_of(image.shape, layout, preferred="channels_first")
    if pixels.ndim == 2:
        pixels = pixels[None]
    elif layout == "channels_last":
        pixels = pixels.permute(2, 0, 1)  # left interleaved: torch resizes such bytes several times faster
    if not pixels.numel():
        raise ValueError(f"a picture of {pixels.shape[2]} x {pixels.shape[1]} has no pixels")
    return _rgb_channels(pixels) if rgb else pixels


def read_label_map(labels: ImageLike) -> Tensor:
    """The class of every pixel, (H, W) int64.

    Raises:
        ValueError: there is more than one value per pixel, or no pixel.
    """
    values = torch.from_numpy(np.array(labels)) if not isinstance(labels, Tensor) else labels.detach()
    if values.ndim == 3 and 1 in (values.shape[0], values.shape[-1]):
        values = values.squeeze(0 if values.shape[0] == 1 else -1)
    if values.ndim != 2 or not values.numel():
        raise ValueError(f"a segmentation map is (height, width), not {tuple(values.shape)}")
    return values.long()


def to_bytes(pixels: Tensor) -> Tensor:
    """Pixels as uint8.

    Args:
        pixels: any type. Whole numbers run from 0 to 255; fractions from 0 to 1, or to 255 where one is
            above 1.

    Raises:
        ValueError: a value lies outside, or is not a number.
    """
    if pixels.dtype == torch.uint8:
        return pixels
    values = pixels.float()
    low, high = (float(end) for end in values.aminmax())
    if not (low >= 0 and high <= 255):
        raise ValueError(f"pixels run from 0 to 255, or from 0 to 1; these run from {low:g} to {high:g}")
    if high <= 1 and (pixels.is_floating_point() or pixels.dtype == torch.bool):
        values = values * 255
    return values.round().to(torch.uint8)


def _rgb_image(image: Image.Image) -> Image.Image:
    # Pillow warns when a palette with an alpha of its own goes to RGB directly.
    if image.mode == "P" and "transparency" in image.info:
        image = image.convert("RGBA")
    return image.convert("RGB")


def _layout_of(shape: Sequence[int], told: str | None, *, preferred: str) -> str:
    if told not in ("channels_first", "channels_last", None):
        raise ValueError(f'input_data_format is "channels_first", "channels_last" or None, not {told!r}')
    if len(shape) == 2:
        return preferred
    ends = {"channels_first": shape[0], "channels_last": shape[-1]} if len(shape) == 3 else {}
    for layout in [told] if told else [preferred, *ends]:
        if ends.get(layout) in (1, 3, 4):
            return layout
    raise ValueError(
        "a picture is (height, width), (height, width, channels) or (channels, height, width) with 1, 3 or "
        f"4 channels, not {tuple(shape)}"
    )


def _rgb_channels(pixels: Tensor) -> Tensor:
    return pixels.expand(3, -1, -1) if len(pixels) == 1 else pixels[:3]
