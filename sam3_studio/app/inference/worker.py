"""What the inference thread does: read pictures, run the model, answer.

The window's only edge to PyTorch is here, inside functions, so that the window is up before PyTorch loads.
"""

import threading
import time
import traceback
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from sam3_studio.app.inference.background import (
    AskPicture,
    FoundInPicture,
    InBackground,
    KeepPicture,
    PictureKept,
    TilesLooked,
)
from sam3_studio.app.inference.holder import ModelHolder
from sam3_studio.app.inference.in_tiles import AskTiles, FoundInTiles
from sam3_studio.app.inference.messages import (
    AskCrop,
    AskPrompt,
    Cancelled,
    Done,
    EncodePicture,
    EncodingFinished,
    EncodingStarted,
    Failed,
    Found,
    FoundInCrop,
    LimitMemory,
    LoadedModel,
    LoadFunction,
    LoadModel,
    Model,
    ModelChanged,
    ModelChoice,
    ModelInfo,
    Notice,
    PartlyFound,
    Reply,
    Request,
    Sketched,
)
from sam3_studio.app.inference.preloading import map_torch_libraries
from sam3_studio.app.inference.priority import give_way
from sam3_studio.app.language import translated
from sam3_studio.app.threads.garbage import uncollected
from sam3_studio.core.errors import CancelledError, ImageError, ModelError, Sam3StudioError
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import DiskRoom, Picture, Segmentation, Sketch
from sam3_studio.core.tiled import TiledSearch, TileStep, TileUse
from sam3_studio.core.tiled_segmenter import TiledSegmenter, Unfinished
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.picture_shelf import PictureShelf
from sam3_studio.dataset.reach import Reach, reach_of
from sam3_studio.dataset.reading_ahead import ReadingAhead


def load_predictor(choice: ModelChoice, cancel: threading.Event) -> LoadedModel:
    """Load SAM 3; errors as in `Predictor.load`."""
    map_torch_libraries()
    with uncollected():
        from sam3_studio.engine import Predictor  # noqa: PLC0415  # PyTorch takes seconds to load

    prepare = Predictor.with_random_weights if choice.source is None else partial(Predictor.load, choice.source)
    predictor = prepare(device=choice.device, dtype=choice.dtype, resolution=choice.resolution, cancel=cancel)
    predictor.limit_memory(choice.picture_bytes, choice.disk_bytes)
    info = ModelInfo(
        name=predictor.name,
        fingerprint=predictor.fingerprint,
        device=str(predictor.choice.device),
        dtype=predictor.choice.precision,
        reason=translated(predictor.choice.reason),
        resolution=predictor.resolution,
        most_objects=predictor.most_objects,
        # Not methods of the predictor: whoever remembers the model's name would keep its weights.
        reads_all=predictor.tokenizer.reads_all,
        is_current=predictor.is_current,
    )
    return LoadedModel(predictor, info)


_NO_SEARCH: tuple[tuple[Prompt, ...], TiledSearch] = ((), TiledSearch((1, 1), (), ()))


