"""Held-out scenes as a labeled dataset, which `sam3-studio evaluate` reads."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from pycocotools import mask as coco_mask

from sam3_studio.training.objects import Scene
from sam3_studio.training.prompts import PromptKind, ScenePrompt, make_prompt
from sam3_studio.training.scenes import DATA_VERSION, draw_scene
from sam3_studio.training.vocabulary import ANYTHING

HELD_OUT_SEED = 1_000_003
"""Of the series that no training run uses."""


def write_benchmark_set(folder: Path, scenes: int, side: int) -> Path:
    """Write pictures and `annotations.json`; every scene is asked one question of each kind.

    Args:
        folder: made as needed.
        scenes: how many.
        side: of a picture in pixels.

    Returns:
        The file with the questions.

    Raises:
        OSError: the folder cannot be written.
    """
    (folder / "images").mkdir(parents=True, exist_ok=True)
    entries: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    for number in range(scenes):
        scene = draw_scene(HELD_OUT_SEED, number, side)
        name = f"{number:05d}.png"
        Image.fromarray(scene.pixels).save(folder / "images" / name)
        rng = np.random.default_rng([HELD_OUT_SEED, number])
        for kind in PromptKind:
            prompt = make_prompt(scene.objects, kind, rng, held_out=True)
            if prompt.kind is not kind:
                continue  # the scene does not allow this kind
            entry = {"id": len(entries) + 1, "file_name": name, "height": side, "width": side}
            entries.append(entry | _question(scene, prompt))
            annotations += [
                mask | {"id": len(annotations) + index, "image_id": entry["id"], "category_id": 1, "iscrowd": 0}
                for index, mask in enumerate(_shapes(scene, prompt.targets), 1)
            ]
    content = {
        "info": {"description": f"Drawn scenes, series {HELD_OUT_SEED}, data version {DATA_VERSION}"},
        "images": entries,
        "annotations": annotations,
        "categories": [{"id": 1, "name": ANYTHING[0], "supercategory": ANYTHING[1]}],
    }
    path = folder / "annotations.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _question(scene: Scene, prompt: ScenePrompt) -> dict[str, Any]:
    boxes = [mask["bbox"] for mask in _shapes(scene, [index for index, _ in prompt.examples])]
    return {
        "text_input": prompt.text,
        "prompt_kind": str(prompt.kind),
        "input_boxes": boxes,
        "input_boxes_labels": [int(positive) for _, positive in prompt.examples],
        "excluded_annotations": [mask["segmentation"] for mask in _shapes(scene, prompt.excluded)],
        "is_instance_exhaustive": 1,
    }


def _shapes(scene: Scene, numbers: tuple[int, ...] | list[int]) -> Iterator[dict[str, Any]]:
    for number in numbers:
        mask = coco_mask.encode(np.asfortranarray((scene.labels == number + 1).astype(np.uint8)))
        box, area = coco_mask.toBbox(mask).tolist(), float(coco_mask.area(mask))
        yield {"segmentation": mask | {"counts": mask["counts"].decode("ascii")}, "bbox": box, "area": area}
