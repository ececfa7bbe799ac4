import shutil

import numpy as np
import pytest
import torch
from golden import ROOT, Case, arguments, cases, picture

from sam3_studio.engine import PromptLengthWarning, Sam3Processor

CALLS = [
    pytest.param(case, index, id=f"{case}:{index}")
    for case in cases("processor")
    for index in range(len(case.meta["items"]))
]
BOX = [12, 8, 44, 61]
PROMPT_KEYS = ["input_ids", "attention_mask"]


@pytest.fixture(scope="module")
def processor() -> Sam3Processor:
    return Sam3Processor.from_pretrained(ROOT / "A")


@pytest.fixture(scope="module")
def p0():
    return picture("p0.png")


@pytest.fixture(scope="module")
def p1():
    return picture("p1.png")


def processor_for(case: Case) -> Sam3Processor:
    side = case.meta.get("config_image_size")
    size = {"size": {"height": side, "width": side}} if side else {}
    return Sam3Processor.from_pretrained(case.processor, **size)


def assert_equal(features, expected):
    assert set(features) == set(expected)
    for name, tensor in expected.items():
        assert torch.equal(features[name], tensor), name


@pytest.mark.parametrize(("case", "index"), CALLS)
def test_every_form_of_a_prompt_gives_the_published_tensors(processor, case, index):
    item = case.meta["items"][index]
    features = processor(return_tensors="pt", **arguments(item["call"]))
    assert (features.pop("pixel_values", None) is not None) == item["has_pixel_values"]
    assert_equal(features, {name: case.tensors[f"{index}.{name}"] for name in item["keys"]})


@pytest.mark.parametrize("case", cases("forward", "stages"), ids=str)
def test_the_models_inputs_are_bit_for_bit_the_published_ones(case):
    call = {"images": case.meta["images"], **case.meta["processor_call"]}
    features = processor_for(case)(return_tensors="pt", **arguments(call))
    assert_equal(features, {"pixel_values": case.pixel_values(), **case.group("in")})


@pytest.mark.parametrize("case", cases("vision_reuse"), ids=str)
def test_prompts_on_a_picture_seen_before_are_the_published_ones(case):
    sizes = case.tensors["in.original_sizes"]
    for index, prompt in enumerate(case.meta["prompts"]):
        features = processor_for(case)(return_tensors="pt", original_sizes=sizes, **prompt)
        del features["original_sizes"]
        assert_equal(features, case.group(f"in.{index}"))


@pytest.mark.parametrize("case", cases("text_reuse"), ids=str)
def test_a_text_by_itself_is_the_published_one(case):
    assert_equal(processor_for(case)(text=case.meta["text"], return_tensors="pt"), case.group("in"))


@pytest.mark.parametrize(
    "form",
    [
        lambda boxes: [[tuple(box) for box in boxes]],
        lambda boxes: (tuple(map(tuple, boxes)),),
        lambda boxes: np.array([boxes]),
        lambda boxes: [np.array(boxes)],
        lambda boxes: torch.tensor([boxes]),
        lambda boxes: torch.tensor([boxes], dtype=torch.float64),
        lambda boxes: [torch.tensor(boxes)],
        lambda boxes: [[torch.tensor(box) for box in boxes]],
    ],
    ids=["tuples", "tuples only", "array", "arrays", "tensor", "float64 tensor", "tensors", "tensors in lists"],
)
@pytest.mark.parametrize("text", [None, "cup", ["cup"]])
def test_every_form_of_boxes_gives_the_same_tensors(processor, p0, form, text):
    boxes = [BOX, [3, 70, 33, 88]]
    features = processor(p0, text, input_boxes=form(boxes), return_tensors="pt")
    assert_equal(features, processor(p0, text, input_boxes=[boxes], return_tensors="pt"))


def test_boxes_are_relative_centres_and_extents_of_the_original_picture(processor, p0):
    features = processor(p0, input_boxes=[[[30, 9, 90, 45]]], return_tensors="pt")
    assert features.input_boxes[0, 0].tolist() == pytest.approx([60 / 120, 27 / 90, 60 / 120, 36 / 90])


