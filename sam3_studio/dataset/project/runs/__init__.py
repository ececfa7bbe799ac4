"""Runs over the pictures of a project: what is still to be asked, and what becomes of the answers."""
