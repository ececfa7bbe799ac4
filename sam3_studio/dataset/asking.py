"""Asking the model about many pictures, one after the other: what every run has in common, whatever keeps the answers.

A run neither knows where pictures and questions come from nor what becomes of the answers. The next pictures are read
and made ready while the device answers; all prompts on a picture are answered from one encoding.
"""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sam3_studio.core.errors import CancelledError, ImageError, ModelError, Sam3StudioError
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import Picture, Segmentation, Segmenter
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.files import relative_name
from sam3_studio.dataset.images import load_picture
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.reach import Reach, out_of_reach, reach_of
from sam3_studio.dataset.reading_ahead import AHEAD, ReadingAhead

MOST_FAILURES = 3
"""In a row, of the model or the device: that many are not the pictures' doing, and end a run."""
MOST_LOST = 10
"""Pictures in a row that the disk does not give, though their root is there: that many end a run as well."""


@dataclass(frozen=True, slots=True)
class PictureQuestions:
    """What to ask about a picture.

    Attributes:
        name: of the picture, as label files are to call it.
        path: of its file.
        prompts: one or more.
        floors: one for each, as in `Segmenter.segment_all`.
    """

    name: str
    path: Path
    prompts: tuple[Prompt, ...]
    floors: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureAnswers:
    """What was found in a picture.

    Attributes:
        picture: that was looked at.
        file: its state when it was read.
        found: an answer to each prompt.
    """

    picture: Picture
    file: FileState
    found: tuple[Segmentation, ...]


@dataclass(frozen=True, slots=True)
class PictureFailure:
    """Why a picture could not be asked about.

    Attributes:
        reason: a sentence.
        of_picture: whether its file cannot be read.
    """

    reason: str
    of_picture: bool


Outcome = PictureAnswers | PictureFailure


class FailureCount:
    """Tells failures of single pictures from those of the device or the disk, which end a run."""

    def __init__(self) -> None:
        self._in_a_row = self._lost = 0

    def note(self, *, of_device: bool = False, reach: Reach = Reach.FILE) -> bool:
        """Take note of a picture; whether the run had better end.

        Args:
            of_device: whether the device failed at it.
            reach: what can still be got at, where it could not be read.
        """
        self._in_a_row = self._in_a_row + 1 if of_device else 0
        self._lost = self._lost + 1 if reach is not Reach.FILE else 0
        return self._in_a_row >= MOST_FAILURES or self._lost >= MOST_LOST or reach is Reach.NOTHING

    def take(self, error: Sam3StudioError | OSError, path: Path, root: Path) -> None:
        """Take note of why a picture failed.

        Args:
            error: of the picture.
            path: of its file.
            root: the folder that all pictures are in.

        Raises:
            ImageError: the run had better end, as the disk gives pictures no more.
            ModelError: `error` itself, as the device has failed too often.
        """
        if isinstance(error, ImageError | OSError):
            reach = reach_of(path, root)
            if self.note(reach=reach):
                raise ImageError(out_of_reach(path, root, reach)) from error
        elif self.note(of_device=isinstance(error, ModelError)):
            raise error


def ask_pictures(
    segmenter: Segmenter,
    questions: Iterable[PictureQuestions],
    root: Path,
    *,
    cancel: threading.Event | None = None,
) -> Iterator[tuple[PictureQuestions, Outcome]]:
    """Ask about pictures in turn. One that fails stops nothing.

    Args:
        segmenter: finds the objects.
        questions: may be made as they are asked for, some pictures ahead.
        root: the folder that all pictures are in.
        cancel: once set, the run ends with the stage the segmenter is in.

    Raises:
        CancelledError: `cancel` was set.
        ModelError: the device failed for several pictures in a row.
        ImageError: the root cannot be reached any more, or the disk did not give many pictures in a row.
    """
    failures = FailureCount()
    coming = iter(questions)
    waiting = deque(islice(coming, AHEAD + 1))

    def read(path: Path) -> tuple[FileState, Picture]:
        state = FileState.of(path)
        picture = load_picture(path)
        segmenter.prepare(picture)
        return state, picture

    with closing(ReadingAhead(read)) as ahead:
        while waiting:
            asked = waiting.popleft()
            if cancel is not None and cancel.is_set():
                raise CancelledError("Stopped.")
            try:
                relative_name(asked.name)
                state, picture = ahead.take(asked.path, [one.path for one in waiting])
                found = segmenter.segment_all(picture, asked.prompts, floors=asked.floors, cancel=cancel)
                outcome: Outcome = PictureAnswers(picture, state, found)
            except CancelledError:
                raise
            except (Sam3StudioError, OSError) as error:
                failures.take(error, asked.path, root)
                reason = gone(asked.path, error) if isinstance(error, OSError) else str(error)
                outcome = PictureFailure(reason, of_picture=isinstance(error, ImageError | OSError))
            else:
                failures.note()
            yield asked, outcome
            waiting.extend(islice(coming, 1))


def gone(path: Path, error: OSError) -> Sentence:
    """Says that a picture is not where it was."""
    return Sentence("{path} cannot be read ({reason}); check where it went.", path=path, reason=error.strerror)
