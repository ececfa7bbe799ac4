"""The list of candidates and objects."""
