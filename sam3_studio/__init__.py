"""Promptable concept segmentation with SAM 3: model, engine, datasets, and the program around them."""

__version__ = "0.1.0"
