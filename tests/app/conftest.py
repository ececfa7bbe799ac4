"""What holds for every test of the window."""

from leftovers import no_thread_is_left

__all__ = ["no_thread_is_left"]
