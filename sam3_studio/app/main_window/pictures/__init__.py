"""The picture in hand, the way to the next one, and the list of all."""
