"""The model that commands ask about pictures."""

import argparse
from typing import TYPE_CHECKING

from sam3_studio.core.errors import ModelError
from sam3_studio.core.folders import encoded_folder
from sam3_studio.core.segmenter import Segmenter
from sam3_studio.core.tiled import TileUse
from sam3_studio.core.tiled_segmenter import TiledSegmenter

if TYPE_CHECKING:
    from sam3_studio.engine import Predictor


def loaded_model(options: argparse.Namespace) -> "Predictor":
    """Load it, by `--model`, `--device`, `--dtype`, `--resolution` and `--compile`; errors as in `Predictor.load`."""
    from sam3_studio.engine import Predictor

    return Predictor.load(
        options.model,
        device=options.device,
        dtype=options.dtype,
        resolution=options.resolution,
        compiled=options.compile,
    )


def tile_use(options: argparse.Namespace) -> TileUse:
    """When pictures are to be looked at in tiles, by `--tiles`."""
    return TileUse(options.tiles or TileUse.NEVER)


def asked_model(options: argparse.Namespace, version: str) -> Segmenter:
    """Load it, to be asked in tiles where that is wanted; errors as in `Predictor.load`.

    Args:
        options: of the command.
        version: what answers are kept under, as `engine.fingerprint` tells it; found out before, when it was not known
            yet whether there is anything to ask. Other weights than those are refused.
    """
    from sam3_studio.engine.trunk_store import TrunkStore

    model = loaded_model(options)
    if not version.startswith(model.fingerprint):
        raise ModelError("{source} has other weights now than a moment ago; start again.", source=options.model)
    model.pictures.store = TrunkStore(encoded_folder(), 0)  # found where `encode` keeps them; nothing is added
    if tile_use(options) is TileUse.NEVER:
        return model
    return TiledSegmenter(model, model.resolution, model.most_objects, tile_use(options))
