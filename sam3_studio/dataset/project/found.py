"""What the model found in each picture, kept so that nobody waits for it twice, and what a person rejected of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.rle import Rle
from sam3_studio.core.searches import PARTS
from sam3_studio.core.segmenter import SCORE_FLOOR, Segmentation
from sam3_studio.dataset.project.answers import ANSWERED, note_answer
from sam3_studio.dataset.project.labels import damaged, known_classes
from sam3_studio.dataset.project.measures import measured
from sam3_studio.dataset.project.packing import packed_candidates, packed_masks, unpacked_candidates, unpacked_masks
from sam3_studio.dataset.project.pictures.images import image_id
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import Database, Row
from sam3_studio.dataset.project.touching import touch

_FLOOR = (
    "(SELECT floor FROM answers WHERE answers.image = found.image AND answers.class = found.class "
    f"AND state IN {ANSWERED})"
)


@dataclass(frozen=True)
class Found:
    """What was found for a class in a picture.

    Attributes:
        key: names the prompt and the weights that found it; None where nothing is kept but what was rejected.
        presence: of the concept in the picture, 0 to 1.
        packed: the candidates as bytes. Most pictures are opened without anybody asking for all of their classes.
        rejected: masks of candidates that a person rejected, whatever prompt had found them.
        floor: candidates that score less are not among them, as nobody asked for those.
    """

    key: str | None
    presence: float = 0.0
    packed: bytes = b""
    rejected: tuple[Rle, ...] = ()
    floor: float = SCORE_FLOOR

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """All of them, best first, those that were accepted or rejected since included; none where they are damaged."""
        found = self.segmentation
        return found.candidates if found else ()

    @cached_property
    def segmentation(self) -> Segmentation | None:
        """All candidates, with the presence; None where they are damaged.

        The model can find them again, and nothing that a person has done is lost.
        """
        try:
            return Segmentation(self.presence, unpacked_candidates(self.packed) if self.packed else ())
        except ValueError:
            return None


class FoundTable:
    """Reads and writes candidates. A call that writes is on disk when it returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def found(self, name: str) -> dict[int, Found]:
        """What was found in a picture, by class.

        Raises:
            DatasetError: the project cannot be read.
        """
        rows = self._database.rows(
            f"SELECT class, key, presence, candidates, rejected, {_FLOOR} FROM found "
            "WHERE image = (SELECT id FROM images WHERE name = ?)",
            (name,),
        )
        try:
            return {row[0]: _found(row[1:]) for row in rows}
        except ValueError as error:
            raise damaged(self._database, name) from error

    def found_of(self, name: str, class_id: int) -> Found:
        """What was found for one class; nothing of a class that was never looked for.

        Raises:
            DatasetError: the project cannot be read.
        """
        row = self._database.row(
            f"SELECT key, presence, candidates, rejected, {_FLOOR} FROM found "
            "WHERE image = (SELECT id FROM images WHERE name = ?) AND class = ?",
            (name, class_id),
        )
        try:
            return _found(row) if row else Found(None)
        except ValueError as error:
            raise damaged(self._database, name) from error

    def rejections(self, name: str) -> dict[int, tuple[Rle, ...]]:
        """Masks of the candidates that were rejected in a picture, by class.

        Raises:
            DatasetError: the project cannot be read.
        """
        rows = self._database.rows(
            "SELECT class, rejected FROM found "
            "WHERE image = (SELECT id FROM images WHERE name = ?) AND rejected IS NOT NULL",
            (name,),
        )
        try:
            return {class_id: unpacked_masks(data) for class_id, data in rows}
        except ValueError as error:
            raise damaged(self._database, name) from error

    def save(self, name: str, class_id: int, key: str, found: Segmentation, *, floor: float = SCORE_FLOOR) -> None:
        """Keep what was found in the place of what was found before; what was rejected stays.

        Args:
            name: of the picture.
            class_id: of the class.
            key: names the prompt and the weights.
            found: all of it.
            floor: candidates that score more were asked for. Where the key tells of parts, nothing below is asked for.

        Raises:
            DatasetError: the project does not have the picture or the class, or cannot be written.
        """
        scores = [candidate.score for candidate in found.candidates]
        with self._database.transaction() as connection:
            image = self._write(
                name, class_id, "key, presence, candidates", key, found.presence, packed_candidates(found.candidates)
            )
            lowest = 0.0 if key.endswith(PARTS) else floor
            note_answer(connection, image, class_id, key.removesuffix(PARTS), found.presence, scores, lowest)
            self._measure(connection, image, class_id, found)

    def save_rejected(self, name: str, class_id: int, rejected: Sequence[Rle]) -> None:
        """Keep the masks of all candidates that were rejected, in the place of those kept before.

        Raises:
            DatasetError: the project does not have the picture or the class, or cannot be written.
        """
        with self._database.transaction() as connection:
            touch(connection)
            image = self._write(name, class_id, "rejected", packed_masks(rejected) if rejected else None)
            try:
                self._measure(connection, image, class_id)
            except ValueError as error:
                raise damaged(self._database, name) from error

    @staticmethod
    def _measure(connection: Connection, image: int, class_id: int, found: Segmentation | None = None) -> None:
        """Note the candidates that a person may still decide about, as they are now: these, or those that are kept."""
        columns = "key, presence, rejected" if found else "key, presence, rejected, candidates"
        key, presence, rejected, *candidates = connection.execute(
            f"SELECT {columns} FROM found WHERE image = ? AND class = ?", (image, class_id)
        ).fetchone()
        if key is not None:
            there = found.candidates if found else unpacked_candidates(candidates[0])
            data = measured(there, unpacked_masks(rejected) if rejected else ())
            connection.execute("INSERT OR REPLACE INTO measures VALUES (?, ?, ?, ?)", (class_id, image, presence, data))

    def _write(self, name: str, class_id: int, columns: str, *values: object) -> int:
        """Write values; the id of the picture."""
        marks = ", ".join("?" * len(values))
        new = ", ".join(f"{column} = excluded.{column}" for column in columns.split(", "))
        with self._database.transaction() as connection, known_classes(name):
            image = image_id(connection, name)
            connection.execute(
                f"INSERT INTO found (image, class, {columns}) VALUES (?, ?, {marks}) "
                f"ON CONFLICT (image, class) DO UPDATE SET {new}",
                (image, class_id, *values),
            )
            return image


def _found(row: Row) -> Found:
    key, presence, candidates, rejected, floor = row
    return Found(
        key,
        presence or 0.0,
        candidates or b"",
        unpacked_masks(rejected) if rejected else (),
        SCORE_FLOOR if floor is None else floor,
    )
