from types import SimpleNamespace

import numpy as np
import pytest
import torch
from golden import cases

from sam3_studio.engine import Sam3ImageProcessor, Sam3Processor, Tokenizer, post_processing
from sam3_studio.engine.post_processing import PostProcessing, binary_masks, collect_masks

GOLDEN = [
    pytest.param(case, index, id=f"{case}:{index}")
    for case in cases("post", "forward")
    for index in range(len(case.meta["post"]))
]
POST = PostProcessing()


def model_outputs(case):
    return SimpleNamespace(**case.group("out"))


def outputs(logits, presence=20.0):
    """One picture with one query per logit; mask i covers the columns from i on, boxes are the whole picture."""
    count = len(logits)
    columns = torch.arange(8).expand(8, 8)
    return SimpleNamespace(
        pred_logits=torch.tensor([logits]),
        presence_logits=torch.tensor([[presence]]),
        pred_boxes=torch.tensor([[0.0, 0.0, 1.0, 1.0]]).expand(1, count, 4),
        pred_masks=torch.stack([torch.where(columns >= i, 9.0, -9.0) for i in range(count)])[None],
        semantic_seg=torch.where(columns >= 4, 9.0, -9.0)[None, None],
    )


@pytest.mark.parametrize(("case", "index"), GOLDEN)
def test_instances_are_the_published_ones(case, index):
    setting = case.meta["post"][index]
    results = POST.post_process_instance_segmentation(
        model_outputs(case), setting["threshold"], setting["mask_threshold"], setting["target_sizes"]
    )
    for row, (result, shapes) in enumerate(zip(results, setting["shapes"], strict=True)):
        name = f"post.{index}.{row}"
        assert torch.allclose(result["scores"], case.tensors[f"{name}.scores"], rtol=0, atol=1e-5)
        assert torch.allclose(result["boxes"], case.tensors[f"{name}.boxes"], rtol=0, atol=1e-3)
        assert result["masks"].dtype == torch.int64
        if len(result["scores"]):
            expected = case.mask(f"{name}.masks_packed", shapes["masks"])
            assert result["masks"].shape == expected.shape
            assert (result["masks"] != expected).float().mean() <= 1e-4


@pytest.mark.parametrize(("case", "index"), GOLDEN)
def test_detections_are_the_instances_without_masks(case, index):
    setting = case.meta["post"][index]
    results = POST.post_process_object_detection(model_outputs(case), setting["threshold"], setting["target_sizes"])
    for row, result in enumerate(results):
        assert result.keys() == {"scores", "boxes"}
        assert torch.allclose(result["scores"], case.tensors[f"post.{index}.{row}.scores"], rtol=0, atol=1e-5)
        assert torch.allclose(result["boxes"], case.tensors[f"post.{index}.{row}.boxes"], rtol=0, atol=1e-3)


@pytest.mark.parametrize(("case", "index"), GOLDEN)
def test_semantic_maps_are_the_published_ones(case, index):
    setting = case.meta["post"][index]
    maps = POST.post_process_semantic_segmentation(
        model_outputs(case), setting["target_sizes"], setting["mask_threshold"]
    )
    for row, (result, shapes) in enumerate(zip(maps, setting["shapes"], strict=True)):
        expected = case.mask(f"post.{index}.{row}.semantic_packed", shapes["semantic"])
        assert result.shape == expected.shape
        assert (result != expected).float().mean() <= 1e-4


@pytest.mark.parametrize("offered_by", [Sam3ImageProcessor(), Sam3Processor(Sam3ImageProcessor(), Tokenizer.clip())])
def test_both_processors_offer_it(offered_by):
    (result,) = offered_by.post_process_instance_segmentation(outputs([2.0]), target_sizes=[(4, 4)])
    assert result["masks"].tolist() == [[[1] * 4] * 4]


def test_objects_keep_the_order_of_the_queries():
    (result,) = POST.post_process_object_detection(outputs([0.5, 3.0, -3.0, 1.0]))
    assert result["scores"].tolist() == pytest.approx(torch.tensor([0.5, 3.0, 1.0]).sigmoid().tolist())


