"""Label files that lie beside pictures, one for each."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sam3_studio.core.errors import DatasetError

LabelFile = tuple[Path, PurePosixPath]
"""A file, and its name in the dataset's folder without ending."""


def label_files(folder: Path, suffix: str, leave_out: frozenset[str] = frozenset()) -> Iterator[LabelFile]:
    """Every label file of a folder and its sub-folders, in order.

    Links to folders are not followed, and hidden files are none.

    Args:
        folder: to look in.
        suffix: of label files.
        leave_out: names of files in the folder itself that are something else.

    Raises:
        DatasetError: there is no such folder, or no such file in it.
    """
    files = sorted(
        path
        for path in folder.rglob(f"*{suffix}")
        if path.is_file() and not path.name.startswith(".") and not (path.name in leave_out and path.parent == folder)
    )
    if not files:
        raise DatasetError(
            "{folder} has no label files ({suffix}); choose another folder. Nothing was imported.",
            folder=folder,
            suffix=suffix,
        )
    for path in files:
        yield path, PurePosixPath(path.relative_to(folder).with_suffix("").as_posix())


def first_folder(folder: Path, *names: str) -> Path:
    """The first sub-folder of one of the names that is there, else the folder itself."""
    return next((folder / name for name in names if (folder / name).is_dir()), folder)
