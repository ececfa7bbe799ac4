"""The model that commands ask about pictures."""

import argparse

from sam3_studio.core.segmenter import Segmenter
from sam3_studio.core.tiled import TiledSegmenter, TileUse


def tile_use(options: argparse.Namespace) -> TileUse:
    """When pictures are to be looked at in tiles, by `--tiles`."""
    return TileUse(options.tiles or TileUse.NEVER)


def asked_model(options: argparse.Namespace) -> Segmenter:
    """Load it, to be asked in tiles where that is wanted; errors as in `Predictor.load`."""
    from sam3_studio.engine import Predictor

    model = Predictor.load(
        options.model,
        device=options.device,
        dtype=options.dtype,
        resolution=options.resolution,
        compiled=options.compile,
    )
    model.read_encoded()
    if tile_use(options) is TileUse.NEVER:
        return model
    return TiledSegmenter(model, model.resolution, model.most_objects, tile_use(options))