def test_boxes_may_leave_the_picture_and_are_not_clipped(processor, p0):
    features = processor(p0, input_boxes=[[[-120, -90, 240, 180]]], return_tensors="pt")
    assert features.input_boxes[0, 0].tolist() == pytest.approx([0.5, 0.5, 3, 3])


def test_a_box_coordinate_that_equals_the_padding_is_still_a_coordinate(processor, p0):
    features = processor(p0, input_boxes=[[[-10, 9, 110, 45]]], return_tensors="pt")
    assert features.input_boxes[0, 0].tolist() == pytest.approx([50 / 120, 27 / 90, 1, 36 / 90])


def test_shorter_rows_are_padded_with_minus_10(processor, p0, p1):
    features = processor([p0, p1], input_boxes=[[BOX, BOX], [BOX]], return_tensors="pt")
    assert features.input_boxes_labels.tolist() == [[1, 1], [1, -10]]
    assert features.input_boxes[1, 1].tolist() == [-10, -10, 0, 0]


def test_padding_in_a_tensor_of_boxes_stays_padding(processor, p0, p1):
    rows = processor([p0, p1], "cup", input_boxes=[[BOX, BOX], [BOX]], return_tensors="pt")
    padded = torch.tensor([[BOX, BOX], [BOX, [-10] * 4]])
    assert_equal(processor([p0, p1], "cup", input_boxes=padded, return_tensors="pt"), rows)


def test_a_box_labeled_as_padding_is_not_looked_at(processor, p0):
    features = processor(p0, input_boxes=[[BOX, [9, 9, 1, 1]]], input_boxes_labels=[[0, -10]], return_tensors="pt")
    assert features.input_boxes_labels.tolist() == [[0, -10]]
    assert features.input_boxes[0, 1].tolist() == [-10, -10, 0, 0]


def test_labels_left_out_for_one_prompt_are_positive(processor, p0, p1):
    features = processor([p0, p1], input_boxes=[[BOX], [BOX]], input_boxes_labels=[None, [0]], return_tensors="pt")
    assert features.input_boxes_labels.tolist() == [[1], [0]]


def test_labels_may_be_truth_values(processor, p0):
    features = processor(p0, input_boxes=[[BOX, BOX]], input_boxes_labels=[[True, False]], return_tensors="pt")
    assert features.input_boxes_labels.tolist() == [[1, 0]]


@pytest.mark.parametrize("none", [[None, None], [[], []], [[], None], []])
def test_boxes_for_no_prompt_are_no_boxes(processor, p0, p1, none):
    features = processor([p0, p1], ["cup", "tree"], input_boxes=none, return_tensors="pt")
    assert set(features) == {"pixel_values", "original_sizes", *PROMPT_KEYS}


def test_boxes_alone_come_with_the_text_visual_for_every_prompt(processor, p0, p1):
    features = processor([p0, p1], input_boxes=[[BOX], [BOX]], return_tensors="pt")
    visual = processor(text=["visual", "visual"], return_tensors="pt")
    assert torch.equal(features.input_ids, visual.input_ids)


def test_one_text_serves_several_pictures(processor, p0, p1):
    features = processor([p0, p1], "cup", return_tensors="pt")
    assert (len(features.pixel_values), len(features.input_ids)) == (2, 1)


def test_one_picture_takes_several_texts(processor, p0):
    features = processor(p0, ["cup", "tree", "nose"], return_tensors="pt")
    assert (len(features.pixel_values), len(features.input_ids)) == (1, 3)


def test_one_picture_takes_several_prompts_with_boxes(processor, p0):
    features = processor(p0, ["cup", None], input_boxes=[None, [[30, 9, 90, 45]]], return_tensors="pt")
    assert features.input_boxes.shape == (2, 1, 4)
    assert features.input_boxes[1, 0].tolist() == pytest.approx([60 / 120, 27 / 90, 60 / 120, 36 / 90])


def test_an_empty_text_is_a_prompt(processor, p0):
    assert processor(p0, "", return_tensors="pt").attention_mask.sum() == 2


