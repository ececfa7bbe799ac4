"""How something that takes a while tells how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Is told how much is done, and how much that is in all: steps, or bytes of files."""
