"""`training.prompts`: prompts about scenes and their answers."""

import numpy as np
import pytest

from sam3_studio.training.prompts import PromptKind, make_prompt
from sam3_studio.training.scenes import draw_scene

SCENES = [draw_scene(8, number, 96).objects for number in range(40)]


@pytest.mark.parametrize("kind", PromptKind)
def test_every_index_of_a_prompt_is_an_object_of_its_scene(kind: PromptKind) -> None:
    rng = np.random.default_rng(0)
    for objects in SCENES:
        prompt = make_prompt(objects, kind, rng)
        used = {*prompt.targets, *prompt.excluded, *(index for index, _ in prompt.examples)}
        assert used <= set(range(len(objects)))


def test_exemplar_boxes_ask_for_everything_that_looks_like_them() -> None:
    rng = np.random.default_rng(1)
    for objects in filter(None, SCENES):
        prompt = make_prompt(objects, PromptKind.BOX, rng)
        looks = {objects[index].look for index, positive in prompt.examples if positive}
        assert prompt.text is None
        assert prompt.targets == tuple(i for i, found in enumerate(objects) if found.look in looks)


def test_a_negative_box_excludes_its_kind_and_leaves_the_rest() -> None:
    rng = np.random.default_rng(2)
    prompts = [(objects, make_prompt(objects, PromptKind.TEXT_AND_NEGATIVE, rng)) for objects in SCENES if objects]
    excluding = [(objects, prompt) for objects, prompt in prompts if prompt.excluded]
    assert len(excluding) > 10
    for objects, prompt in excluding:
        ((example, positive),) = prompt.examples
        assert not positive
        assert {objects[index].look for index in prompt.excluded} == {objects[example].look}
        assert objects[example].look not in {objects[index].look for index in prompt.targets}


def test_an_absent_phrase_has_no_answer() -> None:
    rng = np.random.default_rng(3)
    for objects in SCENES:
        assert make_prompt(objects, PromptKind.ABSENT, rng).targets == ()
