"""The ten usage examples of the public SAM 3 page, with only their import lines changed.

What an example downloads is replaced by local files: pictures by name, and the checkpoint behind "facebook/sam3".
"""

import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import golden
import pytest
import torch

pytestmark = pytest.mark.slow  # each test loads a checkpoint and segments

PUBLIC_URLS = {
    "http://images.cocodataset.org/val2017/000000077595.jpg": "p0.png",
    "http://images.cocodataset.org/val2017/000000136466.jpg": "p1.png",
    "http://images.cocodataset.org/val2017/000000039769.jpg": "p2.png",
}

SETUP = """
from sam3_studio.engine import Sam3Processor
from sam3_studio.model import Sam3Model
import torch
from PIL import Image

model = Sam3Model.from_pretrained("facebook/sam3", device_map="auto")
processor = Sam3Processor.from_pretrained("facebook/sam3")
cat_url = "http://images.cocodataset.org/val2017/000000077595.jpg"
kitchen_url = "http://images.cocodataset.org/val2017/000000136466.jpg"
image = Image.open(requests.get(cat_url, stream=True).raw).convert("RGB")
kitchen_image = Image.open(requests.get(kitchen_url, stream=True).raw).convert("RGB")
images = [image, kitchen_image]
"""

RUN = """
with torch.no_grad():
    outputs = model(**inputs)
results = processor.post_process_instance_segmentation(
    outputs,
    threshold=0.5,
    mask_threshold=0.5,
    target_sizes=inputs.get("original_sizes").tolist(),
)
"""


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Runs an example after the common set-up and returns its variables."""
    snapshot = tmp_path / "models--facebook--sam3" / "snapshots" / "0"
    snapshot.parent.mkdir(parents=True)
    snapshot.symlink_to(golden.ROOT / "A", target_is_directory=True)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))

    def get(url: str, **_: object) -> SimpleNamespace:
        return SimpleNamespace(raw=io.BytesIO((golden.ROOT / "images" / PUBLIC_URLS[url]).read_bytes()))

    def run(code: str) -> dict[str, Any]:
        variables: dict[str, Any] = {"requests": SimpleNamespace(get=get)}
        exec(SETUP + code, variables)  # noqa: S102  # the examples are code
        return variables

    return run


def assert_results(results: list[dict[str, torch.Tensor]], count: int) -> None:
    assert len(results) == count
    for result in results:
        assert set(result) == {"scores", "boxes", "masks"}
        assert len(result["masks"]) == len(result["boxes"]) == len(result["scores"])


def test_text_only_prompts(example: Any) -> None:
    variables = example(
        """
inputs = processor(images=image, text="ear", return_tensors="pt").to(model.device)
"""
        + RUN
        + """
results = results[0]
print(f"Found {len(results['masks'])} objects")
"""
    )
    assert_results([variables["results"]], 1)


def test_single_bounding_box_prompt(example: Any) -> None:
    variables = example(
        """
box_xyxy = [100, 150, 500, 450]
input_boxes = [[box_xyxy]]
input_boxes_labels = [[1]]
inputs = processor(
    images=image,
    input_boxes=input_boxes,
    input_boxes_labels=input_boxes_labels,
    return_tensors="pt",
).to(model.device)
"""
        + RUN
    )
    assert_results(variables["results"], 1)


def test_multiple_box_prompts(example: Any) -> None:
    variables = example(
        """
box1_xyxy = [59, 144, 76, 163]
box2_xyxy = [87, 148, 104, 159]
input_boxes = [[box1_xyxy, box2_xyxy]]
input_boxes_labels = [[1, 1]]
inputs = processor(
    images=kitchen_image,
    input_boxes=input_boxes,
    input_boxes_labels=input_boxes_labels,
    return_tensors="pt",
).to(model.device)
"""
        + RUN
    )
    assert_results(variables["results"], 1)


def test_text_with_a_negative_box(example: Any) -> None:
    variables = example(
        """
