"""A file that a server offers, and whether something is a copy of it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash

# Small enough for a progress bar to move, large enough for hashing and writing not to matter.
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file on a server.

    Attributes:
        name: relative to what it belongs to, with forward slashes.
        url: where its content is; it stays the same for as long as the file exists.
        size: in bytes.
        digest: 64 hexadecimal digits are the SHA-256 of the content, 40 are its Git blob id.
    """

    name: str
    url: str
    size: int
    digest: str

    def new_hash(self) -> "_Hash":
        """The hash that gives `digest` once it was fed the content."""
        if len(self.digest) == 64:
            return hashlib.sha256()
        # A Git blob's id covers a header, a zero byte and the content:
        # https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
        return hashlib.sha1(f"blob {self.size}\0".encode(), usedforsecurity=False)


def is_copy(path: Path, remote: RemoteFile) -> bool:
    """Whether the file at `path` has exactly the remote file's content; reads all of it if the size fits."""
    if not path.is_file() or path.stat().st_size != remote.size:
        return False
    digest = remote.new_hash()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest() == remote.digest
