"""What a review of a large project takes before its first picture is seen."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.location import FILE_NAME
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.review.listing import read_candidates
from sam3_studio.dataset.review.queue import read_needs

_BATCH = 500
"""Pictures that are written together."""


def _search_all(folder: Path) -> None:
    """Keep in each picture what a model might have found of its first class: its objects, moved, with any scores."""
    rng = np.random.default_rng(5)
    with Project.open(folder) as project:
        names = [record.name for record in project.images.records()]
        for start in range(0, len(names), _BATCH):
            with project.transaction():
                for name in names[start : start + _BATCH]:
                    masks = [item.mask for item in project.labels.document(name).objects if rng.random() < 0.5]
                    scores = sorted(rng.random(len(masks)).tolist(), reverse=True)
                    found = tuple(Candidate(Box(0, 0, 1, 1), *pair) for pair in zip(scores, masks, strict=True))
                    project.found.save(name, 1, "benchmark", Segmentation(float(rng.random()), found))
            project.checkpoint()


def timed_review(folder: Path) -> Iterator[tuple[str, float, float, str]]:
    """Seconds, targets and notes of both lists: of the pictures by need, and of the candidates of a class."""
    _search_all(folder)
    began = time.perf_counter()
    needs = read_needs(folder / FILE_NAME)
    yield "pictures by need", time.perf_counter() - began, 20.0, f"{len(needs):,} need somebody"
    began = time.perf_counter()
    listing = read_candidates(folder / FILE_NAME, 1)
    yield "candidates of a class", time.perf_counter() - began, 2.0, f"{len(listing):,} candidates"
