"""What a run is about, in the project: for whoever takes it up later, or wants to know what failed in it."""

from collections.abc import Collection, Mapping

from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.project.planning import Scope
from sam3_studio.dataset.project.project import Project

_RUN = "run over pictures"
"""What a run is about that something is left of to do."""
_FAILED = "run with failures"
"""The same of the last one, where it is over and a person has not put away yet what failed in it."""

Noted = tuple[frozenset[int], Scope]
"""Ids of the classes that are looked for, and where."""


class RunNotes:
    """Every method raises DatasetError when the project cannot be read or written.

    Args:
        project: for the thread that opened it.
    """

    def __init__(self, project: Project) -> None:
        self._settings = project.settings
        self._transaction = project.transaction

    @property
    def running(self) -> Noted | None:
        """What the run is about that something is left of to do."""
        return _read(self._settings.get(_RUN))

    @property
    def failed(self) -> Noted | None:
        """What the last run was about, where something failed in it that nobody has put away."""
        return _read(self._settings.get(_FAILED))

    def begin(self, class_ids: Collection[int], scope: Scope) -> None:
        """A run begins, in the place of all others."""
        self._write(_noted(class_ids, scope), None)

    def end(self, class_ids: Collection[int], scope: Scope, *, failed: bool) -> None:
        """Nothing is left to do; whether something failed."""
        self._write(None, _noted(class_ids, scope) if failed else None)

    def follow_names(self, names: Mapping[str, str]) -> None:
        """Pictures have other names now, by those that they had, all at the same time."""
        running, failed = (
            _noted(noted[0], noted[1].renamed(names)) if noted else None for noted in (self.running, self.failed)
        )
        if running or failed:
            self._write(running, failed)

    def put_away(self) -> None:
        """Nobody needs to know any more what failed."""
        if self._settings.get(_FAILED) is not None:
            self._settings.set(_FAILED, None)

    def _write(self, running: object, failed: object) -> None:
        with self._transaction():
            self._settings.set(_RUN, running)
            self._settings.set(_FAILED, failed)


def _noted(class_ids: Collection[int], scope: Scope) -> dict[str, object]:
    """As JSON."""
    return {"classes": sorted(class_ids), "names": scope.names, "reviewed": scope.reviewed, "tiles": scope.tiles}


def _read(noted: object) -> Noted | None:
    """What a run is about, from JSON; those of earlier versions do not look in tiles."""
    match noted:
        case {"classes": list(classes), "names": list() | None as names, "reviewed": bool(reviewed), **more}:
            tiles = TileUse(str(more.get("tiles", TileUse.NEVER)))
            return frozenset(classes), Scope(None if names is None else tuple(names), reviewed, tiles)
    return None
