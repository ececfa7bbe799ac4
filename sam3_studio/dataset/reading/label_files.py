"""Label files that lie beside pictures, one for each."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.sentence import Sentence

LabelFile = tuple[Path, PurePosixPath]
"""A file, and its name in the dataset's folder without ending."""


def keep_silent(_problem: str) -> None:
    """It is told elsewhere."""


def label_files(
    folder: Path, suffix: str, leave_out: frozenset[str] = frozenset(), tell: Callable[[str], None] = keep_silent
) -> Iterator[LabelFile]:
    """Every label file of a folder and its sub-folders, in order; see `files_below`.

    Args:
        folder: to look in; or a label file, which is the only one then.
        suffix: of label files, in lower case; theirs may have capitals.
        leave_out: names of files in the folder itself that are something else, in lower case.
        tell: is given a sentence for each sub-folder that cannot be listed.

    Raises:
        DatasetError: there is no label file.
        OSError: the folder itself cannot be listed.
    """
    if folder.is_file():
        yield folder, PurePosixPath(folder.stem)
        return
    problems: list[str] = []

    def refuse(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise error
        problems.append(
            Sentence(
                "{folder} cannot be listed ({reason}), so its labels were left out; change its permissions.",
                folder=error.filename,
                reason=error.strerror,
            )
        )

    files = sorted(
        path
        for path in files_below(folder, refuse)
        if path.name.lower().endswith(suffix)
        and not (path.name.lower() in leave_out and path.parent == folder)
        and path.is_file()
    )
    if not files and problems:
        raise DatasetError("{reason} Nothing was imported.", reason=problems[0])
    if not files:
        raise DatasetError(
            "{folder} has no label files ({suffix}); choose another folder. Nothing was imported.",
            folder=folder,
            suffix=suffix,
        )
    for problem in problems:
        tell(problem)
    for path in files:
        yield path, PurePosixPath(path.relative_to(folder).with_suffix("").as_posix())


def files_below(folder: Path, refuse: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """What lies in a folder and its sub-folders and is no folder.

    Links to folders are not followed; what is hidden, or lies in a hidden sub-folder, is passed over.

    Args:
        folder: to look in.
        refuse: is given the error of each folder that cannot be listed; None where that does not matter.
    """
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                yield Path(place, name)


def first_folder(folder: Path, *names: str) -> Path:
    """The first sub-folder of one of the names that is there, else the folder itself."""
    return next((folder / name for name in names if (folder / name).is_dir()), folder)
