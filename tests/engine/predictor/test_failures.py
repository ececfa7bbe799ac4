"""Memory that runs out, a device that fails, and boxes that make no sense."""

import golden
import pytest
import torch
from golden_pictures import picture

from sam3_studio.core.errors import MemoryShortageError, ModelError, PromptError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.engine import Predictor

pytestmark = pytest.mark.slow

A = golden.ROOT / "A"


def test_when_memory_runs_out_the_caches_are_freed_and_the_work_repeated(predictor: Predictor) -> None:
    predictor.encode(picture("p1.png"))
    failures = [torch.OutOfMemoryError("full")]

    def fail_once(*_: object) -> None:
        if failures:
            raise failures.pop()

    predictor.model.detr_encoder.register_forward_pre_hook(fail_once)
    assert predictor.segment(picture(), Prompt("cat")).candidates
    assert not predictor.is_encoded(picture("p1.png"))
    assert predictor.shortages == 1


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("full"),
        MemoryError(),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: full"),
        RuntimeError("could not create a primitive"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
    ],
)
def test_when_memory_stays_short_a_sentence_says_what_to_do(predictor: Predictor, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    predictor.model.detr_encoder.register_forward_pre_hook(fail)
    with pytest.raises(MemoryShortageError, match=r"too little free memory .* int8 or a smaller model"):
        predictor.segment(picture(), Prompt("cat"))


@pytest.mark.parametrize(
    "error",
    [
        torch.AcceleratorError("CUDA error: unspecified launch failure\nFor debugging consider more."),
        RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"),
        RuntimeError("CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasGemmEx( handle)`"),
    ],
)
def test_when_the_device_fails_one_sentence_says_what_to_do(predictor: Predictor, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    predictor.model.detr_encoder.register_forward_pre_hook(fail)
    with pytest.raises(ModelError, match=r"^cpu failed \(.+\); start the program again, or compute on the CPU\.$"):
        predictor.segment(picture(), Prompt("cat"))
    assert predictor.shortages == 0


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"),
        RuntimeError("Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!"),
        NotImplementedError("The operator 'aten::roll' is not implemented for the CUDA device"),
    ],
)
def test_a_mistake_of_the_program_is_not_taken_for_the_devices(predictor: Predictor, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    predictor.model.detr_encoder.register_forward_pre_hook(fail)
    with pytest.raises(type(error)) as raised:
        predictor.segment(picture(), Prompt("cat"))
    assert raised.value is error


def test_results_that_are_not_numbers_are_no_empty_result(own_predictor: Predictor) -> None:
    with torch.no_grad():
        own_predictor.model.detr_decoder.presence_head.layer3.bias.fill_(float("nan"))
    with pytest.raises(ModelError, match="not numbers"):
        own_predictor.segment(picture(), Prompt("cat"))


@pytest.mark.parametrize("box", [Box(0, 0, 1e39, 1e39), Box(5000, 5000, 6000, 6000), Box(-9, -9, -1, -1)])
def test_a_box_outside_the_picture_is_refused(predictor: Predictor, box: Box) -> None:
    with pytest.raises(PromptError, match="outside the picture"):
        predictor.segment(picture(), Prompt(None, (ExemplarBox(box),)))


def test_a_box_without_area_is_refused(predictor: Predictor) -> None:
    with pytest.raises(PromptError, match="no area"):
        predictor.segment(picture(), Prompt(None, (ExemplarBox(Box(5, 5, 5, 9)),)))


def test_a_box_beyond_the_picture_is_allowed(predictor: Predictor) -> None:
    assert predictor.segment(picture(), Prompt(None, (ExemplarBox(Box(-40, -10, 900, 30)),))).presence >= 0