def test_a_long_text_is_cut_with_a_warning(processor):
    with pytest.warns(PromptLengthWarning, match="the model reads 32"):
        features = processor(text=["cup", "the cup " * 40], return_tensors="pt")
    assert features.attention_mask.sum(1).tolist() == [3, 32]


@pytest.mark.parametrize("form", [list, torch.tensor, np.array])
def test_original_sizes_may_be_lists_tensors_or_arrays(processor, p0, form):
    features = processor(original_sizes=form([[90, 120]]), input_boxes=[[BOX]], return_tensors="pt")
    seen = processor(p0, input_boxes=[[BOX]], return_tensors="pt")
    assert torch.equal(features.input_boxes, seen.input_boxes)
    assert features.get("original_sizes").tolist() == [[90, 120]]


def test_segmentation_maps_become_labels(processor, p0):
    features = processor(p0, "cup", segmentation_maps=np.ones((90, 120), np.uint8), return_tensors="pt")
    assert features.labels.shape == (1, 48, 48)


def test_results_may_be_arrays(processor, p0):
    features = processor(p0, "cup", input_boxes=[[BOX]], return_tensors="np")
    assert all(isinstance(value, np.ndarray) for value in features.values())


def test_results_are_lists_where_no_form_is_asked_for(processor, p0):
    features = processor(p0, "cup", input_boxes=[[BOX]])
    assert features.original_sizes == [[90, 120]]
    assert features.input_boxes_labels == [[1]]
    assert features.pixel_values[0].shape == (3, 168, 168)


def test_the_target_size_is_the_size_pictures_are_resized_to(p0):
    processor = Sam3Processor.from_pretrained(ROOT / "A", target_size=140)
    assert processor.target_size == 140
    assert processor(p0, return_tensors="pt").pixel_values.shape == (1, 3, 140, 140)


def test_the_target_size_is_the_checkpoints_where_it_is_not_given(processor):
    assert processor.target_size == processor.image_processor.size["height"] == 168


def test_a_target_size_leaves_the_image_processor_it_was_given_alone(processor):
    Sam3Processor(processor.image_processor, processor.tokenizer, target_size=140)
    assert processor.image_processor.size["height"] == 168


def test_an_image_setting_can_be_overridden_on_reading_and_in_a_call(p0):
    processor = Sam3Processor.from_pretrained(ROOT / "A", size={"height": 56, "width": 70})
    assert processor(p0, return_tensors="pt").pixel_values.shape == (1, 3, 56, 70)
    small = processor(p0, return_tensors="pt", size={"height": 14, "width": 14})
    assert small.pixel_values.shape == (1, 3, 14, 14)


def test_the_padding_value_can_be_chosen(p0, p1):
    processor = Sam3Processor.from_pretrained(ROOT / "A", point_pad_value=-5)
    features = processor([p0, p1], "cup", input_boxes=[[BOX], None], return_tensors="pt")
    assert features.input_boxes_labels.tolist() == [[1], [-5]]


def two(**arguments):
    return {"images": [picture("p0.png"), picture("p1.png")], **arguments}


