"""Runs over many pictures while a person goes on working."""
