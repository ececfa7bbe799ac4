"""The field's figures.

cgF1 as the SA-Co evaluation of SAM 3 defines it (https://github.com/facebookresearch/sam3, sam3/eval): how well objects
are found where there are any, times how well the segmenter knows whether there are any.
"""

import contextlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco_mask
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from sam3_studio.dataset.evaluation.answers import Answer
from sam3_studio.dataset.evaluation.questions import CocoBox, CocoRle

IOU_THRESHOLDS = np.arange(0.5, 1.0, 0.05)
"""IoU .50 to .95, over which cgF1 and COCO's AP are averaged."""

_EPSILON = 1e-4


@dataclass(frozen=True, slots=True)
class ConceptF1:
    """cgF1 and what it is the product of.

    Attributes:
        cgf1: 100 × positive micro-F1 × MCC.
        positive_micro_f1: over questions that have something to be found, mean over `IOU_THRESHOLDS`, 0 to 1.
        mcc: Matthews correlation of "something shown" with "something there", -1 to 1; 0 where one of them never
            varies.
    """

    cgf1: float
    positive_micro_f1: float
    mcc: float


@dataclass(frozen=True, slots=True)
class Found:
    """What was found above a threshold, at mask IoU ≥ 0.5.

    Attributes:
        questions: asked.
        precision: share of what was shown that is right, of questions with something to be found; None where nothing
            was shown.
        recall: share of the objects that were found; None where there were none.
        mean_iou: of matches; None without any.
        clean: share of questions with nothing to be found in which nothing was shown; None without such questions.
        presence_low: share of those in which presence is below 0.5; likewise.
        exclusions_kept: share of excluded objects that were not shown; None where nothing was excluded.
        kinds_gone: share of the questions with excluded objects in which none of these was shown; likewise.
    """

    questions: int
    precision: float | None
    recall: float | None
    mean_iou: float | None
    clean: float | None
    presence_low: float | None
    exclusions_kept: float | None
    kinds_gone: float | None


@dataclass(frozen=True, slots=True)
class AveragePrecision:
    """COCO's AP by pycocotools, 0 to 1: over IoU .50 to .95, and at .50. -1 where there is nothing to be found.

    Boxes are the segmenter's own, compared with those of the labels; at most 100 predictions a question count.
    """

    masks: float
    masks_50: float
    boxes: float
    boxes_50: float


def concept_f1(answers: Sequence[Answer], threshold: float = 0.5) -> ConceptF1:
    """cgF1 of answers, counting predictions above a threshold."""
    hits = np.zeros(len(IOU_THRESHOLDS))
    shown = wanted = 0
    table = np.zeros((2, 2))  # something there, something shown
    for answer in answers:
        count = answer.shown(threshold)
        there = len(answer.question.targets)
        table[int(there > 0), int(count > 0)] += 1
        if there:
            wanted += there
            shown += count
            hits += (answer.matched(threshold)[:, None] >= IOU_THRESHOLDS - 1e-9).sum(axis=0)
    precision, recall = hits / (shown + _EPSILON), hits / (wanted + _EPSILON)
    f1 = float((2 * precision * recall / (precision + recall + _EPSILON)).mean())
    mcc = _matthews(table)
    return ConceptF1(100 * f1 * mcc, f1, mcc)


def found(answers: Sequence[Answer], threshold: float = 0.5) -> Found:
    """Precision, recall and the rest of answers."""
    present = [answer for answer in answers if answer.question.targets]
    absent = [answer for answer in answers if not answer.question.targets]
    ious = np.concatenate([answer.matched(threshold) for answer in present]) if present else np.zeros(0)
    hits = ious[ious >= 0.5]
    shown = sum(answer.shown(threshold) for answer in present)
    excluded = [
        answer.excluded_ious[: answer.shown(threshold)].max(axis=0, initial=0) >= 0.5
        for answer in answers
        if answer.question.excluded
    ]
    return Found(
        questions=len(answers),
        precision=len(hits) / shown if shown else None,
        recall=len(hits) / len(ious) if len(ious) else None,
        mean_iou=float(hits.mean()) if len(hits) else None,
        clean=_share(not answer.shown(threshold) for answer in absent),
        presence_low=_share(answer.presence < 0.5 for answer in absent),
        exclusions_kept=_share(not back for part in excluded for back in part),
        kinds_gone=_share(not part.any() for part in excluded),
    )


