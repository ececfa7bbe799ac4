"""What a run over many pictures has to ask: everything that the project has no answer for."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabelClass, PromptBox
from sam3_studio.core.searches import search_for
from sam3_studio.dataset.project.answers import ANSWERED
from sam3_studio.dataset.project.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Scope:
    """Which pictures a run is about. Pictures whose files are gone are in none.

    Attributes:
        names: these; None for all.
        reviewed: also those that a person has said are done.
    """

    names: tuple[str, ...] | None = None
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a run would have to do, in pictures.

    Attributes:
        asked: that something is to be asked about.
        answered: that everything is known about.
    """

    asked: int
    answered: int


def extent(database: Database, classes: Iterable[LabelClass], model: str, scope: Scope) -> Extent:
    """How much a run would have to do; what a run that was stopped left counts as any other.

    Args:
        database: of the project.
        classes: to be looked for; those that no concept is on for are not.
        model: fingerprint of the weights.
        scope: which pictures.

    Raises:
        DatasetError: the project cannot be read.
    """
    with database.transaction() as connection, _questions(connection, classes, model, scope):
        ((asked, images),) = connection.execute(
            f"SELECT coalesce(sum(open), 0), count(*) FROM (SELECT max({_OPEN}) AS open FROM questions GROUP BY image)"
        ).fetchall()
    return Extent(asked, images - asked)


def plan(database: Database, classes: Iterable[LabelClass], model: str, scope: Scope) -> list[str]:
    """Note everything that is to be asked, in the place of what was noted before; arguments as of `extent`.

    What failed before is to be asked again, for it was not answered.

    Returns:
        Names of the pictures that something is to be asked about, in natural order.

    Raises:
        DatasetError: the project cannot be written.
    """
    with database.transaction() as connection:
        connection.execute("DELETE FROM answers WHERE state = 'todo'")
        with _questions(connection, classes, model, scope):
            connection.execute(
                "INSERT OR REPLACE INTO answers "
                f"SELECT image, class, key, 'todo', NULL, NULL, NULL FROM questions WHERE {_OPEN}"
            )
        rows = connection.execute(
            "SELECT name FROM images WHERE id IN (SELECT image FROM answers WHERE state = 'todo') "
            "ORDER BY sort_key, name"
        ).fetchall()
    return [name for (name,) in rows]


_OPEN = (
    "NOT EXISTS (SELECT 1 FROM answers WHERE answers.image = questions.image AND answers.class = questions.class "
    f"AND answers.key = questions.key AND state IN {ANSWERED})"
)


@contextmanager
def _questions(connection: Connection, classes: Iterable[LabelClass], model: str, scope: Scope) -> Iterator[None]:
    """A table, `questions`, of everything that is worth knowing: image, class, key; there inside the block."""
    wanted = [(one, search.key) for one in classes if one.searched and (search := search_for(one, (), model))]
    connection.execute("CREATE TEMP TABLE questions (image, class, key, PRIMARY KEY (image, class)) WITHOUT ROWID")
    try:
        pictures, values = _pictures(connection, scope)
        for one, key in wanted:
            connection.execute(f"INSERT INTO questions SELECT id, ?, ? FROM ({pictures})", (one.id, key, *values))
            connection.executemany(
                "UPDATE questions SET key = ? WHERE image = ? AND class = ?",
                [(own, image, one.id) for image, own in _keys_with_boxes(connection, one, model)],
            )
        yield
    finally:
        connection.execute("DROP TABLE questions")


def _pictures(connection: Connection, scope: Scope) -> tuple[str, Sequence[object]]:
    """A query for ids of the pictures in a scope, and its values."""
    conditions, values = ["NOT missing"], []
    if not scope.reviewed:
        conditions.append("state <> ?")
        values.append(str(ImageState.DONE))
    if scope.names is not None:
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS named (name TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.execute("DELETE FROM named")
        connection.executemany("INSERT OR IGNORE INTO named VALUES (?)", [(name,) for name in scope.names])
        conditions.append("name IN (SELECT name FROM named)")
    return f"SELECT id FROM images WHERE {' AND '.join(conditions)}", values


def _keys_with_boxes(connection: Connection, label_class: LabelClass, model: str) -> Iterator[tuple[int, str]]:
    """The pictures that have boxes for a class, which belong to its prompt there, and the prompts' keys."""
    boxes: dict[int, list[PromptBox]] = {}
    rows = connection.execute(
        "SELECT image, x1, y1, x2, y2, positive FROM boxes WHERE class = ? AND enabled ORDER BY image, position",
        (label_class.id,),
    )
    for image, x1, y1, x2, y2, positive in rows:
        boxes.setdefault(image, []).append(PromptBox(label_class.id, Box(x1, y1, x2, y2), bool(positive)))
    for image, drawn in boxes.items():
        if search := search_for(label_class, drawn, model):
            yield image, search.key
