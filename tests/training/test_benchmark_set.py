"""`training.benchmark_set`: held-out scenes as a dataset."""

from pathlib import Path

import numpy as np
import pytest
from pycocotools import mask as coco_mask

from sam3_studio.dataset.evaluation.questions import read_questions
from sam3_studio.training.benchmark_set import HELD_OUT_SEED, write_benchmark_set
from sam3_studio.training.prompts import PromptKind
from sam3_studio.training.scenes import draw_scene

pytestmark = pytest.mark.slow


def test_every_kind_of_question_is_asked_and_read_back(tmp_path: Path) -> None:
    questions = read_questions(write_benchmark_set(tmp_path, 8, 96))
    assert {question.group for question in questions} == {str(kind) for kind in PromptKind}
    for question in questions:
        assert bool(question.targets) != (question.group == PromptKind.ABSENT) or question.excluded
        assert question.image.is_file()


def test_targets_are_exactly_what_was_drawn(tmp_path: Path) -> None:
    questions = read_questions(write_benchmark_set(tmp_path, 4, 96))
    for question in questions:
        labels = draw_scene(HELD_OUT_SEED, int(question.image.stem), 96).labels
        for target in question.targets:
            covered = labels[coco_mask.decode(target).astype(bool)]
            assert len(np.unique(covered)) == 1
            assert (labels == covered[0]).sum() == len(covered)
