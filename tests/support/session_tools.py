"""Answers as a model would give them, about small pictures."""

import numpy as np

from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.core.searches import Search
from sam3_studio.core.segmenter import Segmentation

HEIGHT, WIDTH = 30, 40


def candidate(x: int, y: int, score: float, side: int = 6) -> Candidate:
    """A square whose top left pixel is (x, y)."""
    mask = Rle.from_crop(np.ones((side, side), bool), x, y, HEIGHT, WIDTH)
    return Candidate(Box(x, y, x + side, y + side), score, mask)


def found(*scores: float, presence: float = 0.9) -> Segmentation:
    """One candidate for each score, best first, none touching another."""
    ranked = sorted(scores, reverse=True)
    return Segmentation(
        presence, tuple(candidate(8 * i % WIDTH, 8 * (8 * i // WIDTH), s) for i, s in enumerate(ranked))
    )


def ask(picture: CurrentPicture, model: str = "m") -> Search:
    (search,) = picture.ask(model, {1})
    return search


def answer(picture: CurrentPicture, result: Segmentation) -> None:
    for question in ask(picture).keyed_prompts:
        picture.findings.take(1, question.key, result, final=True)
