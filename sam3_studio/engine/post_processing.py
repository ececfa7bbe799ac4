"""From the model's outputs to scores, boxes and masks, by the published rules."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypedDict

import torch
import torch.nn.functional as F
from torch import Tensor

from sam3_studio.engine.batch import Sizes, read_sizes

if TYPE_CHECKING:
    from sam3_studio.model.outputs import Sam3ImageSegmentationOutput

# Values in one piece of enlarged masks: 64 MiB in float32, however many masks there are.
_PIECE = 2**24


class Detections(TypedDict):
    """What was found in one picture: N objects, in the order of the model's queries.

    scores (N,) float32, 0 to 1; boxes (N, 4) float32, (x1, y1, x2, y2), in pixels where the picture's size
    was given, else relative to it; they may leave the picture.
    """

    scores: Tensor
    boxes: Tensor


class Instances(Detections):
    """Detections with masks (N, H, W) int64, 1 on the object and 0 elsewhere."""

    masks: Tensor


class PostProcessing:
    """The published post-processing; both processors offer it.

    `outputs` is what the model returns, or anything with the same fields. `target_sizes` has the
    (height, width) in pixels of each picture, as a sequence or an (N, 2) tensor such as
    `inputs["original_sizes"]`; without it masks keep the model's grid and boxes stay relative. A wrong number
    of sizes, or a size that is not positive, is a ValueError.
    """

    def post_process_object_detection(
        self,
        outputs: "Sam3ImageSegmentationOutput",
        threshold: float = 0.3,
        target_sizes: Sizes | None = None,
    ) -> list[Detections]:
        """Objects that score more than the threshold, one entry per picture.

        A score is sigmoid(logit) · sigmoid(presence). Nothing else is filtered: no suppression of overlaps.
        """
        return [{"scores": scores, "boxes": boxes} for scores, boxes, _ in _kept(outputs, threshold, target_sizes)]

    def post_process_instance_segmentation(
        self,
        outputs: "Sam3ImageSegmentationOutput",
        threshold: float = 0.3,
        mask_threshold: float = 0.5,
        target_sizes: Sizes | None = None,
    ) -> list[Instances]:
        """Objects that score more than the threshold with their masks, one entry per picture.

        A mask is sigmoid, then bilinear enlargement, then `> mask_threshold`.
        """
        sizes = _checked_sizes(target_sizes, len(outputs.pred_logits))
        results: list[Instances] = []
        for row, (scores, boxes, queries) in enumerate(_kept(outputs, threshold, target_sizes)):
            masks = collect_masks(outputs.pred_masks[row, queries], sizes[row], mask_threshold)
            results.append({"scores": scores, "boxes": boxes, "masks": masks})
        return results

    def post_process_semantic_segmentation(
        self,
        outputs: "Sam3ImageSegmentationOutput",
        target_sizes: Sizes | None = None,
        threshold: float = 0.5,
    ) -> list[Tensor]:
        """For each picture the pixels that belong to any object of the concept, (H, W) int64 of 0 and 1."""
        sizes = _checked_sizes(target_sizes, len(outputs.semantic_seg))
        return [
            collect_masks(logits, size, threshold)[0] for logits, size in zip(outputs.semantic_seg, sizes, strict=True)
        ]


def binary_masks(logits: Tensor, size: tuple[int, int] | None, threshold: float = 0.5) -> Iterator[Tensor]:
    """Masks from their logits, a bounded number at a time.

    Args:
        logits: (N, h, w) of any floating type.
        size: (H, W) to enlarge to; None keeps the grid.
        threshold: probability above which a pixel belongs to the object, 0 to 1.

    Yields:
        (n, H, W) bool, in order, N in all.
    """
    height, width = size or logits.shape[-2:]
    step = max(1, _PIECE // (height * width))
    for start in range(0, len(logits), step):
        probabilities = logits[start : start + step].float().sigmoid()
        if size is not None:
            probabilities = F.interpolate(probabilities[None], size, mode="bilinear", align_corners=False)[0]
        yield probabilities > threshold


def collect_masks(logits: Tensor, size: tuple[int, int] | None, threshold: float = 0.5) -> Tensor:
    """All masks from their logits in one (N, H, W) int64 tensor; arguments as in `binary_masks`."""
    masks = torch.empty((len(logits), *(size or logits.shape[-2:])), dtype=torch.int64, device=logits.device)
    start = 0
    for piece in binary_masks(logits, size, threshold):
        masks[start : start + len(piece)] = piece
        start += len(piece)
    return masks


def _kept(
    outputs: "Sam3ImageSegmentationOutput", threshold: float, target_sizes: Sizes | None
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """For each picture scores and boxes above the threshold, and which queries they are."""
    scores = outputs.pred_logits.float().sigmoid() * outputs.presence_logits.float().sigmoid()  # (B, Q)
    sizes = _checked_sizes(target_sizes, len(scores))
    for row, size in enumerate(sizes):
        queries = (scores[row] > threshold).nonzero().squeeze(1)
        boxes = outputs.pred_boxes[row, queries].float()
        if size is not None:
            height, width = size
            boxes = boxes * boxes.new_tensor([width, height, width, height])
        yield scores[row, queries], boxes, queries


def _checked_sizes(target_sizes: Sizes | None, count: int) -> list[tuple[int, int] | None]:
    if target_sizes is None:
        return [None] * count
    sizes = read_sizes(target_sizes)
    if len(sizes) != count:
        raise ValueError(f"{count} pictures come with {len(sizes)} target sizes")
    return list(sizes)
