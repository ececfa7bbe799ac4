"""Fetching model repositories from the Hugging Face Hub."""

from sam3_studio.hub.client import DEFAULT_REPOSITORY, download
from sam3_studio.hub.errand import TokenRequiredError

__all__ = ["DEFAULT_REPOSITORY", "TokenRequiredError", "download"]
