"""Hands on the document that every edit takes and gives; it lives in `core`, because projects on disk know it too."""

from sam3_studio.core.document import ImageDocument

__all__ = ["ImageDocument"]
