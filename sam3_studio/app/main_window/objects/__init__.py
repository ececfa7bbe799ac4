"""Candidates and objects of the picture in hand: selected, judged, reshaped, corrected and copied."""
