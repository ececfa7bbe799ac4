"""Squares that a model might have found."""

from squares import candidate, labeled, square

__all__ = ["candidate", "labeled", "square"]
