"""`sam3-studio benchmark model --against transformers`: this program and its peer in turns, on one machine."""

import importlib.util
import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from sam3_studio.cli.peer import COMPILED, MEMORY, OBJECTS, PEER, PHRASE, blobs
from sam3_studio.cli.threads import surroundings_of_others
from sam3_studio.cli.timing import measure, memory_of
from sam3_studio.core.errors import UsageError

if TYPE_CHECKING:
    from sam3_studio.engine import Predictor
    from sam3_studio.model import DetectorOutput, PictureFeatures, PromptTokens

SETTINGS = {"cpu": (("bfloat16",), ("float32",)), "cuda": (("bfloat16", COMPILED), ("bfloat16",))}
"""Of the peer: its best, and its default or, on a graphics card, the best without a compiler."""

HOW_TO_GET_IT = "`pip install 'sam3-studio[compare]'`"


class Peer:
    """The other process. `running` makes it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.version: str = self._answer()["version"]

    def seconds(self, work: str) -> float:
        """Have it do something once; the time that it took there."""
        return float(self._ask(work)["seconds"])

    def memory(self, work: str) -> int | None:
        """Bytes of host memory that something takes there at most, beside what is held anyway; None if not told."""
        found: int | None = self._ask(MEMORY + work)["bytes"]
        return found

    def _ask(self, order: str) -> dict[str, Any]:
        assert self._process.stdin is not None  # noqa: S101  # for mypy; it is a pipe
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None  # noqa: S101  # likewise
        line = self._process.stdout.readline()
        if not line:
            raise UsageError(f"{PEER} ended before it was done; {HOW_TO_GET_IT} brings what it needs.")
        answer: dict[str, Any] = json.loads(line)
        return answer

    @classmethod
    @contextmanager
    def running(cls, device: str, side: int, size: tuple[int, int], setting: tuple[str, ...]) -> Iterator["Peer"]:
        """Start it; it ends with the block."""
        words = [sys.executable, "-m", "sam3_studio.cli.peer", device, side, *size, *setting]
        with subprocess.Popen(  # noqa: S603  # our own module
            list(map(str, words)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=surroundings_of_others(),
        ) as process:
            try:
                yield cls(process)
            finally:
                process.kill()


def compare(predictor: "Predictor", size: tuple[int, int], repeat: int) -> None:
    """Print medians of both, and the median of their ratios, for each of the peer's `SETTINGS`.

    Args:
        predictor: ours.
        size: (height, width) of the picture that masks are enlarged to.
        repeat: how often each is done, in turns.

    Raises:
        UsageError: the peer is not installed.
    """
    if importlib.util.find_spec(PEER) is None:
        raise UsageError(f"{PEER} is not installed; {HOW_TO_GET_IT} brings it.")
    ours = _Ours(predictor, size)
    device = predictor.choice.device
    for setting in SETTINGS.get(device.type, SETTINGS["cpu"]):
        with Peer.running(str(device), predictor.resolution, size, setting) as peer:
            heading = ", ".join((peer.version, *setting))
            print(f"\n{'':<36}{'ours':>12}{heading:>42}")
            _take_turns(ours, peer, repeat)
            _compare_memory(ours, peer)


def _take_turns(ours: "_Ours", peer: Peer, repeat: int) -> None:
    for name, mine, theirs in (
        ("encode a picture", ours.encode, "encode"),
        ("text prompt, coarse masks of all", ours.prompt, "prompt"),
        ("text prompt, concept absent", ours.detect, "prompt"),
        (f"{OBJECTS} objects to {ours.size[1]} x {ours.size[0]}", ours.masks, "masks"),
    ):
        # The first turn warms up and does not count.
        pairs = [(ours.seconds(mine), peer.seconds(theirs)) for _ in range(1 + repeat)][1:]
        own, other = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
        ratio = statistics.median(b / a for a, b in pairs)
        print(f"{name:<36}{own:>9.1f} ms{other:>39.1f} ms   {ratio:.2f} x as fast", flush=True)


def _compare_memory(ours: "_Ours", peer: Peer) -> None:
    """Of masks alone: everything else is bounded by the model, which is of one size on both sides."""
    own, other = memory_of(ours.masks), peer.memory("masks")
    if own is not None and other is not None:
        print(f"{'  memory of these':<36}{own / 1e6:>9.0f} MB{other / 1e6:>39.0f} MB   1/{other / max(own, 1):.0f}")


class _Ours:
    """What the peer does, by our model; a text is encoded anew each time, as the peer does it."""

    def __init__(self, predictor: "Predictor", size: tuple[int, int]) -> None:
        import torch

        device, side = predictor.choice.device, predictor.resolution
        self.size = size
        self._model = predictor.model
        self._stages = predictor.stages
        self._pixels = torch.randn(1, 3, side, side, generator=torch.Generator().manual_seed(0)).to(device)
        # A small model knows fewer tokens; which they are does not change the time.
        self._ids = (torch.tensor([PHRASE]) % predictor.model.config.text_config.vocab_size).to(device)
        self._picture: PictureFeatures | None = None

    def seconds(self, work: Callable[[], object]) -> float:
        """How long one of the things below takes."""
        import torch

        from sam3_studio.engine.device import synchronize

        with torch.inference_mode():
            return measure(work, 1, settle=partial(synchronize, self._model.device)).seconds[0]

    def encode(self) -> None:
        """Pixels to what prompts read."""
        self._picture = self._stages.prepare(self._stages.trunk(self._pixels))

    def detect(self) -> "tuple[PictureFeatures, PromptTokens, DetectorOutput]":
        """As far as scores and presence: where these say that nothing is there, it ends here."""
        if self._picture is None:
            self.encode()
        assert self._picture is not None  # noqa: S101  # for mypy
        prompt = self._model.encode_prompt(self._picture, self._stages.text(self._ids))
        return self._picture, prompt, self._stages.detect(self._picture, prompt)

    def prompt(self) -> None:
        """As far as coarse masks of all queries, which only a prompt that finds everything needs."""
        picture, prompt, found = self.detect()
        pixels = self._stages.embed_pixels(found, picture, prompt)
        self._model.mask_decoder.instance_logits(found.decoded.queries, pixels)
        self._model.mask_decoder.semantic_logits(pixels)

    def masks(self) -> None:
        """Coarse masks to run-lengths of the picture."""
        import torch

        from sam3_studio.engine.mask_upsampling import upsample_masks

        for _ in upsample_masks(torch.from_numpy(blobs()).to(self._model.device), *self.size, 0):
            pass