def test_a_score_equal_to_the_threshold_is_left_out():
    (result,) = POST.post_process_object_detection(outputs([0.0], presence=100.0), threshold=0.5)
    assert len(result["scores"]) == 0


def test_presence_multiplies_every_score():
    (result,) = POST.post_process_object_detection(outputs([0.0, 20.0], presence=0.0), threshold=0.2)
    assert result["scores"].tolist() == pytest.approx([0.25, 0.5])


def test_boxes_are_pixels_of_the_target_size_and_relative_without_one():
    (pixels,) = POST.post_process_object_detection(outputs([2.0]), target_sizes=[(50, 80)])
    (relative,) = POST.post_process_object_detection(outputs([2.0]))
    assert pixels["boxes"].tolist() == [[0, 0, 80, 50]]
    assert relative["boxes"].tolist() == [[0, 0, 1, 1]]


@pytest.mark.parametrize("form", [list, torch.tensor, np.array, lambda sizes: [tuple(sizes[0])]])
def test_target_sizes_may_be_lists_tuples_tensors_or_arrays(form):
    (result,) = POST.post_process_instance_segmentation(outputs([2.0]), target_sizes=form([[5, 7]]))
    assert result["masks"].shape == (1, 5, 7)


def test_where_nothing_is_kept_there_are_no_masks_of_the_target_size():
    (result,) = POST.post_process_instance_segmentation(outputs([-2.0]), target_sizes=[(5, 7)])
    assert (result["scores"].shape, result["boxes"].shape, result["masks"].shape) == ((0,), (0, 4), (0, 5, 7))


def test_half_precision_outputs_give_float32_results():
    half = SimpleNamespace(**{name: value.bfloat16() for name, value in vars(outputs([2.0])).items()})
    (result,) = POST.post_process_instance_segmentation(half, target_sizes=[(1001, 1003)])
    assert (result["scores"].dtype, result["boxes"].dtype) == (torch.float32, torch.float32)
    assert result["boxes"].tolist() == [[0, 0, 1003, 1001]]


def test_probabilities_not_logits_are_enlarged():
    logits = torch.tensor([[[-1.0, 9.0]]])
    (mask,) = collect_masks(logits, (1, 8))
    by_logits = torch.nn.functional.interpolate(logits[None], (1, 8), mode="bilinear")[0, 0].sigmoid() > 0.5
    assert mask.tolist() == [[0, 0, 0, 1, 1, 1, 1, 1]]
    assert by_logits.int().tolist() == [[0, 0, 1, 1, 1, 1, 1, 1]]


def test_many_masks_are_enlarged_a_bounded_number_at_a_time(monkeypatch):
    logits = torch.randn(5, 8, 8, generator=torch.Generator().manual_seed(0))
    at_once = collect_masks(logits, (20, 30))
    monkeypatch.setattr(post_processing, "_PIECE", 2 * 20 * 30)
    assert [len(piece) for piece in binary_masks(logits, (20, 30))] == [2, 2, 1]
    assert torch.equal(collect_masks(logits, (20, 30)), at_once)


def test_masks_that_are_not_kept_are_not_looked_at():
    found = outputs([2.0, -9.0])
    found.pred_masks[0, 1] = float("nan")
    (result,) = POST.post_process_instance_segmentation(found)
    assert len(result["masks"]) == 1


@pytest.mark.parametrize(
    "process",
    [
        POST.post_process_object_detection,
        POST.post_process_instance_segmentation,
        POST.post_process_semantic_segmentation,
    ],
)
@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ([(5, 5), (6, 6)], "1 pictures come with 2 target sizes"),
        ([(0, 5)], "at least 1 pixel"),
        ([(5, 5, 3)], "at least 1 pixel"),
        ((5, 5), "at least 1 pixel"),
    ],
)
def test_target_sizes_that_do_not_fit_are_refused(process, sizes, message):
    with pytest.raises(ValueError, match=message):
        process(outputs([2.0]), target_sizes=sizes)
