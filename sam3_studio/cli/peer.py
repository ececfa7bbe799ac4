"""transformers' SAM 3 at work in a process of its own, so that both models can be timed in turns: `python -m` this.

It reads one order a line from standard input and answers each with a line of JSON: the seconds that it took, or after
`MEMORY` the bytes. Weights are random: what they are does not change the time.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from sam3_studio.cli.timing import measure, memory_of, nothing

PEER = "transformers"
"""What is compared with, as it is called."""

OBJECTS = 100
"""That masks are enlarged of."""

PHRASE = (49406, 3220, 7651, 49407)
"""Token ids of a text of two words."""

COMPILED = "compiled"
"""Said after the precision where its parts are to be compiled."""

MEMORY = "memory of "
"""Said before a work of which not the time is wanted."""

Work = Callable[[], object]


def main() -> int:
    """Do what standard input says until it ends.

    Arguments: device, side of the model's input, height and width of the picture, precision, `COMPILED` or nothing.
    """
    import torch

    device, side, height, width, dtype, *compiled = sys.argv[1:]
    works = _works(device, int(side), (int(height), int(width)), dtype, compiled=bool(compiled))
    settle = torch.cuda.synchronize if torch.device(device).type == "cuda" else nothing
    print(json.dumps({"version": _version()}), flush=True)
    for line in sys.stdin:
        order = line.strip()
        if order.startswith(MEMORY):
            print(json.dumps({"bytes": memory_of(works[order.removeprefix(MEMORY)])}), flush=True)
        else:
            seconds = measure(works[order], 1, settle=settle).seconds[0]
            print(json.dumps({"seconds": seconds}), flush=True)
    return 0


def _version() -> str:
    import transformers

    return f"{PEER} {transformers.__version__}"


def _works(device: str, side: int, size: tuple[int, int], dtype: str, *, compiled: bool) -> dict[str, Work]:
    """What can be ordered, by name."""
    import torch
    from transformers import Sam3Config, Sam3Model

    config = Sam3Config()
    config.vision_config.backbone_config.image_size = side
    with torch.device("meta"):
        model = Sam3Model(config).to(getattr(torch, dtype))
    model = model.to_empty(device=device).eval()
    generator = torch.Generator(device).manual_seed(0)
    for tensor in (*model.parameters(), *model.buffers()):
        with torch.no_grad():
            tensor.normal_(std=0.02, generator=generator) if tensor.is_floating_point() else tensor.zero_()
    pixels = torch.randn(1, 3, side, side, generator=generator, dtype=getattr(torch, dtype), device=device)
    # Padded as the published processor does it.
    ids, mask = torch.full((1, 32), PHRASE[-1]), torch.zeros(1, 32, dtype=torch.long)
    ids[0, : len(PHRASE)], mask[0, : len(PHRASE)] = torch.tensor(PHRASE), 1
    ids, mask = ids.to(device), mask.to(device)
    see, answer = (torch.compile(part) if compiled else part for part in (model.get_vision_features, model.forward))
    kept: dict[str, Any] = {}

    @torch.inference_mode()
    def encode() -> None:
        kept["vision"] = see(pixels)

    @torch.inference_mode()
    def prompt() -> None:
        answer(vision_embeds=kept["vision"], input_ids=ids, attention_mask=mask)

    return {"encode": encode, "prompt": prompt, "masks": lambda: _masks(device, size)}


def _masks(device: str, size: tuple[int, int]) -> None:
    """Some objects' coarse masks to run-lengths of the picture, by the published post-processing and pycocotools."""
    import numpy as np
    import torch
    from pycocotools import mask as coco
    from transformers import Sam3ImageProcessor
    from transformers.models.sam3.modeling_sam3 import Sam3ImageSegmentationOutput

    with torch.device(device):
        outputs = Sam3ImageSegmentationOutput(
            pred_masks=torch.from_numpy(blobs())[None].to(device),
            pred_boxes=torch.zeros(1, OBJECTS, 4),
            pred_logits=torch.full((1, OBJECTS), 5.0),
            presence_logits=torch.full((1, 1), 5.0),
        )
    (found,) = Sam3ImageProcessor().post_process_instance_segmentation(outputs, target_sizes=[size])
    for one in found["masks"]:
        coco.encode(np.asfortranarray(one.cpu().numpy().astype(np.uint8)))


def blobs() -> Any:
    """Coarse masks of round objects, (OBJECTS, 288, 288) float32 logits: most of a picture is not on an object."""
    import numpy as np

    rng = np.random.default_rng(0)
    y, x = np.mgrid[0:288, 0:288].astype(np.float32)
    centres, radii = rng.uniform(20, 268, (OBJECTS, 2)), rng.uniform(6, 40, OBJECTS)
    found = [r - np.hypot(y - cy, x - cx) for (cy, cx), r in zip(centres, radii, strict=True)]
    return np.stack(found).astype(np.float32)


if __name__ == "__main__":
    sys.exit(main())
