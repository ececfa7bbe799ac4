"""The pictures that a command is given."""

import argparse
from pathlib import Path

from sam3_studio.core.errors import ImageError, UsageError
from sam3_studio.dataset.images import ImageSet, find_images
from sam3_studio.dataset.project.pictures.scan import scan


def asked_pictures(options: argparse.Namespace) -> ImageSet:
    """The pictures of `paths`, with those of sub-folders where `recursive` is set.

    Raises:
        ImageError: see `find_images`.
        UsageError: there are none but in sub-folders.
    """
    try:
        return find_images(options.paths, recursive=options.recursive)
    except ImageError:
        if options.recursive:
            raise
        find_images(options.paths)  # fails alike, unless it was sub-folders that made the difference
        where = ", ".join(map(str, options.paths))
        raise UsageError(f"All pictures of {where} lie in sub-folders; --recursive looks into them, too.") from None


def check_pictures(root: Path) -> None:
    """Make sure that a folder that is to get a project has pictures.

    Raises:
        DatasetError: it cannot be listed.
        UsageError: it has none.
    """
    problems: list[str] = []
    for batch in scan(root):
        if batch.images:
            return
        problems += batch.problems
    raise UsageError(problems[0] if problems else f"There is no picture in {root}.")
