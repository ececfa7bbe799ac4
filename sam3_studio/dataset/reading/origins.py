"""Which pictures the label files of this program were written for, whatever names these have in the dataset."""

from contextlib import suppress
from pathlib import Path, PurePosixPath

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.disk_table import DiskTable
from sam3_studio.dataset.manifest import MANIFEST, Manifest


class Origins:
    """The names that pictures of a dataset had before it was written, as far as its manifest knows.

    Args:
        folder: of the dataset; None for none.

    Raises:
        DatasetError: there is no room for temporary files.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._sources: DiskTable | None = None
        if folder is None or not (folder / MANIFEST).is_file():
            return
        with suppress(DatasetError):  # a damaged one knows nothing
            manifest = Manifest(folder)
            self._sources = DiskTable()
            for source, name in manifest.names():
                self._sources.add(str(PurePosixPath(name).with_suffix("")), source)

    def of(self, stem: PurePosixPath) -> str | None:
        """The name that a picture had.

        Args:
            stem: its name in the dataset, without ending.
        """
        return None if self._sources is None else self._sources.get(str(stem))
