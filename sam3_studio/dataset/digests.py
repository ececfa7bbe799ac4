"""What tells whether a file is still as it was written."""

import hashlib
import os
from pathlib import Path


def content_digest(content: bytes) -> str:
    """A hash of a file's content, in 32 hexadecimal digits."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def file_digest(file: Path) -> str | None:
    """A hash of a file's content, or of where a link leads; None where neither can be read."""
    try:
        if file.is_symlink():
            return "link " + content_digest(os.fsencode(file.readlink()))
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    except OSError:
        return None
