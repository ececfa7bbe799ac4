"""What the worker is to do next: one request in flight, and of each kind only the newest waits."""

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard, TypeVar

from sam3_studio.app.inference.background import InBackground
from sam3_studio.app.inference.messages import (
    AskCrop,
    AskPrompt,
    ClassPrompt,
    EncodePicture,
    LimitMemory,
    LoadModel,
    ModelChoice,
    Request,
)

Kind = TypeVar("Kind", bound=Request)


class Agenda:
    """Decides which request comes next and which ones are given up.

    The order is: a model, the limit of memory, what is asked of a part, the open picture, prompts, pictures encoded
    ahead, what goes on in the background. A request in flight that nobody wants any more is cancelled. One that only
    has to give way, to a model, to what is asked of a part or, encoding ahead or in the background, to a prompt, is
    cancelled and waits again.
    """

    def __init__(self) -> None:
        self.in_flight: Request | None = None
        self._opened: Path | None = None
        self._model: LoadModel | None = None
        self._limit: LimitMemory | None = None
        self._crop: AskCrop | None = None
        self._open: EncodePicture | None = None
        self._prompts: deque[AskPrompt] = deque()
        self._ahead: deque[EncodePicture] = deque()
        self._background: InBackground | None = None
        self._answered: Request | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a person waits for an answer; what is done ahead of time or in the background does not count."""
        current = self.in_flight
        ahead = isinstance(current, InBackground) or self._is_ahead(current)
        waits = self._model or self._limit or self._crop or self._open or self._prompts
        return bool((current and not ahead) or waits)

    @property
    def is_loading(self) -> bool:
        """Whether a model is being loaded, or waits to be."""
        return self._model is not None or isinstance(self.in_flight, LoadModel)

    def load(self, choice: ModelChoice) -> None:
        """A model is to be loaded; another one that waits or loads is given up, other work waits."""
        self._model = LoadModel(choice)
        self._put_off()

    def limit_memory(self, picture_bytes: int, disk_bytes: int = 0) -> None:
        """Encoded pictures are to be kept up to this size."""
        self._limit = LimitMemory(picture_bytes, disk_bytes)

    def open(self, path: Path) -> None:
        """A picture is looked at; work on others is given up."""
        self._opened = path
        self._prompts = deque(waiting for waiting in self._prompts if waiting.path == path)
        self._open = None
        self._ahead.clear()
        if self._crop and self._crop.path != path:
            self._crop = None
        if self._works_on(path):
            return
        current = self.in_flight
        if isinstance(current, InBackground):
            self._put_off()
        same_part = isinstance(current, AskCrop) and current.path == path
        if isinstance(current, (EncodePicture, AskPrompt, AskCrop)) and not same_part:
            current.cancel.set()
        self._open = EncodePicture(path)

    def renew(self, path: Path) -> None:
        """A file is another one than before: what is being done with what was read of it is begun anew."""
        if isinstance(self.in_flight, EncodePicture | AskPrompt) and self.in_flight.path == path:
            self._put_off()

    def prompt(self, path: Path, prompts: Iterable[ClassPrompt]) -> None:
        """These prompts are to be answered; others that wait or are being answered are given up."""
        if self._open and self._open.path != path:
            self._open = None
        wanted = list(prompts)
        current = self.in_flight
        if isinstance(current, AskPrompt):
            same = [entry for entry in wanted if _name(entry) == _name(current.asked)]
            if same and self._works_on(path):
                wanted.remove(same[0])
            else:
                current.cancel.set()
        elif wanted and (isinstance(current, InBackground) or _is_of_another(current, path)):
            self._put_off()
        self._prompts = deque(AskPrompt(path, entry) for entry in wanted)

    def look_into(self, request: AskCrop) -> None:
        """A person asks something of a part of a picture: all else waits, and what was asked so before is given up."""
        self._crop = request
        if isinstance(self.in_flight, AskCrop):
            self.in_flight.cancel.set()
        elif isinstance(self.in_flight, AskPrompt | EncodePicture | InBackground):
            self._put_off()

    def stop_looking(self) -> None:
        """What was asked of a part is not wanted any more."""
        self._crop = None
        if isinstance(self.in_flight, AskCrop):
            self.in_flight.cancel.set()

    def prefetch(self, paths: Iterable[Path]) -> None:
        """Pictures are to be encoded, in this order, once nothing else is to be done; others are not any more."""
        wanted = list(paths)
        current = self.in_flight
        if current is not None and self._is_ahead(current) and current.path not in wanted:
            current.cancel.set()
        self._ahead = deque(EncodePicture(path, ahead=True) for path in wanted if not self._works_on(path))

    def work_in_background(self, request: InBackground) -> None:
        """This is to be done when nothing else is, in the place of anything else of the kind."""
        self.stop_background()
        self._background = request

    def note_answer(self, request: Request) -> None:
        """It is known what became of this; only its end is still to come, and it need not be taken up again."""
        self._answered = request

    def stop_background(self) -> None:
        """What is done in the background is not wanted any more."""
        self._background = None
        if isinstance(self.in_flight, InBackground):
            self.in_flight.cancel.set()

    def cancel(self) -> None:
        """Nothing that a person waits for is wanted any more but a model that loads or waits to be loaded."""
        self._open = None
        self._ahead.clear()
        self._prompts.clear()
        self._crop = None
        if isinstance(self.in_flight, (EncodePicture, AskPrompt, AskCrop)):
            self.in_flight.cancel.set()

    def close(self) -> None:
        """Nothing at all is wanted any more."""
        self.cancel()
        self.stop_background()
        self._model = self._limit = None
        if self.in_flight:
            self.in_flight.cancel.set()

    def take(self) -> Request | None:
        """The next request, now in flight; None when there is none, or one is in flight already."""
        if self.in_flight is not None:
            return None
        if self._model:
            self.in_flight, self._model = self._model, None
        elif self._limit:
            self.in_flight, self._limit = self._limit, None
        elif self._crop:
            self.in_flight, self._crop = self._crop, None
        elif self._open:
            self.in_flight, self._open = self._open, None
        elif self._prompts:
            self.in_flight = self._prompts.popleft()
        elif self._ahead:
            self.in_flight = self._ahead.popleft()
        elif self._background:
            self.in_flight, self._background = self._background, None
        return self.in_flight

    def finish(self) -> Path | None:
        """Nothing is in flight any more; the picture whose last prompt that was, None for anything else."""
        finished, self.in_flight = self.in_flight, None
        if isinstance(finished, AskPrompt) and not self._prompts and not finished.cancel.is_set():
            return finished.path
        return None

    def _is_ahead(self, current: Request | None) -> TypeGuard[EncodePicture]:
        """Whether this encodes a picture ahead that a person is not looking at yet."""
        return isinstance(current, EncodePicture) and current.ahead and current.path != self._opened

    def _works_on(self, path: Path) -> bool:
        """Whether what is in flight will leave this picture encoded."""
        current = self.in_flight
        return isinstance(current, (EncodePicture, AskPrompt)) and current.path == path and not current.cancel.is_set()

    def _put_off(self) -> None:
        """Let what is in flight give way; of pictures and prompts the newest are taken up again."""
        current = self.in_flight
        if current is None or isinstance(current, LimitMemory) or current.cancel.is_set():
            return
        current.cancel.set()
        if isinstance(current, AskPrompt):
            self._prompts.appendleft(_again(current))
        elif isinstance(current, AskCrop):
            self._crop = self._crop or _again(current)
        elif self._is_ahead(current):
            self._ahead.appendleft(_again(current))
        elif isinstance(current, EncodePicture):
            self._open = self._open or replace(_again(current), ahead=False)
        elif isinstance(current, InBackground) and current is not self._answered:
            self._background = self._background or _again(current)


def _name(asked: ClassPrompt) -> tuple[int, str, float]:
    return asked.class_id, asked.key, asked.floor


def _is_of_another(current: Request | None, path: Path) -> bool:
    """Whether another picture than this is being encoded."""
    return isinstance(current, EncodePicture) and current.path != path


def _again(request: Kind) -> Kind:
    """The same request, not cancelled."""
    return replace(request, cancel=threading.Event())
