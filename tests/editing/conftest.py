"""Squares to edit."""

from squares import candidate, labeled, square

__all__ = ["candidate", "labeled", "square"]
