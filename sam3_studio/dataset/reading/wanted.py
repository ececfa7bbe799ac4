"""Which labels a picture gets where those of several pictures might be meant for it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from sam3_studio.dataset.disk_table import DiskTable
from sam3_studio.dataset.reading.pictures import Fit, Match

# Eight hexadecimal digits, but no date, which tells pictures of several days apart.
_UPLOADED = re.compile(r"^(?!(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-)[0-9a-f]{8}-(?=.)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What labels call the picture that they are for, in the order in which it is looked for.

    Attributes:
        origin: its name in the dataset without ending, by which it is known if this program has written that.
        name: of it, relative.
        stem: the same without an ending.
        part: of the dataset, whose folder the picture may lie in though its name does not say so; "" for none.
    """

    origin: PurePosixPath | None = None
    name: PurePosixPath | None = None
    stem: PurePosixPath | None = None
    part: str = ""

    def before_upload(self) -> "Wanted | None":
        """The same without what Label Studio puts before the names of files that it is given; None where it is not.

        Signs that it writes as addresses do, such as %20 for a blank, are themselves again.
        """
        name, stem = (one and one.with_name(_given(one.name)) for one in (self.name, self.stem))
        return None if (name, stem) == (self.name, self.stem) else Wanted(name=name, stem=stem)


def _given(name: str) -> str:
    given = _UPLOADED.sub("", unquote(name))
    return given if PurePosixPath(given).name == given and "\0" not in given else name  # which it has to stay


class Claims:
    """The best that any labels fit each picture, so that those which fit it less are not taken for its own.

    Labels of `cats/1.jpg` and of `dogs/1.jpg` both find the picture `cats/1.jpg`, the latter by its file name alone;
    only where there are none of the former may it be theirs. So it is with those of `1.png` where there is `1.jpg`.
    Memory does not grow with the number of pictures.
    """

    def __init__(self) -> None:
        self._best = DiskTable()

    def note(self, match: Match) -> None:
        """Labels fit a picture so well."""
        best = self._best_of(match.picture)
        if best is None or match.rank > best.rank:
            self._best.set(match.picture, f"{match.common} {match.fit:d} {match.exact:d}")

    def allow(self, match: Match) -> bool:
        """Whether no labels fit the picture better."""
        best = self._best_of(match.picture)
        return best is None or match.rank >= best.rank

    def _best_of(self, picture: str) -> Match | None:
        noted = self._best.get(picture)
        if noted is None:
            return None
        common, fit, exact = map(int, noted.split())
        return Match(picture, common, Fit(fit), bool(exact))


class Rivals:
    """All labels of a dataset, which are asked for once it matters what they are for.

    Args:
        wanted: gives what all of them are for.
    """

    def __init__(self, wanted: Callable[[], Iterable[Wanted]]) -> None:
        self._wanted: Callable[[], Iterable[Wanted]] | None = wanted

    def take(self) -> Iterable[Wanted]:
        """What they are for, at the first time; nothing later."""
        wanted, self._wanted = self._wanted, None
        return wanted() if wanted is not None else ()
