"""Why a picture needs a person, in words."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject

from sam3_studio.dataset.review.need import Need

_DOUBTFUL = 0.5
"""From here on the model says nothing: its presence is between 0.25 and 0.75."""
_SURE = 0.1
"""Below, the model is sure enough: its presence is under 0.05 or over 0.95, and never quite 0 or 1."""


class NeedWords(QObject):
    """Tells needs in short phrases.

    Attributes:
        classes: names by id.

    Args:
        need_of: gives the need of the picture of a name; None where that is not told.
        parent: of this object.
    """

    def __init__(self, need_of: Callable[[str], Need | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._need_of = need_of
        self.classes: Mapping[int, str] = {}

    def reason(self, name: str) -> str | None:
        """Why a picture needs a person, for a narrow row; None where that is not told."""
        need = self._need_of(name)
        return None if need is None else self.short(need)

    def reasons(self, name: str) -> str:
        """All of it; empty where that is not told."""
        need = self._need_of(name)
        return "" if need is None else self.all_(need)

    def short(self, need: Need) -> str:
        """What speaks most for a look, for a narrow row; empty where nothing does."""
        return next(self._phrases(need, doubt=self.tr("any {name} at all?")), "")

    def all_(self, need: Need) -> str:
        """All that speaks for a look, a line for each."""
        return "\n".join(self._phrases(need, doubt=self.tr("uncertain whether there is any {name}")))

    def _phrases(self, need: Need, doubt: str) -> Iterator[str]:
        """What weighs most comes first."""
        if need.mistakes:
            yield self.tr("%Ln possible mistake(s)", "", need.mistakes)
        if need.clashes:
            yield self.tr("%Ln where another class is", "", need.clashes)
        if need.unseen:
            yield self.tr("%Ln not seen by the model", "", need.unseen)
        name = self.classes.get(need.doubtful, "")
        if need.doubt >= _DOUBTFUL:
            yield doubt.format(name=name)
        if need.near:
            yield self.tr("%Ln near the threshold", "", need.near)
        if _SURE <= need.doubt < _DOUBTFUL:
            yield self.tr("a little doubt about {name}").format(name=name)
