"""What a project remembers about how it is used, such as the picture that was open last."""

import json

from sam3_studio.dataset.project.storage.database import Database
from sam3_studio.dataset.project.storage.soundness import making_sense


class SettingsTable:
    """Values by key, each anything that JSON can hold. A call that writes is on disk when it returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, default: object = None) -> object:
        """The value, as JSON gives it back; the default where there is none.

        Raises:
            DatasetError: the project cannot be read.
        """
        row = self._database.row("SELECT value FROM settings WHERE key = ?", (key,))
        with making_sense(self._database.path):
            return json.loads(row[0]) if row else default

    def set(self, key: str, value: object) -> None:
        """Keep a value in the place of the one before.

        Raises:
            DatasetError: the project cannot be written.
            TypeError: JSON cannot hold the value.
        """
        text = json.dumps(value)  # ASCII, for SQLite takes no paths whose names are not UTF-8
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, text))
