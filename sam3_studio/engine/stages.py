"""The model's stages as a predictor runs them: as they are, or on CUDA as recorded graphs."""

from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from sam3_studio.core.errors import ModelError
from sam3_studio.engine.replay import Replay
from sam3_studio.model import (
    DecoderStart,
    DetectorOutput,
    PictureFeatures,
    PromptTokens,
    Sam3DecoderOutput,
    Sam3Model,
)

Function = Callable[..., tuple[Tensor, ...]]

_TOKENS = 16
"""Prompts are padded to this many tokens, or twice, four times … as many: few recordings serve every length."""


class Stages:
    """Runs each stage as the model does; to be called inside `torch.inference_mode`.

    Args:
        model: ready for inference. Its weights must neither change nor move once something was detected, unless
            `forget` is called.

    Attributes:
        model: as given.
    """

    def __init__(self, model: Sam3Model) -> None:
        self.model = model
        self._kept_start: DecoderStart | None = None

    def trunk(self, pixels: Tensor) -> Tensor:
        """Pictures (B, 3, H·p, W·p) to the trunk's output (B, H·W, C), in the weights' type.

        The neck reads it in that type anyway: nothing would be gained by keeping it more precise.
        """
        return self._trunk(pixels)[0]

    def prepare(self, trunk: Tensor) -> PictureFeatures:
        """The trunk's output (B, H·W, C) of square pictures to what prompts read."""
        return self._features(*self._prepare(trunk))

    def text(self, ids: Tensor) -> Tensor:
        """Token ids (B, T) without padding to projected features (B, T, D)."""
        return self._text(ids)[0]

    def detect(self, picture: PictureFeatures, prompt: PromptTokens) -> DetectorOutput:
        """See `Sam3Model.detect`."""
        return self.model.detect(picture, prompt, start=self._start)

    def embed_pixels(self, found: DetectorOutput, picture: PictureFeatures, prompt: PromptTokens) -> Tensor:
        """See `MaskDecoder.embed_pixels`."""
        return self._embed_pixels(found.memory, prompt.tokens, prompt.mask, *picture.convolved)[0]

    def forget(self) -> None:
        """Give back the memory of recordings, and of what is kept of the weights; both are made again when needed."""
        self._kept_start = None

    @property
    def _grid(self) -> tuple[int, int]:
        side = self.model.config.image_size // self.model.config.vision_config.backbone_config.patch_size
        return side, side

    @property
    def _start(self) -> DecoderStart:
        """What the decoder begins with, once for all pictures and prompts."""
        if self._kept_start is None:
            self._kept_start = self.model.detr_decoder.begin(self._grid)
        return self._kept_start

    def _trunk(self, pixels: Tensor) -> tuple[Tensor, ...]:
        return (self.model.vision_encoder.backbone(pixels).last_hidden_state.to(self.model.dtype),)

    def _prepare(self, trunk: Tensor) -> tuple[Tensor, ...]:
        made = self.model.prepare(self.model.vision_encoder.after_trunk(trunk, self._grid))
        return made.level, made.positions, made.attended, *made.convolved

    def _text(self, ids: Tensor) -> tuple[Tensor, ...]:
        return (self.model.get_text_features(ids).pooler_output,)

    def _detect(
        self, level: Tensor, positions: Tensor, attended: Tensor, tokens: Tensor, mask: Tensor, *start: Tensor
    ) -> tuple[Tensor, ...]:
        picture, prompt = PictureFeatures(level, positions, attended, ()), PromptTokens(tokens, mask)
        found = self.model.detect(picture, prompt, start=DecoderStart(*start))
        decoded = found.decoded
        parts = decoded.queries, decoded.pred_boxes, decoded.presence_logits, decoded.reference_boxes
        return *parts, found.logits, found.memory

    def _embed_pixels(
        self, memory: Tensor, tokens: Tensor, mask: Tensor | None, *convolved: Tensor
    ) -> tuple[Tensor, ...]:
        return (self.model.mask_decoder.embed_pixels(memory, convolved, tokens, mask),)

    @staticmethod
    def _features(level: Tensor, positions: Tensor, attended: Tensor, *convolved: Tensor) -> PictureFeatures:
        return PictureFeatures(level, positions, attended, convolved)


