"""Where downloaded files go: the cache that all Hugging Face programs share, or a plain folder.

The cache's layout is documented at https://huggingface.co/docs/huggingface_hub/guides/manage-cache: contents lie in
`blobs/` under their digest, `snapshots/<commit>/` points to them, `refs/<revision>` names a commit.
"""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from sam3_studio.core.remote_file import RemoteFile, is_copy

WEIGHTS_NAME, INDEX_NAME, ORIGINAL_NAME = "model.safetensors", "model.safetensors.index.json", "sam3.pt"
SHARD = re.compile(r"model-\d{5}-of-\d{5}\.safetensors")


@dataclass(frozen=True, slots=True)
class CacheStorage:
    """One commit of a repository in the shared cache.

    Attributes:
        repository: the repository's folder, `models--<owner>--<name>`.
        commit: 40 hexadecimal digits.
    """

    repository: Path
    commit: str

    @property
    def snapshot(self) -> Path:
        """The folder to read the files from."""
        return self.repository / "snapshots" / self.commit

    @property
    def lock(self) -> Path:
        """Held while files are written; where huggingface_hub keeps its own locks."""
        return self.repository.parent / ".locks" / self.repository.name / f"{self.commit}.lock"

    def target(self, file: RemoteFile) -> Path:
        """Where a file's content belongs."""
        return self.repository / "blobs" / file.digest

    def partial(self, file: RemoteFile) -> Path:
        """Where a file grows."""
        return self.repository / "blobs" / f"{file.digest}.incomplete"

    def holds(self, file: RemoteFile) -> bool:
        """Whether the file is there, with the right content: who asks again may do so because a disk lost some."""
        return is_copy(self.snapshot / file.name, file) or is_copy(self.target(file), file)

    def publish(self, file: RemoteFile) -> None:
        """Let the snapshot point to a file's content."""
        pointer, content = self.snapshot / file.name, self.target(file)
        if pointer.is_file() and (not content.is_file() or pointer.samefile(content)):
            return
        pointer.parent.mkdir(parents=True, exist_ok=True)
        pointer.unlink(missing_ok=True)
        try:
            pointer.symlink_to(os.path.relpath(content, pointer.parent))
        except OSError:
            # Windows lets few accounts make links; the cache then holds the file itself.
            content.replace(pointer)

    def finish(self, revision: str) -> None:
        """Remember which commit a branch or tag stood for."""
        if revision == self.commit:
            return
        reference = self.repository / "refs" / revision
        reference.parent.mkdir(parents=True, exist_ok=True)
        temporary = reference.with_name(f"{reference.name}.{os.getpid()}.tmp")
        with temporary.open("w", encoding="ascii") as file:
            file.write(self.commit)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(reference)


@dataclass(frozen=True, slots=True)
class FolderStorage:
    """A folder with the files and nothing else.

    Attributes:
        snapshot: the folder.
    """

    snapshot: Path

    @property
    def lock(self) -> Path:
        """Held while files are written."""
        return self.snapshot / ".incomplete" / "lock"

    def target(self, file: RemoteFile) -> Path:
        """Where a file's content belongs."""
        return self.snapshot / file.name

    def partial(self, file: RemoteFile) -> Path:
        """Where a file grows."""
        return self.snapshot / ".incomplete" / file.digest

    def holds(self, file: RemoteFile) -> bool:
        """Whether the file is there, with the right content: anybody may have put anything into a folder."""
        return is_copy(self.target(file), file)

    def publish(self, file: RemoteFile) -> None:
        """Nothing to do: the file lies where it is read."""

    def finish(self, revision: str) -> None:  # noqa: ARG002 - a folder holds one revision and does not name it
        """Clear away what the download needed; nobody may hold the lock any more."""
        shutil.rmtree(self.lock.parent, ignore_errors=True)


def cached_repository(repo_id: str) -> Path:
    """The repository's folder in the cache of the user's settings, there or not."""
    from huggingface_hub.constants import HF_HUB_CACHE  # noqa: PLC0415 - only who looks there needs it

    return Path(HF_HUB_CACHE) / "--".join(["models", *repo_id.split("/")])