class Worker(QObject):
    """Carries out one request after the other, each with one `Done` at its end.

    It lives in the one inference thread (see `Controller`), owns the model and the device, and touches nothing of the
    window; requests wake it. Requests and replies are all that goes in and out.

    Args:
        load: loads a model.
        pictures: that were read lately, here or elsewhere.
    """

    replied = Signal(object)

    def __init__(self, load: LoadFunction, pictures: PictureShelf) -> None:
        super().__init__()
        self._holder = ModelHolder(load)
        self._pictures = pictures
        self._told: ModelInfo | None = None
        self._ahead = ReadingAhead(self._read_ahead)
        self._tiled = _NO_SEARCH
        self._unfinished = Unfinished()

    @Slot()
    def settle_in(self) -> None:
        """Before all else, in the inference thread."""
        give_way()

    @Slot()
    def settle_out(self) -> None:
        """After all else, in the inference thread."""
        self._ahead.close()

    @Slot(object)
    def run(self, request: Request) -> None:
        """Carry out a request. This is the boundary: whatever fails becomes a reply."""
        try:
            self._carry_out(request)
        except CancelledError:
            self.replied.emit(Cancelled(request))
        except ImageError as error:
            details, reach = traceback.format_exc(), _reach(request)
            self.replied.emit(Failed(request, translated(error), details, of_picture=True, reach=reach))
        except Sam3StudioError as error:
            of_device = isinstance(error, ModelError)
            self.replied.emit(Failed(request, translated(error), traceback.format_exc(), of_device=of_device))
        except Exception as error:  # noqa: BLE001  # the thread must go on, whatever the model or a driver does
            self.replied.emit(Failed(request, _unforeseen(error), traceback.format_exc(), of_device=True))
        self._tell_of_change(request)
        self.replied.emit(Done(request))

    def _carry_out(self, request: Request) -> None:
        if request.cancel.is_set():
            raise CancelledError("Stopped.")
        tell = partial(self._notify, request)
        match request:
            case LoadModel(choice=choice):
                self._holder.switch(choice, request.cancel, tell)
            case LimitMemory(picture_bytes=picture_bytes, disk_bytes=disk_bytes):
                self._holder.limit_memory(picture_bytes, disk_bytes)
            case EncodePicture(path=path):
                if not self._holder.is_empty:
                    picture = self._pictures.read(path)
                    self._holder.use(partial(self._encode, request, path, picture), request.cancel, tell)
            case AskPrompt(path=path):
                picture = self._pictures.read(path)
                found = self._holder.use(partial(self._answer, request, picture), request.cancel, tell)
                self.replied.emit(Found(request, found))
            case AskTiles():
                picture = self._seen(request)
                self._holder.use(partial(self._answer_in_tiles, request, picture), request.cancel, tell)
            case AskCrop():
                picture = self._seen(request)
                answers = self._holder.use(partial(self._answer_in_crop, request, picture), request.cancel, tell)
                self.replied.emit(FoundInCrop(request, answers))
            case AskPicture(path=path, then=then):
                file, picture = self._read(path, then)
                all_found = self._holder.use(partial(self._answer_all, picture, request), request.cancel, tell)
                self.replied.emit(FoundInPicture(request, all_found, (picture.width, picture.height), file))
            case KeepPicture(path=path, then=then):
                _, picture = self._read(path, then)
                room = self._holder.use(partial(_keep, picture, request), request.cancel, tell)
                self.replied.emit(PictureKept(request, room))

    def _notify(self, request: Request, text: str) -> None:
        self.replied.emit(Notice(request, text))
        self._tell_of_change(request)

    def _tell_of_change(self, request: Request) -> None:
        """A model was loaded, or moved to the CPU, or lost."""
        info, before = self._holder.info, self._told
        if info is before:
            return
        self._told = info
        if info is None or before is None or info.fingerprint != before.fingerprint:
            self._tiled, self._unfinished = _NO_SEARCH, Unfinished()
        self.replied.emit(ModelChanged(request, info))

    def _encode(self, request: Request, path: Path, picture: Picture, model: Model) -> None:
        if model.is_encoded(picture):
            return
        self.replied.emit(EncodingStarted(request, path))
        start = time.monotonic()
        model.encode(picture, cancel=request.cancel)
        self.replied.emit(EncodingFinished(request, path, time.monotonic() - start))

    def _answer(self, request: AskPrompt, picture: Picture, model: Model) -> Segmentation:
        self._encode(request, request.path, picture, model)
        asked, watch = request.asked, partial(self._show, request)
        return model.segment(picture, asked.prompt, floor=asked.floor, cancel=request.cancel, watch=watch)

    def _read(self, path: Path, then: tuple[Path, ...]) -> tuple[FileState | None, Picture]:
        """A picture of a run, read ahead or now: its file may have become another one since, or come back."""
        with suppress(ImageError):
            state, picture = self._ahead.take(path, then)
            if state == _state(path):
                return state, picture
        return self._read_ahead(path)

    def _read_ahead(self, path: Path) -> tuple[FileState | None, Picture]:
        """In a thread of its own: what the device need not wait for. Pictures on the shelf are left in their places."""
        state, picture = _state(path), self._pictures.read(path, keep=False)
        self._holder.prepare(picture)
        return state, picture

    def _seen(self, request: AskCrop) -> Picture:
        """The picture of a file, unless that holds another one by now than a person sees."""
        picture = self._pictures.read(request.path)
        if request.content not in {None, picture.key}:
            raise ImageError("{path} is a different picture now; it is read again.", path=request.path)
        return picture

    def _answer_in_crop(self, request: AskCrop, picture: Picture, model: Model) -> tuple[Segmentation, ...]:
        part = request.crop.of(picture)
        answers = (model.segment(part, request.crop.asked(one), cancel=request.cancel) for one in request.prompts)
        return tuple(request.crop.placed(found, picture.width, picture.height) for found in answers)

    def _answer_in_tiles(self, request: AskTiles, picture: Picture, model: Model) -> None:
        """Tell after every tile; a search that had to give way goes on where it was."""
        prompts, search = self._tiled
        if prompts is not request.prompts:
            size = picture.width, picture.height
            search = TiledSearch(
                size, request.tiles, [request.prompts], [request.known], most=request.most, refutes=request.whole
            )
            self._tiled = request.prompts, search

        def show(step: TileStep) -> None:
            self.replied.emit(FoundInTiles(request, step.found, step.done, step.total))

        show(search.run(model, picture, cancel=request.cancel, watch=show))
        self._tiled = _NO_SEARCH

    def _answer_all(self, picture: Picture, request: AskPicture, model: Model) -> tuple[Segmentation, ...]:
        """In tiles too, where that is wanted; a picture that had to give way goes on where it was."""
        info = self._holder.info
        if info is None or request.tiles is TileUse.NEVER:
            return model.segment_all(picture, request.prompts, floors=request.floors, cancel=request.cancel)

        def tell(done: int, total: int) -> None:
            self.replied.emit(TilesLooked(request, done, total))

        tiled = TiledSegmenter(model, info.resolution, info.most_objects, request.tiles, self._unfinished, tell)
        return tiled.segment_all(picture, request.prompts, floors=request.floors, cancel=request.cancel)

    def _show(self, request: AskPrompt, shown: Sketch | Segmentation) -> None:
        reply: Reply = Sketched(request, shown) if isinstance(shown, Sketch) else PartlyFound(request, shown)
        self.replied.emit(reply)


def _state(path: Path) -> FileState | None:
    """Of a file; None where there is none."""
    try:
        return FileState.of(path)
    except OSError:
        return None


def _reach(request: Request) -> Reach:
    """What can still be reached where the picture of a request could not be read; only a run has to know."""
    return reach_of(request.path, request.root) if isinstance(request, InBackground) else Reach.FILE


def _keep(picture: Picture, request: KeepPicture, model: Model) -> DiskRoom | None:
    model.encode_to_disk(picture, cancel=request.cancel)
    return model.disk_room() if request.measure else None


def _unforeseen(error: Exception) -> str:
    """An error that only the program's authors can mend, as a sentence."""
    sentence = QCoreApplication.translate("Inference", "The model failed unexpectedly ({error}).")
    return sentence.replace("{error}", f"{type(error).__name__}: {error}".splitlines()[0].rstrip(".: "))
