"""Writing a copy of a project that may be open, so that there is a whole one or none."""

import os
import secrets
import threading
from contextlib import ExitStack, closing
from pathlib import Path

from sam3_studio.core.progress import Progress
from sam3_studio.dataset.project.storage.addresses import connected
from sam3_studio.dataset.project.storage.stopping import stop_when


def write_copy(
    project: Path, copy: Path, cancel: threading.Event | None = None, progress: Progress | None = None
) -> None:
    """Copy a project, under another name first, so that a killed program leaves a whole copy or none.

    Args:
        project: the file, which may be open.
        copy: where to; its folder is made, and what is there makes way.
        cancel: once set, there will be no copy.
        progress: told how many bytes of how many are copied.

    Raises:
        OSError: the copy cannot be written.
        sqlite3.Error: the project cannot be read, the copy cannot be written, or `cancel` was set.
    """
    copy.parent.mkdir(parents=True, exist_ok=True)
    # Its own: a window that was closed may still be at the end of its copy when the project is opened again.
    unfinished = copy.with_name(f"{copy.stem}.{secrets.token_hex(4)}.part")
    size = project.stat().st_size

    def look() -> bool:
        """Tell how far it is; whether to stop."""
        if progress is not None and unfinished.exists():
            progress(min(unfinished.stat().st_size, size), size)
        return cancel is not None and cancel.is_set()

    with ExitStack() as undo:
        # On a full disk, what is left of a copy would be in the way of everything else.
        undo.callback(unfinished.unlink, missing_ok=True)
        with closing(connected(project, "mode=ro")) as connection:
            stop_when(connection, look)
            # As bytes, for a folder's name need not be UTF-8.
            connection.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(unfinished),))
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(copy)
        undo.pop_all()
