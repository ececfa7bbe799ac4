"""`engine.stages`: however the stages are run, they give what the model gives."""

import golden
import pytest
import torch
from torch import Tensor

from sam3_studio.core.errors import ModelError
from sam3_studio.engine.stages import Function, ReplayedStages, Stages, as_one_graph
from sam3_studio.model import PromptTokens, Sam3Model

pytestmark = pytest.mark.slow

A = golden.ROOT / "A"


class AsItIs:
    """Stands where a recording would: recording takes a graphics card."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.shapes: list[tuple[tuple[int, ...], ...]] = []

    def __call__(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        self.shapes.append(tuple(tuple(one.shape) for one in inputs))
        return self.function(*inputs)

    def forget(self) -> None:
        self.shapes.clear()


@pytest.fixture(scope="module")
def model() -> Sam3Model:
    return Sam3Model.from_pretrained(A)


@pytest.fixture
def plain(model: Sam3Model):
    with torch.inference_mode():
        yield Stages(model)


@pytest.fixture
def replayed(model: Sam3Model) -> ReplayedStages:
    return ReplayedStages(model, AsItIs)


def pixels() -> Tensor:
    return golden.Case("A/stages").pixel_values()[:1]


IDS = golden.Case("A/stages").group("in")["input_ids"][:1, :4]


def test_a_text_that_is_filled_up_keeps_its_features(plain: Stages, replayed: ReplayedStages) -> None:
    torch.testing.assert_close(replayed.text(IDS), plain.text(IDS))


@pytest.mark.parametrize("padded", [False, True], ids=["whole", "padded"])
def test_a_prompt_that_is_filled_up_finds_the_same(plain: Stages, replayed: ReplayedStages, padded: bool) -> None:
    picture = plain.prepare(plain.trunk(pixels()))
    mask = torch.tensor([[True, True, True, False]]) if padded else None
    prompt = PromptTokens(plain.text(IDS), mask)
    want, got = plain.detect(picture, prompt), replayed.detect(picture, prompt)
    torch.testing.assert_close(got.logits, want.logits)
    torch.testing.assert_close(got.decoded.to_tuple(), want.decoded.to_tuple())
    torch.testing.assert_close(
        replayed.embed_pixels(got, picture, prompt), plain.embed_pixels(want, picture, prompt), atol=1e-4, rtol=1e-4
    )


def test_pictures_are_encoded_the_same_and_share_their_positions(plain: Stages, replayed: ReplayedStages) -> None:
    first, second = (replayed.prepare(replayed.trunk(pixels())) for _ in range(2))
    want = plain.prepare(plain.trunk(pixels()))
    torch.testing.assert_close(first.attended, want.attended)
    torch.testing.assert_close(first.convolved, want.convolved)
    assert first.positions is second.positions


def test_prompts_of_similar_length_share_a_recording(plain: Stages, replayed: ReplayedStages) -> None:
    picture = plain.prepare(plain.trunk(pixels()))
    text = plain.text(IDS)
    for length in (2, 3, 4):
        replayed.detect(picture, PromptTokens(text[:, :length], None))
    assert len(set(replayed._replays["detect"].shapes)) == 1


@pytest.mark.parametrize("stage", ["trunk", "prepare", "text", "detect", "embed_pixels"])
def test_a_stage_is_one_graph_for_a_compiler_and_gives_the_same(plain: Stages, stage: str) -> None:
    trunk = plain._trunk(pixels())
    level, positions, attended, *convolved = plain._prepare(*trunk)
    (text,) = plain._text(IDS)
    mask = torch.ones(1, 4, dtype=torch.bool)
    begun = plain._start
    start = begun.tokens, begun.query_pos, begun.box_bias
    inputs = {
        "trunk": (pixels(),),
        "prepare": trunk,
        "text": (IDS,),
        "detect": (level, positions, attended, text, mask, *start),
        "embed_pixels": (attended, text, mask, *convolved),
    }[stage]
    function = getattr(plain, f"_{stage}")
    torch.compiler.reset()
    compiled = torch.compile(function, backend="eager", fullgraph=True, dynamic=False)
    torch.testing.assert_close(compiled(*inputs), function(*inputs))


@pytest.mark.parametrize("pictures", [1, 2])
def test_what_the_decoder_begins_with_is_computed_once_and_changes_nothing(
    plain: Stages, model: Sam3Model, pictures: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = plain.prepare(plain.trunk(pixels().expand(pictures, -1, -1, -1)))
    prompt = PromptTokens(plain.text(IDS), None)
    want = model.detect(picture, prompt)
    begun: list[object] = []
    begin = model.detr_decoder.begin
    monkeypatch.setattr(model.detr_decoder, "begin", lambda *given: begun.append(given) or begin(*given))
    for _ in range(2):
        got = plain.detect(picture, prompt)
        torch.testing.assert_close(got.decoded.to_tuple(), want.decoded.to_tuple())
        torch.testing.assert_close(got.logits, want.logits)
    assert len(begun) == 1


def test_what_the_decoder_begins_with_is_given_back_with_all_other_memory(plain: Stages) -> None:
    picture, prompt = plain.prepare(plain.trunk(pixels())), PromptTokens(plain.text(IDS), None)
    plain.detect(picture, prompt)
    before = plain._start
    plain.forget()
    plain.detect(picture, prompt)
    assert plain._start is not before


def test_what_cannot_be_compiled_ends_with_a_sentence_that_says_how_to_go_on() -> None:
    def broken(given: Tensor) -> tuple[Tensor, ...]:
        return (given[: int(given.sum().item())],)

    with pytest.raises(ModelError, match=r"^The model cannot be compiled here .*; go on without --compile\.$"):
        as_one_graph(broken)(torch.ones(3))