def one(**arguments):
    return {"images": picture("p0.png"), **arguments}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ({}, "there is nothing to process"),
        ({"text": "cup", "input_boxes": [[BOX]]}, "give images or original_sizes with them"),
        ({"segmentation_maps": np.ones((4, 4))}, "segmentation_maps need their images"),
        (one(text=5), "text is a string or a list of strings, not 5"),
        (one(text=[None]), "prompt 0 has neither text nor boxes"),
        (two(input_boxes=[[BOX], None]), "prompt 1 has neither text nor boxes"),
        (two(text=["cup"] * 3), "there are 3 texts, but 2 pictures"),
        (two(text=["cup"], input_boxes=[[BOX], [BOX]]), "there are 1 texts, but input_boxes is for 2 prompts"),
        (two(text="cup", input_boxes=[[BOX]]), "input_boxes is for 1 prompts, but there are 2 pictures"),
        (one(input_boxes=BOX), r"prompts > boxes > \(x1, y1, x2, y2\); prompt 0 has the shape \(\)"),
        (one(input_boxes=[BOX]), r"prompts > boxes > \(x1, y1, x2, y2\); prompt 0 has the shape \(4,\)"),
        (one(input_boxes=[[[BOX]]]), r"prompt 0 has the shape \(1, 1, 4\) instead of \(boxes, 4\)"),
        (one(input_boxes=[[[1, 2, 3]]]), r"prompt 0 has the shape \(1, 3\)"),
        (one(input_boxes=torch.tensor([BOX])), r"prompt 0 has the shape \(4,\)"),
        (one(input_boxes=torch.tensor(3.0)), "input_boxes is a nested list, an array or a tensor"),
        (one(input_boxes=[[BOX, [1, 2]]]), "input_boxes of prompt 0 should be numbers, evenly nested"),
        (one(input_boxes=[["left"]]), "input_boxes of prompt 0 should be numbers, evenly nested"),
        (one(input_boxes=[[[1, 2, float("nan"), 4]]]), "prompt 0 has numbers that are not finite"),
        (one(input_boxes=[[[1, 2, float("inf"), 4]]]), "prompt 0 has numbers that are not finite"),
        (one(input_boxes=[[BOX, [9, 2, 3, 4]]]), r"x1 <= x2 and y1 <= y2; prompt 0 has \(9.0, 2.0, 3.0, 4.0\)"),
        (one(input_boxes=[[[1, 9, 3, 4]]]), "x1 <= x2 and y1 <= y2"),
        (one(text="cup", input_boxes_labels=[[1]]), "input_boxes_labels come without input_boxes"),
        (one(input_boxes=[[BOX]], input_boxes_labels=[[1, 0]]), r"prompt 0 has 1 boxes and labels of the shape \(2,\)"),
        (one(input_boxes=[[BOX]], input_boxes_labels=[[]]), r"prompt 0 has 1 boxes and labels of the shape \(0,\)"),
        (one(input_boxes=[[BOX]], input_boxes_labels=[1]), "prompts > labels"),
        (one(input_boxes=[[BOX]], input_boxes_labels=[[1], [1]]), "for 1 prompts, input_boxes_labels for 2"),
        (one(input_boxes=[[BOX]], input_boxes_labels=[[2]]), r"prompt 0 has \[2.0\]"),
        (one(input_boxes=[[BOX]], input_boxes_labels=[[0.5]]), "a box label is 1"),
        ({"text": "cup", "original_sizes": [[0, 5]]}, "at least 1 pixel"),
        ({"text": "cup", "original_sizes": [90, 120]}, r"sizes are a list of \(height, width\)"),
        (one(return_tensors="tf"), 'return_tensors is "pt", "np" or None'),
        (one(text="cup", return_tensors="tf"), 'return_tensors is "pt", "np" or None'),
        ({"text": "cup", "return_tensors": "tf"}, 'return_tensors is "pt", "np" or None'),
    ],
)  # fmt: skip
def test_a_wrong_call_is_refused_with_its_reason(processor, call, message):
    with pytest.raises(ValueError, match=message):
        processor(**call)


def test_the_checkpoints_settings_are_used_for_a_file_in_it(processor):
    assert Sam3Processor.from_pretrained(ROOT / "A" / "model.safetensors").target_size == processor.target_size


def test_a_folder_without_settings_gets_the_public_ones(tmp_path):
    processor = Sam3Processor.from_pretrained(tmp_path)
    assert (processor.target_size, processor.tokenizer.vocab_size) == (1008, 49408)


def test_a_downloaded_repository_is_found_by_its_name(tmp_path, monkeypatch):
    snapshot = tmp_path / "models--some--sam3" / "snapshots" / "0"
    snapshot.mkdir(parents=True)
    for file in ("config.json", "model.safetensors", "processor_config.json", "tokenizer.json"):
        shutil.copy(ROOT / "B" / file, snapshot)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    processor = Sam3Processor.from_pretrained("some/sam3")
    assert (processor.target_size, processor.tokenizer.vocab_size) == (80, 664)
