"""Panels beside the picture, the start page and the status bar: they take frozen values and emit signals."""
