import numpy as np
import pytest
import torch

from sam3_studio.engine import BatchFeature


@pytest.fixture
def batch() -> BatchFeature:
    return BatchFeature(pixel_values=torch.ones(1, 3, 2, 2), input_ids=torch.tensor([[5, 6]]), note="kept")


def test_keys_are_attributes(batch):
    assert batch.input_ids is batch["input_ids"]


def test_a_missing_attribute_is_an_attribute_error_that_lists_what_is_there(batch):
    with pytest.raises(AttributeError, match="no 'labels' here, only pixel_values, input_ids, note"):
        batch.labels  # noqa: B018


def test_it_unpacks_into_a_call(batch):
    assert dict(**batch).keys() == {"pixel_values", "input_ids", "note"}


def test_get_of_a_missing_key_is_none(batch):
    assert batch.get("original_sizes") is None


def test_a_dtype_changes_floating_tensors_only(batch):
    batch.to(torch.bfloat16)
    assert (batch.pixel_values.dtype, batch.input_ids.dtype) == (torch.bfloat16, torch.int64)


def test_a_device_moves_every_tensor(batch):
    batch.to("meta")
    assert batch.pixel_values.is_meta
    assert batch.input_ids.is_meta


@pytest.mark.parametrize("targets", [("meta", torch.float16), (torch.float16, torch.device("meta"))])
def test_device_and_dtype_go_together_in_any_order(batch, targets):
    batch.to(*targets)
    assert (batch.pixel_values.is_meta, batch.pixel_values.dtype) == (True, torch.float16)


def test_device_and_dtype_can_be_named(batch):
    batch.to(device="meta", dtype=torch.float16)
    assert (batch.pixel_values.is_meta, batch.pixel_values.dtype) == (True, torch.float16)


def test_moving_returns_the_batch_itself_and_leaves_other_values_alone(batch):
    assert batch.to("meta") is batch
    assert batch.note == "kept"


def test_rows_are_stacked_into_tensors():
    assert BatchFeature.collate({"a": [torch.zeros(2), torch.ones(2)]}, "pt").a.tolist() == [[0, 0], [1, 1]]


def test_rows_are_stacked_into_arrays():
    array = BatchFeature.collate({"a": [torch.zeros(2), torch.ones(2)]}, "np").a
    assert isinstance(array, np.ndarray)
    assert array.shape == (2, 2)


def test_without_a_form_pictures_stay_tensors_and_the_rest_becomes_lists():
    rows = BatchFeature.collate({"pictures": [torch.zeros(3, 2, 2)], "ids": torch.tensor([[1, 2]])}, None)
    assert rows.ids == [[1, 2]]
    assert rows.pictures[0].shape == (3, 2, 2)


def test_rows_of_different_shape_cannot_be_stacked():
    with pytest.raises(ValueError, match="pixel_values of different shapes"):
        BatchFeature.collate({"pixel_values": [torch.zeros(3, 2, 2), torch.zeros(3, 2, 4)]}, "pt")


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match='"pt", "np" or None, not \'tf\''):
        BatchFeature.collate({}, "tf")
