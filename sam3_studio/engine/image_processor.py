"""Pictures as the model takes them: resized to its square, scaled to -1 … 1."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from os import PathLike
from pathlib import Path
from typing import Any, Self

import torch
import torch.nn.functional as F
from torch import Tensor

from sam3_studio.core.errors import ModelError
from sam3_studio.engine.batch import BatchFeature
from sam3_studio.engine.image_input import ImageBatch, list_images, read_image, read_label_map, to_bytes
from sam3_studio.engine.post_processing import PostProcessing
from sam3_studio.engine.pretrained import folder_of, read_settings

LARGEST_SIDE = 1 << 14
"""Pixels; a larger input fits no memory."""
_LARGEST_NUMBER = 1e6
"""Pixels are scaled from 0 … 255 to something like -1 … 1."""


@dataclass
class Sam3ImageProcessor(PostProcessing):
    """Prepares pictures for SAM 3, and turns its outputs into results (see `PostProcessing`).

    On the CPU `pixel_values` are bit for bit those of the published processor; elsewhere a value may be one
    8-bit step away.

    Attributes:
        size: {"height", "width"} of the model's input in pixels; the aspect ratio is not kept.
        mask_size: {"height", "width"} of segmentation maps, that of the model's masks.
        image_mean: per channel, of values from 0 to 1.
        image_std: per channel, of values from 0 to 1.
        rescale_factor: brings 8-bit values to 0 … 1.
        do_resize: resize at all.
        do_rescale: pixels are 8-bit values, or are made such, and multiplied by `rescale_factor`; without it
            they are taken as they are, 0 to 1.
        do_normalize: subtract the mean and divide by the deviation.
        do_convert_rgb: repeat gray, drop alpha, look palettes up.

    Raises:
        ValueError: a value has the wrong type or makes no sense.
    """

    size: Mapping[str, int] = field(default_factory=lambda: {"height": 1008, "width": 1008})
    mask_size: Mapping[str, int] = field(default_factory=lambda: {"height": 288, "width": 288})
    image_mean: float | Sequence[float] = (0.5, 0.5, 0.5)
    image_std: float | Sequence[float] = (0.5, 0.5, 0.5)
    rescale_factor: float = 1 / 255
    do_resize: bool = True
    do_rescale: bool = True
    do_normalize: bool = True
    do_convert_rgb: bool = True

    def __post_init__(self) -> None:
        for name in ("size", "mask_size"):
            size = getattr(self, name)
            if not _is_size(size):
                raise ValueError(
                    f'{name} has a positive "height" and "width", whole numbers up to {LARGEST_SIDE}, not {size!r}'
                )
        for name in ("do_resize", "do_rescale", "do_normalize", "do_convert_rgb"):
            if not isinstance(getattr(self, name), bool):
                raise ValueError(f"{name} is true or false, not {getattr(self, name)!r}")  # noqa: TRY004  # as documented
        for name in ("image_mean", "image_std", "rescale_factor"):
            values = _numbers(getattr(self, name))
            if values is None or (name != "image_mean" and not bool((values > 0).all())):
                raise ValueError(f"{name} is made of numbers that pixels can be scaled by, not {getattr(self, name)!r}")

    @classmethod
    def from_pretrained(cls, source: str | PathLike[str], **overrides: Any) -> Self:
        """The processor of a checkpoint.

        Settings come from `image_processor` in `processor_config.json`, else from `preprocessor_config.json`;
        what they leave out, or all of it when both are absent, is that of the public model. Settings that
        this class does not have are ignored.

        Args:
            source: its folder, a file in it, or the name of a Hub repository that was downloaded before.
            overrides: attributes to set otherwise.

        Raises:
            ModelError: there is no such checkpoint, or a file is damaged.
            TypeError: an override is not an attribute.
        """
        settings = _published_settings(folder_of(source))
        known = {entry.name for entry in fields(cls)}
        if unknown := overrides.keys() - known:
            raise TypeError(f"{cls.__name__} has no {unknown.pop()!r}")
        settings = {name: value for name, value in settings.items() if name in known} | overrides
        try:
            return cls(**settings)
        except (AttributeError, TypeError, ValueError) as error:
            raise ModelError(
                "The image settings of {source} cannot be used: {reason}.", source=source, reason=error
            ) from error

    def __call__(
        self,
        images: ImageBatch,
        segmentation_maps: ImageBatch | None = None,
        return_tensors: str | None = "pt",
        *,
        input_data_format: str | None = None,
        device: str | torch.device | None = None,
        **overrides: Any,
    ) -> BatchFeature:
        """Prepare one picture or several, of the same size or not.

        Args:
            images: Pillow images, numpy arrays or tensors, uint8 or 0 to 1; one, a list, or a batch of four
                dimensions.
            segmentation_maps: a map of classes for every picture, (H, W) each.
            return_tensors: "pt", "np" or None, as in `BatchFeature.collate`.
            input_data_format: "channels_first" or "channels_last", where it cannot be guessed.
            device: resize there instead of where the pixels are.
            overrides: attributes to set otherwise for this call.

        Returns:
            `pixel_values` (N, 3, height, width) float32; `original_sizes` (N, 2) int64, height and width;
            with maps `labels` (N, mask height, mask width) int64.

        Raises:
            ValueError: something is not a picture, has no pixels, or the numbers of pictures and maps differ.
            TypeError: an override is not an attribute.
        """
        if overrides:
            processor = replace(self, **overrides)
            return processor(
                images, segmentation_maps, return_tensors, input_data_format=input_data_format, device=device
            )
        pictures = [
            read_image(image, layout=input_data_format, rgb=self.do_convert_rgb) for image in list_images(images)
        ]
        columns: dict[str, Tensor | Sequence[Tensor]] = {
            "pixel_values": [self._prepared(pixels.to(device)) for pixels in pictures],
            "original_sizes": torch.tensor([pixels.shape[1:] for pixels in pictures]),
        }
        if segmentation_maps is not None:
            maps = list_images(segmentation_maps, batch_ndim=3)
            if len(maps) != len(pictures):
                raise ValueError(f"{len(pictures)} pictures come with {len(maps)} segmentation maps")
            columns["labels"] = [self._prepared_map(read_label_map(entry)) for entry in maps]
        return BatchFeature.collate(columns, return_tensors)

    preprocess = __call__

    def _prepared(self, pixels: Tensor) -> Tensor:
        if self.do_rescale:
            pixels = to_bytes(pixels)
        if self.do_resize:
            pixels = _resized(pixels, (self.size["height"], self.size["width"]))
        factor = self.rescale_factor if self.do_rescale else 1.0
        if self.do_normalize:
            # One step instead of two: with the usual settings (x - 127.5) / 127.5, exact in float32.
            mean, std = (
                (torch.tensor(value, dtype=torch.float64) / factor).float().reshape(-1, 1, 1).to(pixels.device)
                for value in (self.image_mean, self.image_std)
            )
            return (pixels.float() - mean) / std
        return pixels * factor if self.do_rescale else pixels

    def _prepared_map(self, labels: Tensor) -> Tensor:
        if not self.do_resize:
            return labels
        rows, columns = (
            _nearest(length, self.mask_size[side])
            for length, side in zip(labels.shape, ("height", "width"), strict=True)
        )
        return labels[rows][:, columns]


def _is_size(size: Any) -> bool:
    return (
        isinstance(size, Mapping)
        and set(size) == {"height", "width"}
        and all(type(side) is int and 1 <= side <= LARGEST_SIDE for side in size.values())
    )


def _numbers(value: Any) -> Tensor | None:
    """One number, or one for each of up to four channels; None for anything else."""
    try:
        values = torch.as_tensor(value, dtype=torch.float64).reshape(-1)
    except (TypeError, ValueError, RuntimeError, OverflowError):
        return None
    return values if 1 <= len(values) <= 4 and bool((values.abs() <= _LARGEST_NUMBER).all()) else None


def _published_settings(folder: Path) -> dict[str, Any]:
    nested = read_settings(folder / "processor_config.json").get("image_processor")
    return nested if isinstance(nested, dict) else read_settings(folder / "preprocessor_config.json")


def _resized(pixels: Tensor, size: tuple[int, int]) -> Tensor:
    """Bilinear with antialias; 8-bit values stay 8-bit values, as the model saw them in training."""
    if pixels.dtype != torch.uint8:
        return _interpolated(pixels.float(), size)
    # Only the CPU resizes bytes; rounding afterwards is up to one step away from its fixed-point arithmetic.
    return _interpolated(pixels, size) if pixels.device.type == "cpu" else _resized_by_rounding(pixels, size)


def _resized_by_rounding(pixels: Tensor, size: tuple[int, int]) -> Tensor:
    return _interpolated(pixels.float(), size).round().clamp(0, 255).to(torch.uint8)


def _interpolated(pixels: Tensor, size: tuple[int, int]) -> Tensor:
    return F.interpolate(pixels[None], size, mode="bilinear", antialias=True, align_corners=False)[0]


def _nearest(length: int, new_length: int) -> Tensor:
    """Which of `length` entries each of `new_length` shows, by the rule of torch's nearest interpolation."""
    # Resizing positions instead of values keeps every integer exact, whatever its type.
    positions = torch.arange(length, dtype=torch.float32)
    return F.interpolate(positions[None, None], new_length, mode="nearest")[0, 0].long()
