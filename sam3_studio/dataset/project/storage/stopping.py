"""Queries of SQLite that end soon once nobody waits for them any more."""

import sqlite3
from collections.abc import Callable

_INSTRUCTIONS = 10_000
"""Between two looks at whether to stop: a millisecond, or some."""


def stop_when(connection: sqlite3.Connection, wanted: Callable[[], bool]) -> None:
    """Have what a connection is asked for end with an OperationalError as soon as that is wanted.

    Args:
        connection: used by one thread.
        wanted: whether to stop; called in that thread, again and again.
    """
    connection.set_progress_handler(wanted, _INSTRUCTIONS)
