"""The golden cases: calls, and the numbers that the published implementation gives for them.

`data/golden/README.md` says what the files hold.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file
from torch import Tensor

ROOT = Path(__file__).parents[1] / "data" / "golden"
ONE_STEP = 1 / 127.5  # of an 8-bit value, in pixel_values


@dataclass(frozen=True)
class Case:
    """One case: what was called, and what came out.

    Attributes:
        name: its folder and file without suffix, such as "A/text_only".
    """

    name: str

    @property
    def meta(self) -> dict[str, Any]:
        """The call, the shapes, and notes."""
        return _read_json(ROOT / f"{self.name}.json")

    @property
    def tensors(self) -> dict[str, Tensor]:
        """The numbers."""
        return _read_tensors(ROOT / f"{self.name}.safetensors")

    @property
    def model(self) -> Path:
        """Folder of the model it was made with."""
        return ROOT / self.meta["model"]

    @property
    def processor(self) -> Path:
        """Folder of the processor it was made with."""
        return ROOT / self.meta.get("processor_model", self.meta["model"])

    def group(self, prefix: str) -> dict[str, Tensor]:
        """The tensors whose name starts with "prefix.", without it and without those nested deeper."""
        found = {name.removeprefix(prefix + "."): value for name, value in self.tensors.items()}
        return {name: found[name] for name in found if "." not in name and f"{prefix}.{name}" in self.tensors}

    def pixel_values(self) -> Tensor:
        """The case's pictures as the model takes them, (N, 3, H, W) float32."""
        pixels = _read_tensors(self.model / "pixels.safetensors")
        return torch.stack([(pixels[name].float() - 127.5) / 127.5 for name in self.meta["pixels"]])

    def mask(self, name: str, shape: list[int]) -> Tensor:
        """A packed mask, int64 of the shape."""
        count = int(np.prod(shape))
        bits = np.unpackbits(self.tensors[name].numpy(), count=count)
        return torch.from_numpy(bits.astype(np.int64)).reshape(shape)

    def __str__(self) -> str:
        return self.name


def cases(*kinds: str) -> list[Case]:
    """All cases of these kinds: forward, vision_reuse, text_reuse, stages, image_processor, processor, post."""
    names = sorted(path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.glob("*/*.safetensors"))
    with_call = [Case(name) for name in names if (ROOT / f"{name}.json").is_file()]
    return [case for case in with_call if case.meta.get("kind") in kinds]


def picture(file: str) -> Image.Image:
    """A decoded picture of `images/`."""
    with Image.open(ROOT / "images" / file) as image:
        image.load()
        return image


def arguments(call: dict[str, Any]) -> dict[str, Any]:
    """The keyword arguments of a call to the processor, file names replaced by pictures."""
    call = dict(call)
    as_tensor = call.pop("boxes_as_tensor", False)
    for name in ("input_boxes", "input_boxes_labels"):
        if as_tensor and name in call:
            call[name] = torch.tensor(call[name])
    if "images" in call:
        images = [picture(file) for file in call["images"]]
        call["images"] = images if len(images) > 1 else images[0]
    return call


@cache
def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def _read_tensors(path: Path) -> dict[str, Tensor]:
    return load_file(path)
