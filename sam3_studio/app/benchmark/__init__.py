"""How fast the window is on this machine: the figures of `sam3-studio benchmark ui`."""
