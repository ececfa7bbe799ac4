"""How long a person was at work on each picture."""

from collections.abc import Mapping

from sam3_studio.dataset.project.storage.database import Database

LONGEST_GAP = 60.0
"""Seconds; who has not touched anything for longer than that was not at work all the time."""


class WorkTable:
    """Adds up times. A call that writes is on disk when it returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, seconds: Mapping[str, float]) -> None:
        """A person was at work on pictures, by their names, for so many seconds more; pictures that went do not count.

        Raises:
            DatasetError: the project cannot be written.
        """
        with self._database.transaction() as connection:
            connection.executemany(
                "INSERT INTO work SELECT id, ? FROM images WHERE name = ? "
                "ON CONFLICT (image) DO UPDATE SET seconds = seconds + excluded.seconds",
                [(value, name) for name, value in seconds.items() if value > 0],
            )

    def seconds(self, name: str) -> float:
        """How long a person was at work on a picture until now.

        Raises:
            DatasetError: the project cannot be read.
        """
        row = self._database.row(
            "SELECT seconds FROM work WHERE image = (SELECT id FROM images WHERE name = ?)", (name,)
        )
        return float(row[0]) if row else 0.0
