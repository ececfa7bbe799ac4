"""The golden pictures, as whoever asks a `Segmenter` about them hands them over."""

import golden
import numpy as np

from sam3_studio.core.segmenter import Picture


def picture(name: str = "p0.png") -> Picture:
    """One of `images/`, under its own name."""
    return Picture(name, np.array(golden.picture(name).convert("RGB")))
