"""Contact sheets: the best and the worst answers at a glance."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from pycocotools import mask as coco_mask

from sam3_studio.dataset.evaluation.answers import Answer
from sam3_studio.dataset.evaluation.questions import CocoRle
from sam3_studio.dataset.images import load_picture
from sam3_studio.dataset.overlay import eroded

_RIGHT, _WRONG, _MISSED = (0, 158, 115), (213, 45, 0), (240, 180, 0)
"""Told apart by people who see fewer colours, too (Okabe & Ito, 2008)."""

_EXAMPLE, _COUNTEREXAMPLE = (0, 90, 255), (230, 0, 160)

_COLUMNS, _ROWS = 5, 4
_TILE, _CAPTION, _GAP = 280, 40, 10
_INK, _PAPER = (25, 25, 25), (255, 255, 255)


def quality(answer: Answer, threshold: float) -> float:
    """F1 at IoU ≥ 0.5 times the mean IoU of hits, 0 to 1; where nothing is to be found, 1 if nothing is shown."""
    shown, wanted = answer.shown(threshold), len(answer.question.targets)
    if not wanted:
        return float(shown == 0)
    ious = answer.matched(threshold)
    hits = ious[ious >= 0.5]
    return float(2 * len(hits) / (shown + wanted) * hits.mean()) if len(hits) else 0.0


def contact_sheet(answers: Sequence[Answer], threshold: float, *, best: bool) -> Image.Image:
    """The best or the worst answers, every kind of question in turn.

    Found objects are filled green, false ones red, missed ones outlined in yellow; exemplar boxes are blue,
    counterexamples magenta.

    Args:
        answers: to choose from.
        threshold: predictions above it are drawn.
        best: those with the highest quality, and among equals most objects, first; else the lowest.
    """
    sign = -1 if best else 1
    by_group: dict[str, list[Answer]] = {}
    for answer in sorted(answers, key=lambda a: (sign * quality(a, threshold), -len(a.question.targets))):
        by_group.setdefault(answer.question.group, []).append(answer)
    longest = max(map(len, by_group.values()), default=0)
    in_turn = [group[i] for i in range(longest) for group in by_group.values() if i < len(group)]
    chosen = in_turn[: _COLUMNS * _ROWS]
    lines = -(-len(chosen) // _COLUMNS)
    width, height = _COLUMNS * (_TILE + _GAP) + _GAP, lines * (_TILE + _CAPTION + _GAP) + _GAP
    sheet = Image.new("RGB", (width, height), _PAPER)
    for index, answer in enumerate(chosen):
        x = _GAP + index % _COLUMNS * (_TILE + _GAP)
        y = _GAP + index // _COLUMNS * (_TILE + _CAPTION + _GAP)
        tile = _tile(answer, threshold)
        sheet.paste(tile, (x + (_TILE - tile.width) // 2, y + (_TILE - tile.height) // 2))
        _caption(ImageDraw.Draw(sheet), answer, threshold, x, y + _TILE + 2)
    return sheet


def _tile(answer: Answer, threshold: float) -> Image.Image:
    """The picture with what was found, what was not, and the exemplars."""
    question = answer.question
    scale = _TILE / max(question.width, question.height)
    size = (max(1, round(question.width * scale)), max(1, round(question.height * scale)))
    picture = Image.fromarray(load_picture(question.image).pixels).resize(size, Image.Resampling.LANCZOS)
    pixels = np.asarray(picture).copy()
    shown = answer.shown(threshold)
    right = answer.ious[:shown].max(axis=1, initial=0) >= 0.5
    for mask, is_right in zip(answer.masks[:shown], right.tolist(), strict=True):
        _paint(pixels, _scaled(mask, size), _RIGHT if is_right else _WRONG, filled=True)
    for target, iou in zip(question.targets, answer.matched(threshold).tolist(), strict=True):
        if iou < 0.5:
            _paint(pixels, _scaled(target, size), _MISSED, filled=False)
    tile = Image.fromarray(pixels)
    pen = ImageDraw.Draw(tile)
    for example in (box for prompt in question.prompts for box in prompt.boxes):
        corners = [value * scale for value in example.box.as_tuple()]
        pen.rectangle(corners, outline=_EXAMPLE if example.positive else _COUNTEREXAMPLE, width=3)
    return tile


def _scaled(mask: CocoRle, size: tuple[int, int]) -> NDArray[np.bool_]:
    image = Image.fromarray(coco_mask.decode(mask) * 255)
    return np.asarray(image.resize(size, Image.Resampling.BILINEAR)) > 127


def _paint(pixels: NDArray[np.uint8], mask: NDArray[np.bool_], color: tuple[int, int, int], *, filled: bool) -> None:
    if filled:
        pixels[mask] = (pixels[mask] * 0.45 + np.array(color) * 0.55).astype(np.uint8)
    pixels[mask & ~eroded(mask, rim=2)] = color


def _caption(pen: ImageDraw.ImageDraw, answer: Answer, threshold: float, x: int, y: int) -> None:
    scores = ", ".join(f"{score:.2f}" for score in answer.scores[: min(4, answer.shown(threshold))])
    asked = ", ".join(prompt.text or "boxes alone" for prompt in answer.question.prompts)
    font = ImageFont.load_default(14)
    pen.text((x, y), _fitting(pen, asked, font), fill=_INK, font=font)
    told = f"presence {answer.presence:.2f}" + (f"; {scores}" if scores else "")
    pen.text((x, y + 17), told, fill=_INK, font=ImageFont.load_default(12))


def _fitting(pen: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> str:
    """As much of a text as a tile is wide."""
    if pen.textlength(text, font=font) <= _TILE:
        return text
    while text and pen.textlength(text + "…", font=font) > _TILE:
        text = text[:-1]
    return text + "…"
