"""What has been asked of the model about each picture and class, and what came of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sam3_studio.dataset.project.labels import known_classes
from sam3_studio.dataset.project.pictures.images import image_id
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import Database
from sam3_studio.dataset.project.storage.soundness import making_sense
from sam3_studio.dataset.project.touching import note_asked


class AnswerState(StrEnum):
    """How far a question is: about one class in one picture, in one version of its prompt."""

    DONE = "done"
    EMPTY = "empty"
    FAILED = "failed"


ANSWERED = f"('{AnswerState.DONE}', '{AnswerState.EMPTY}')"
"""The states of questions that need not be asked again, in SQL."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, without its masks, which `FoundTable` has.

    Attributes:
        name: of the picture.
        class_id: of the class.
        key: names the prompt and the weights.
        presence: of the concept in the picture, 0 to 1.
        scores: of all candidates, best first; none where the concept is not there.
    """

    name: str
    class_id: int
    key: str
    presence: float
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that the model could not answer.

    Attributes:
        name: of the picture.
        class_id: of the class.
        reason: why, a sentence.
    """

    name: str
    class_id: int
    reason: str


class AnswerTable:
    """Reads and writes how far questions are. A call that writes is on disk when it returns.

    `FoundTable` notes here what it is given: whether a person went to a picture or a run over many did is the same.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def answered(self, name: str | None = None) -> list[Answered]:
        """Every answer, or those about one picture, in the order of pictures and classes.

        Raises:
            DatasetError: the project cannot be read.
        """
        about, values = ("", ()) if name is None else ("AND name = ? ", (name,))
        rows = self._database.rows(
            "SELECT name, class, key, presence, scores FROM answers JOIN images ON images.id = image "
            f"WHERE answers.state IN {ANSWERED} AND NOT missing {about}ORDER BY sort_key, name, class",
            values,
        )
        with making_sense(self._database.path):
            return [Answered(row[0], row[1], row[2], row[3], tuple(json.loads(row[4]))) for row in rows]

    def failures(self) -> list[Unanswered]:
        """What could not be answered, in the order of pictures and classes.

        Raises:
            DatasetError: the project cannot be read.
        """
        rows = self._database.rows(
            "SELECT name, class, answers.failure FROM answers JOIN images ON images.id = image "
            "WHERE answers.state = ? AND NOT missing ORDER BY sort_key, name, class",
            (AnswerState.FAILED,),
        )
        return [Unanswered(*row) for row in rows]

    def floors(self, name: str) -> dict[tuple[int, str], float]:
        """What has been answered about a picture: the floor, by the id of a class and the key of prompt and weights.

        Candidates that scored more than the floor were asked for, as in `Segmenter.segment`.

        Raises:
            DatasetError: the project cannot be read.
        """
        rows = self._database.rows(
            "SELECT class, key, floor FROM answers WHERE image = (SELECT id FROM images WHERE name = ?) "
            f"AND state IN {ANSWERED}",
            (name,),
        )
        return {(class_id, key): floor for class_id, key, floor in rows}

    def fail(self, name: str, keys: Mapping[int, str], reason: str) -> None:
        """Note why questions about a picture could not be answered; what was found before stays.

        Args:
            name: of the picture.
            keys: of the questions, by class.
            reason: a sentence.

        Raises:
            DatasetError: the project does not have the picture or a class, or cannot be written.
        """
        with self._database.transaction() as connection, known_classes(name):
            image = image_id(connection, name)
            for class_id, key in keys.items():
                connection.execute(
                    f"DELETE FROM answers WHERE image = ? AND class = ? AND state NOT IN {ANSWERED}", (image, class_id)
                )
                # Not in the place of an answer: it was asked anew to learn more, and what is known stays.
                connection.execute(
                    "INSERT OR IGNORE INTO answers (image, class, key, state, failure) VALUES (?, ?, ?, ?, ?)",
                    (image, class_id, key, AnswerState.FAILED, reason),
                )


def note_answer(
    connection: Connection,
    image: int,
    class_id: int,
    key: str,
    presence: float,
    scores: Iterable[float],
    floor: float,
) -> None:
    """Note an answer in the place of all that was noted about a class in a picture."""
    note_asked(connection)
    connection.execute("DELETE FROM answers WHERE image = ? AND class = ?", (image, class_id))
    rounded = [round(score, 4) for score in scores]
    state = AnswerState.DONE if rounded else AnswerState.EMPTY
    connection.execute(
        "INSERT INTO answers (image, class, key, state, presence, scores, floor) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (image, class_id, key, state, presence, json.dumps(rounded), floor),
    )