text = "handle"
oven_handle_box = [40, 183, 318, 204]
input_boxes = [[oven_handle_box]]
inputs = processor(
    images=kitchen_image,
    text=text,
    input_boxes=input_boxes,
    input_boxes_labels=[[0]],
    return_tensors="pt",
).to(model.device)
"""
        + RUN
    )
    assert_results(variables["results"], 1)


def test_batched_inference_with_text_prompts(example: Any) -> None:
    variables = example(
        """
text_prompts = ["ear", "dial"]
inputs = processor(images=images, text=text_prompts, return_tensors="pt").to(model.device)
"""
        + RUN
    )
    assert_results(variables["results"], 2)


def test_batched_mixed_prompts(example: Any) -> None:
    variables = example(
        """
box2_xyxy = [59, 144, 76, 163]
inputs = processor(
    images=images,
    text=["laptop", None],
    input_boxes=[None, [box2_xyxy]],
    input_boxes_labels=[None, [1]],
    return_tensors="pt",
).to(model.device)
"""
        + RUN
    )
    assert_results(variables["results"], 2)


def test_semantic_segmentation_output(example: Any) -> None:
    variables = example(
        """
inputs = processor(images=image, text="ear", return_tensors="pt").to(model.device)
with torch.no_grad():
    outputs = model(**inputs)
instance_masks = torch.sigmoid(outputs.pred_masks)
semantic_seg = outputs.semantic_seg
"""
    )
    assert variables["instance_masks"].shape == (1, 10, 48, 48)
    assert variables["semantic_seg"].shape == (1, 1, 48, 48)


def test_many_prompts_on_one_picture(example: Any) -> None:
    variables = example(
        """
img_inputs = processor(images=image, return_tensors="pt").to(model.device)
with torch.no_grad():
    vision_embeds = model.get_vision_features(pixel_values=img_inputs.pixel_values)
text_prompts = ["ear", "eye", "nose"]
all_results = []
for prompt in text_prompts:
    text_inputs = processor(text=prompt, return_tensors="pt").to(model.device)
    with torch.no_grad():
        outputs = model(vision_embeds=vision_embeds, **text_inputs)
    results = processor.post_process_instance_segmentation(
        outputs,
        threshold=0.5,
        mask_threshold=0.5,
        target_sizes=img_inputs.get("original_sizes").tolist(),
    )[0]
    all_results.append({"prompt": prompt, "results": results})
"""
    )
    assert_results([entry["results"] for entry in variables["all_results"]], 3)


def test_one_prompt_on_many_pictures(example: Any) -> None:
    variables = example(
        """
text_prompt = "ear"
text_inputs = processor(text=text_prompt, return_tensors="pt").to(model.device)
with torch.no_grad():
    text_embeds = model.get_text_features(**text_inputs)
image_urls = [
    "http://images.cocodataset.org/val2017/000000077595.jpg",
    "http://images.cocodataset.org/val2017/000000039769.jpg",
]
images = [Image.open(requests.get(url, stream=True).raw).convert("RGB") for url in image_urls]
all_results = []
for image in images:
    img_inputs = processor(images=image, return_tensors="pt").to(model.device)
    with torch.no_grad():
        outputs = model(
            pixel_values=img_inputs.pixel_values,
            text_embeds=text_embeds,
            attention_mask=text_inputs.attention_mask,
        )
    results = processor.post_process_instance_segmentation(
        outputs,
        threshold=0.5,
        mask_threshold=0.5,
        target_sizes=img_inputs.get("original_sizes").tolist(),
    )[0]
    all_results.append(results)
"""
    )
    assert_results(variables["all_results"], 2)


def test_custom_resolution_inference(example: Any) -> None:
    variables = example(
        """
from sam3_studio.model import Sam3Config

config = Sam3Config.from_pretrained("facebook/sam3")
config.image_size = 560
model = Sam3Model.from_pretrained("facebook/sam3", config=config, device_map="auto")
processor = Sam3Processor.from_pretrained("facebook/sam3", size={"height": 560, "width": 560})
inputs = processor(images=image, text="ear", return_tensors="pt").to(model.device)
"""
        + RUN
    )
    assert variables["inputs"].pixel_values.shape[-2:] == (560, 560)
    assert_results(variables["results"], 1)
