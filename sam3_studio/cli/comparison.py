"""`sam3-studio benchmark model --against transformers`: this program and its peer in turns, on one machine."""

import importlib.util
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sam3_studio.cli.peer import OBJECTS, PEER, PHRASE, blobs
from sam3_studio.cli.timing import measure
from sam3_studio.core.errors import UsageError

if TYPE_CHECKING:
    from sam3_studio.model import DetectorOutput, PictureFeatures, PromptTokens, Sam3Model

HOW_TO_GET_IT = "`pip install 'sam3-studio[compare]'`"


class Peer:
    """The other process. `running` makes it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.version: str = self._answer()["version"]

    def seconds(self, work: str) -> float:
        """Have it do something once; the time that it took there."""
        assert self._process.stdin is not None  # noqa: S101  # for mypy; it is a pipe
        self._process.stdin.write(f"{work}\n")
        self._process.stdin.flush()
        return float(self._answer()["seconds"])

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None  # noqa: S101  # likewise
        line = self._process.stdout.readline()
        if not line:
            raise UsageError(f"{PEER} ended before it was done; {HOW_TO_GET_IT} brings what it needs.")
        answer: dict[str, Any] = json.loads(line)
        return answer

    @classmethod
    @contextmanager
    def running(cls, dtype: str, side: int, size: tuple[int, int]) -> Iterator["Peer"]:
        """Start it; it ends with the block."""
        words = [sys.executable, "-m", "sam3_studio.cli.peer", dtype, side, *size]
        with subprocess.Popen(  # noqa: S603  # our own module
            list(map(str, words)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            try:
                yield cls(process)
            finally:
                process.kill()


def compare(model: "Sam3Model", dtype: str, size: tuple[int, int], repeat: int) -> None:
    """Print medians of both, and the median of their ratios.

    Args:
        model: ours, on the CPU.
        dtype: of the peer: "bfloat16", its best setting, or "float32", its default.
        size: (height, width) of the picture that masks are enlarged to.
        repeat: how often each is done, in turns.

    Raises:
        UsageError: the peer is not installed.
    """
    if importlib.util.find_spec(PEER) is None:
        raise UsageError(f"{PEER} is not installed; {HOW_TO_GET_IT} brings it.")
    ours = _Ours(model)
    with Peer.running(dtype, model.config.image_size, size) as peer:
        print(f"\n{'':<36}{'ours':>10}{f'{peer.version}, {dtype}':>32}")
        for name, mine, theirs in (
            ("encode a picture", ours.encode, "encode"),
            ("text prompt, coarse masks of all", ours.prompt, "prompt"),
            ("text prompt, concept absent", ours.detect, "prompt"),
            (f"{OBJECTS} objects to {size[1]} x {size[0]}", lambda: _masks(size), "masks"),
        ):
            # The first turn warms up and does not count.
            pairs = [(measure(mine, 1).seconds[0], peer.seconds(theirs)) for _ in range(1 + repeat)][1:]
            own, other = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratio = statistics.median(b / a for a, b in pairs)
            print(f"{name:<36}{own:>8.2f} s{other:>30.2f} s   {ratio:.2f} x as fast", flush=True)


class _Ours:
    """What the peer does, by our model; a text is encoded anew each time, as the peer does it."""

    def __init__(self, model: "Sam3Model") -> None:
        import torch

        side = model.config.image_size
        self._model = model
        self._pixels = torch.randn(1, 3, side, side, generator=torch.Generator().manual_seed(0))
        self._ids = torch.tensor([PHRASE])
        self._picture: PictureFeatures | None = None

    def encode(self) -> None:
        """Pixels to what prompts read."""
        import torch

        with torch.inference_mode():
            self._picture = self._model.prepare(self._model.get_vision_features(self._pixels))

    def detect(self) -> "tuple[PictureFeatures, PromptTokens, DetectorOutput]":
        """As far as scores and presence: where these say that nothing is there, it ends here."""
        import torch

        if self._picture is None:
            self.encode()
        assert self._picture is not None  # noqa: S101  # for mypy
        with torch.inference_mode():
            text = self._model.get_text_features(self._ids).pooler_output
            prompt = self._model.encode_prompt(self._picture, text)
            return self._picture, prompt, self._model.detect(self._picture, prompt)

    def prompt(self) -> None:
        """As far as coarse masks of all queries, which only a prompt that finds everything needs."""
        import torch

        picture, prompt, found = self.detect()
        decoder = self._model.mask_decoder
        with torch.inference_mode():
            pixels = decoder.embed_pixels(found.memory, picture.convolved, prompt.tokens, prompt.mask)
            decoder.instance_logits(found.decoded.queries, pixels)
            decoder.semantic_projection(pixels)


def _masks(size: tuple[int, int]) -> None:
    """Coarse masks to run-lengths of the picture."""
    from sam3_studio.engine.mask_upsampling import upsample_mask

    for logits in blobs():
        upsample_mask(logits, *size, 0)