class ReplayedStages(Stages):
    """Replays each stage on CUDA as one recorded graph, which spares the thousands of launches that it is made of.

    Args:
        model: on CUDA, ready for inference.
        record: makes what replays a function; `recorder` gives one.
    """

    def __init__(self, model: Sam3Model, record: Callable[[Function], Replay]) -> None:
        super().__init__(model)
        names = ("trunk", "prepare", "text", "detect", "embed_pixels")
        self._replays = {name: record(getattr(self, f"_{name}")) for name in names}
        self._positions: Tensor | None = None

    def trunk(self, pixels: Tensor) -> Tensor:
        """See `Stages.trunk`."""
        return self._replays["trunk"](pixels)[0]

    def prepare(self, trunk: Tensor) -> PictureFeatures:
        """See `Stages.prepare`."""
        level, positions, *others = self._replays["prepare"](trunk)
        if self._positions is None:
            self._positions = positions  # one for all pictures
        return self._features(level, self._positions, *others)

    def text(self, ids: Tensor) -> Tensor:
        """See `Stages.text`."""
        # Text is read from left to right: what is filled up behind its end changes nothing.
        length = ids.shape[1]
        filled = F.pad(ids, (0, _filling(length, self.model.config.text_config.max_position_embeddings)))
        return self._replays["text"](filled)[0][:, :length]

    def detect(self, picture: PictureFeatures, prompt: PromptTokens) -> DetectorOutput:
        """See `Stages.detect`."""
        tokens, mask = _filled(prompt)
        start = self._start  # made before anything is recorded
        *decoded, logits, memory = self._replays["detect"](
            picture.level,
            picture.positions,
            picture.attended,
            tokens,
            mask,
            start.tokens,
            start.query_pos,
            start.box_bias,
        )
        return DetectorOutput(Sam3DecoderOutput(*decoded), logits, memory)

    def embed_pixels(self, found: DetectorOutput, picture: PictureFeatures, prompt: PromptTokens) -> Tensor:
        """See `Stages.embed_pixels`."""
        return self._replays["embed_pixels"](found.memory, *_filled(prompt), *picture.convolved)[0]

    def forget(self) -> None:
        """See `Stages.forget`."""
        super().forget()
        for replay in self._replays.values():
            replay.forget()


def stages_for(model: Sam3Model, *, compiled: bool = False) -> Stages:
    """The quickest way to run a model on its device; `compiled`, as in `recorder`, has no effect but on CUDA."""
    return ReplayedStages(model, recorder(compiled=compiled)) if model.device.type == "cuda" else Stages(model)


def recorder(*, compiled: bool = False) -> Callable[[Function], Replay]:
    """What makes replays of functions, whose recordings share their memory.

    Args:
        compiled: have each function compiled first, as one graph without breaks. That takes a minute or two when it
            first runs, and needs the Triton compiler; results change by rounding.
    """
    # It may be shared: one never runs beside another, and what it gives is copied at once.
    pool = torch.cuda.graph_pool_handle()

    def record(function: Function) -> Replay:
        return Replay(as_one_graph(function) if compiled else function, pool)

    return record


def as_one_graph(function: Function) -> Function:
    """A function compiled as one graph without breaks, when it first runs.

    Raises:
        ModelError: when it runs, it cannot be compiled: this machine has no compiler, or not the one that it needs.
    """
    from torch._dynamo.exc import TorchDynamoException  # noqa: PLC0415  # takes a second to load

    compiled = torch.compile(function, fullgraph=True, dynamic=False)

    def run(*inputs: Tensor) -> tuple[Tensor, ...]:
        try:
            return compiled(*inputs)
        except TorchDynamoException as error:
            raise ModelError(
                "The model cannot be compiled here ({reason}); go on without --compile.",
                reason=str(error).partition("\n")[0].rstrip("."),
            ) from error

    return run


def _filling(length: int, most: int | None = None) -> int:
    full = _TOKENS
    while full < length:
        full *= 2
    return (full if most is None else min(full, most)) - length


def _filled(prompt: PromptTokens) -> Sequence[Tensor]:
    """Tokens (B, P, D) and mask (B, P) with padding behind them."""
    filling = _filling(prompt.tokens.shape[1])
    return F.pad(prompt.tokens, (0, 0, 0, filling)), F.pad(prompt.given_mask(), (0, filling))
