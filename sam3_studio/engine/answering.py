"""From what the detector found to candidates: boxes first, then masks, best first."""

import threading

import numpy as np
import torch
from torch import Tensor

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.segmenter import SCORE_FLOOR, Picture, Segmentation, Sketch, Watch
from sam3_studio.engine.cancelling import stop_if_set
from sam3_studio.engine.mask_upsampling import upsample_masks
from sam3_studio.model import DetectorOutput, Sam3Model, cxcywh_to_xyxy

_FIRST_MASKS = 8
"""How many of the best masks are made first, so that a watcher soon sees something."""


def read_sketch(found: DetectorOutput, picture: Picture, floor: float = SCORE_FLOOR) -> tuple[Sketch, Tensor] | None:
    """The candidates that score more than the floor, before they have masks.

    Args:
        found: for one prompt.
        picture: that it was asked about.
        floor: 0 to 1.

    Returns:
        The sketch of N candidates, and the numbers (N) of their queries, on the model's device; None where the model's
        results are not finite.
    """
    decoded = found.decoded
    parts = decoded.presence_logits[0], found.logits[0], cxcywh_to_xyxy(decoded.pred_boxes[0]).flatten()
    # One transfer from the device for all of them.
    presence, logits, boxes = torch.cat([part.float() for part in parts]).cpu().split([len(part) for part in parts])
    presence = presence.sigmoid()  # (1)
    scores = logits.sigmoid() * presence  # (Q)
    if not bool(scores.isfinite().all()):
        return None
    order = scores.argsort(descending=True)
    kept = order[scores[order] > floor]  # (N)
    corners = boxes.view(-1, 4)[kept].numpy() * np.tile((picture.width, picture.height), 2)  # (N, 4)
    pairs = zip(corners, scores[kept].tolist(), strict=True)
    sketch = Sketch(float(presence), tuple((Box(*map(float, box)), score) for box, score in pairs))
    return sketch, kept.to(found.logits.device, non_blocking=True)


def complete(
    sketch: Sketch,
    queries: Tensor,
    pixels: Tensor,
    model: Sam3Model,
    picture: Picture,
    *,
    at_once: int,
    known: tuple[Candidate, ...] = (),
    watch: Watch | None,
    cancel: threading.Event | None,
) -> Segmentation:
    """Give the sketched candidates their masks.

    Args:
        sketch: of N candidates, at least one.
        queries: (1, N, D) theirs.
        pixels: (1, D, h, w) what queries are compared with.
        model: compares them.
        picture: that the masks are of.
        at_once: coarse masks made together; bounds memory.
        known: the first of the candidates, whose masks were made before.
        watch: is shown the candidates so far after each part but the last.
        cancel: polled between masks.

    Raises:
        CancelledError: `cancel` was set.
    """
    semantic = model.mask_decoder.semantic_logits(pixels)[0, 0].float().sigmoid().cpu().numpy()  # (h, w)
    semantic.flags.writeable = False
    candidates = list(known)
    queries = queries[:, len(known) :]
    for group in (queries[:, :_FIRST_MASKS], queries[:, _FIRST_MASKS:]):
        for part in group.split(at_once, dim=1):
            coarse = model.mask_decoder.instance_logits(part, pixels)[0].float().sigmoid()
            for mask in upsample_masks(coarse, picture.height, picture.width, 0.5):
                stop_if_set(cancel)
                box, score = sketch.boxes[len(candidates)]
                candidates.append(Candidate(box, score, mask))
            if watch and len(candidates) < len(sketch.boxes):
                watch(Segmentation(sketch.presence, tuple(candidates), semantic))
    return Segmentation(sketch.presence, tuple(candidates), semantic)
