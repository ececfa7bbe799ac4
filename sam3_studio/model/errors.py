"""What can go wrong with weights."""


class CheckpointError(Exception):
    """Weights cannot be found, read, or made to fit; the text names the file, the tensor and the remedy."""
