"""Dialogs: they take frozen values, and return frozen values or emit signals."""
