"""The sample pictures, where a person may work on them."""

import shutil
from pathlib import Path

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.folders import data_folder
from sam3_studio.core.resources import resource_path
from sam3_studio.core.whole_file import whole_file


def samples_copy() -> Path:
    """A folder with the samples among the user's data, made where it is not there yet.

    The samples that ship may lie where nobody can write, and are nobody's to write to. What is in the copy already
    stays as it is, a project with its labels above all.

    Raises:
        DatasetError: the copy cannot be made.
    """
    folder = data_folder() / "samples"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for original in sorted(resource_path("samples").iterdir()):
            copy = folder / original.name
            if original.is_file() and not copy.exists():
                with original.open("rb") as source, whole_file(copy) as target:
                    shutil.copyfileobj(source, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DatasetError(
            "The samples cannot be copied to {folder} ({reason}); see to its permissions and to free space.",
            folder=folder,
            reason=reason,
        ) from error
    return folder
