"""The project that is open, and the picture in hand."""