@dataclass(frozen=True, slots=True)
class Curves:
    """Figures over the threshold at mask IoU ≥ 0.5; what is shown where nothing is to be found counts against them.

    Attributes:
        precision: for each threshold; 1 where nothing is shown.
        recall: likewise; 1 where nothing is to be found.
        f1: likewise.
    """

    precision: tuple[float, ...]
    recall: tuple[float, ...]
    f1: tuple[float, ...]


def curves(answers: Sequence[Answer], thresholds: Sequence[float]) -> Curves:
    """Precision, recall and F1 of answers at each threshold."""
    wanted = sum(len(answer.question.targets) for answer in answers)
    hits = [sum(int((answer.matched(threshold) >= 0.5).sum()) for answer in answers) for threshold in thresholds]
    shown = [sum(answer.shown(threshold) for answer in answers) for threshold in thresholds]
    return Curves(
        tuple(hit / count if count else 1.0 for hit, count in zip(hits, shown, strict=True)),
        tuple(hit / wanted if wanted else 1.0 for hit in hits),
        tuple(2 * hit / (count + wanted) if count + wanted else 1.0 for hit, count in zip(hits, shown, strict=True)),
    )


def average_precision(answers: Sequence[Answer]) -> tuple[AveragePrecision, dict[str, AveragePrecision]]:
    """COCO's AP, of all categories and of each; every question is a picture of its own."""
    names = sorted({answer.question.category for answer in answers})
    numbers = {name: index for index, name in enumerate(names, 1)}
    images: list[dict[str, Any]] = []
    truth: list[dict[str, Any]] = []
    predicted: list[dict[str, Any]] = []
    for number, answer in enumerate(answers, 1):
        question = answer.question
        images.append({"id": number, "height": question.height, "width": question.width})
        shared = {"image_id": number, "category_id": numbers[question.category]}
        boxes = question.boxes or tuple(map(_box, question.targets))
        for target, box in zip(question.targets, boxes, strict=True):
            truth.append(shared | _shape(target, box) | {"id": len(truth) + 1, "iscrowd": 0})
        for crowd in question.ignored:
            truth.append(shared | _shape(crowd, _box(crowd)) | {"id": len(truth) + 1, "iscrowd": 1})
        every = answer.every
        for mask, box, score in zip(every.masks, every.boxes, every.scores.tolist(), strict=True):
            predicted.append(shared | _shape(mask, box) | {"score": score})
    if not truth or not predicted:
        return AveragePrecision(*[0.0 if truth else -1.0] * 4), {}
    with contextlib.redirect_stdout(io.StringIO()):  # pycocotools prints
        reference = COCO()
        reference.dataset = {
            "images": images,
            "annotations": truth,
            "categories": [{"id": number, "name": name} for name, number in numbers.items()],
        }
        reference.createIndex()
        masks = _precisions(reference, reference.loadRes(predicted), "segm")
        boxed = _precisions(reference, reference.loadRes(predicted), "bbox")
    of_each = {name: _averaged(masks[:, :, [k]], boxed[:, :, [k]]) for k, name in enumerate(names)}
    return _averaged(masks, boxed), of_each


def _precisions(reference: COCO, results: COCO, kind: str) -> NDArray[np.float64]:
    """Precision at (IoU threshold, recall, category) of objects of any size; -1 where there is nothing to be found."""
    evaluation = COCOeval(reference, results, kind)
    evaluation.evaluate()
    evaluation.accumulate()
    precision: NDArray[np.float64] = evaluation.eval["precision"][:, :, :, 0, -1]
    return precision


def _averaged(masks: NDArray[np.float64], boxes: NDArray[np.float64]) -> AveragePrecision:
    return AveragePrecision(*(_mean(part) for part in (masks, masks[:1], boxes, boxes[:1])))


def _mean(precision: NDArray[np.float64]) -> float:
    known = precision[precision > -1]
    return float(known.mean()) if known.size else -1.0


def _shape(mask: CocoRle, box: CocoBox) -> dict[str, Any]:
    return {"segmentation": mask, "bbox": list(box), "area": float(coco_mask.area(mask))}


def _box(mask: CocoRle) -> CocoBox:
    x, y, width, height = coco_mask.toBbox(mask).tolist()
    return x, y, width, height


def _matthews(table: Any) -> float:
    """Correlation of two yes-or-no answers from their 2 × 2 table of counts."""
    (tn, fp), (fn, tp) = table.tolist()
    scale = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return float((tp * tn - fp * fn) / scale**0.5) if scale else 0.0


def _share(flags: Iterable[object]) -> float | None:
    values = [bool(flag) for flag in flags]
    return sum(values) / len(values) if values else None
