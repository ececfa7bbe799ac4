"""Encoded pictures in three places: ready for prompts on the device, as the trunk's output in memory and on disk."""

import hashlib
import math
import threading
import time
from contextlib import suppress

import numpy as np
import torch
from torch import Tensor

from sam3_studio.core.byte_cache import ByteCache
from sam3_studio.core.errors import ModelError
from sam3_studio.core.folders import encoded_folder
from sam3_studio.core.segmenter import Picture
from sam3_studio.engine.device import send, sendable
from sam3_studio.engine.image_processor import Sam3ImageProcessor
from sam3_studio.engine.memory import is_shortage
from sam3_studio.engine.stages import Stages
from sam3_studio.engine.trunk_store import TrunkStore
from sam3_studio.model import PictureFeatures

_WORTH = 0.3
"""Seconds: the output of a trunk that takes longer is worth a place on disk; any other is computed as fast as read."""

_WARM_BYTES = 512 << 20
"""Bound of the trunk's outputs that are kept in the host's memory."""

_MOST_PREPARED = 4
"""Resized pictures that may wait for their turn; at the public size one takes 12 MB."""


class PictureTiers:
    """Gives the features that prompts on a picture read, from the nearest place that has them.

    At the public size a picture takes 60 MB ready for prompts, 11 MB as the trunk's output; what follows the trunk
    takes a twentieth of its time.

    Args:
        stages: of the model that encodes.
        image_processor: prepares pictures for it.
        weights: their fingerprint; where it is empty, nothing is kept on disk.
        hot_bytes: bound of what is ready, on the model's device, until `limit` says otherwise.

    Attributes:
        store: where pictures are looked for on disk, and kept where they took long; None for nowhere.
    """

    def __init__(
        self, stages: Stages, image_processor: Sam3ImageProcessor, weights: str, *, hot_bytes: int = 1 << 30
    ) -> None:
        self._model = stages.model
        self._stages = stages
        self._image_processor = image_processor
        self._weights = weights
        self._hot: ByteCache[PictureFeatures] = ByteCache(hot_bytes)
        self._warm: ByteCache[Tensor] = ByteCache(_WARM_BYTES)
        self._passing: tuple[str, PictureFeatures] | None = None
        self._prepared: dict[str, Tensor] = {}
        self._lock = threading.Lock()  # of what is prepared
        self.store: TrunkStore | None = None
        self._seconds = math.inf

    def __contains__(self, key: str) -> bool:
        """Whether a picture of this key is ready."""
        passing = self._passing
        return key in self._hot or (passing is not None and passing[0] == key and self._is_too_large(passing[1]))

    def limit(self, most_bytes: int) -> None:
        """Keep up to this many bytes on the model's device from here on; the least recently used make room at once.

        Where the device is the host, up to a quarter of the bytes are for the trunk's outputs.
        """
        apart = self._model.device.type == "cuda"
        warm_bytes = _WARM_BYTES if apart else min(_WARM_BYTES, most_bytes // 4)
        self._warm.set_capacity(warm_bytes)
        self._hot.set_capacity(most_bytes if apart else most_bytes - warm_bytes)

    def limit_disk(self, most_bytes: int) -> None:
        """Keep up to this many bytes on disk from here on, as the window's setting says; 0 looks for none there either.

        There may be more where `sam3-studio encode` was given more room, until the setting is lowered.
        """
        store = TrunkStore(encoded_folder(), most_bytes)
        store.follow(most_bytes)
        self.store = store if most_bytes else None

    def clear(self) -> None:
        """Forget everything that is in memory; what is on disk stays."""
        self._hot.clear()
        self._warm.clear()
        self._passing = None
        with self._lock:
            self._prepared.clear()

    def prepare(self, picture: Picture) -> None:
        """Resize a picture before its turn comes, unless a graphics card is quicker at that.

        It may be called from any thread. Where memory is too short for it now, the picture is resized in its turn.
        """
        if self._resizes_on_card or picture.key in self._hot:
            return
        try:
            pixels = sendable(self._image_processor(picture.pixels).pixel_values, self._model.device)
        except (MemoryError, RuntimeError) as error:
            if not is_shortage(error):
                raise
            return
        with self._lock:
            self._prepared[picture.key] = pixels
            while len(self._prepared) > _MOST_PREPARED:
                del self._prepared[next(iter(self._prepared))]

    def passing_features(self, picture: Picture) -> PictureFeatures:
        """Features of a picture that nobody is expected to come back to, as in a run over many.

        They are kept until the next such picture comes; no other picture makes room for them.
        """
        ready = self._hot.get(picture.key)
        if ready is not None:
            return ready
        if self._passing is None or self._passing[0] != picture.key:
            self._passing = None  # before there are two
            trunk = self._warm.get(picture.key)
            trunk = self._trunk(picture) if trunk is None else trunk
            self._passing = picture.key, self._ready(trunk)
        return self._passing[1]

    def features(self, picture: Picture) -> PictureFeatures:
        """Features of a picture, kept for the prompts to come."""
        ready = self._hot.get(picture.key)
        if ready is not None:
            return ready
        if self._passing is not None and self._passing[0] == picture.key:
            features = self._passing[1]
        else:
            features = self._ready(self._kept_trunk(picture))
        self._hot.put(picture.key, features, features.nbytes)
        if self._is_too_large(features):
            self._passing = picture.key, features  # the one in hand stays, for it is asked about again and again
        return features

    def keep_on_disk(self, picture: Picture) -> bool:
        """Have a picture's encoding on disk, however fast it could be computed.

        Returns:
            Whether it had to be computed, as it was not there yet.

        Raises:
            ModelError: the disk takes no more, or there is no store.
        """
        if self.store is None:
            raise ModelError("Prepared pictures have no room on disk; give them some in the settings.")
        pixels = self._pixels(picture)
        name = self._name(pixels)
        if self.store.get(name) is not None:  # read, for it may be damaged, and is the most recently used one now
            return False
        try:
            self.store.put(name, self._compute(pixels).cpu())
        except OSError as error:
            raise ModelError(
                "{folder} takes no more pictures ({reason}); free some space, or check its permissions.",
                folder=self.store.folder,
                reason=error.strerror,
            ) from error
        return True

    @property
    def _resizes_on_card(self) -> bool:
        # A value that a graphics card resizes may be one 8-bit step off; the picture would have another name on disk.
        return self._model.device.type == "cuda" and self.store is None

    def _is_too_large(self, features: PictureFeatures) -> bool:
        """Whether not even one such has room among what is ready."""
        return features.nbytes > self._hot.capacity

    def _ready(self, trunk: Tensor) -> PictureFeatures:
        return self._stages.prepare(send(trunk, self._model.device))

    def _pixels(self, picture: Picture) -> Tensor:
        """(1, 3, side, side), where they are resized quickest."""
        with self._lock:
            prepared = self._prepared.pop(picture.key, None)
        if prepared is not None:
            return prepared
        if not self._resizes_on_card:
            return self._image_processor(picture.pixels).pixel_values
        pixels = send(torch.from_numpy(np.require(picture.pixels, requirements=("C", "W"))), self._model.device)
        return self._image_processor(pixels, input_data_format="channels_last").pixel_values

    def _kept_trunk(self, picture: Picture) -> Tensor:
        trunk = self._warm.get(picture.key)
        if trunk is None:
            trunk = self._trunk(picture)
            # Nobody waits for this copy: reading it means sending it back to the device, which then does so after it.
            self._warm.put(picture.key, trunk.to("cpu", non_blocking=True), trunk.nbytes)
        return trunk

    def _trunk(self, picture: Picture) -> Tensor:
        """The trunk's output (1, H·W, C), from the disk where it is there."""
        pixels = self._pixels(picture)
        if self.store is None or not self._weights or not picture.lasting or self._seconds <= _WORTH:
            return self._compute(pixels)
        name = self._name(pixels)
        kept = self.store.get(name)
        if kept is not None:
            return kept
        start = time.perf_counter()
        trunk = self._compute(pixels).cpu()
        self._seconds = time.perf_counter() - start
        if self._seconds > _WORTH:
            with suppress(OSError):  # with a disk that is full or fails more has to be encoded, but all goes on
                self.store.put(name, trunk)
        return trunk

    def _compute(self, pixels: Tensor) -> Tensor:
        return self._stages.trunk(send(pixels, self._model.device))

    def _name(self, pixels: Tensor) -> str:
        """The name on disk of the trunk's output, made of all that it depends on: pixels, weights and their types."""
        digest = hashlib.blake2b(digest_size=16)
        held = sorted({str(weight.dtype) for weight in self._model.vision_encoder.backbone.parameters()})
        digest.update(f"{self._weights} {held} {tuple(pixels.shape)} {torch.__version__} ".encode())
        digest.update(pixels.contiguous().numpy(force=True).tobytes())
        return digest.hexdigest()
