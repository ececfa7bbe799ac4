"""`app.inference.worker`: what it reads ahead for a run, and what it goes on with."""

import threading
from pathlib import Path

import pytest
from fake_model import FakeModel, described
from PIL import Image

from sam3_studio.app.inference.background import AskPicture, FoundInPicture
from sam3_studio.app.inference.in_tiles import AskTiles, FoundInTiles
from sam3_studio.app.inference.messages import (
    AskCrop,
    Done,
    Failed,
    FoundInCrop,
    LoadedModel,
    LoadModel,
    ModelChoice,
    Reply,
)
from sam3_studio.app.inference.worker import Worker
from sam3_studio.core.cropping import Crop
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.images import load_picture
from sam3_studio.dataset.picture_shelf import PictureShelf

pytestmark = pytest.mark.gui


class Prepared(FakeModel):
    """Tells when so many pictures were read."""

    def __init__(self) -> None:
        super().__init__()
        self.second = threading.Event()

    def prepare(self, picture) -> None:
        super().prepare(picture)
        if len(self.prepared) == 2:
            self.second.set()


class Stopped(FakeModel):
    """Is stopped once, at its third prompt."""

    def segment(self, picture, prompt, **options) -> Segmentation:
        found = super().segment(picture, prompt, **options)
        if len(self.prompts) == 3:
            raise CancelledError("Stopped.")
        return found


def answering(model: FakeModel) -> tuple[Worker, list[Reply]]:
    """A worker that has loaded a model, and what it replies from then on."""
    worker, replies = Worker(lambda *_: LoadedModel(model, described("fake")), PictureShelf()), list[Reply]()
    worker.run(LoadModel(ModelChoice("fake")))
    worker.replied.connect(replies.append)
    return worker, replies


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize(("loaded", "asked"), [("fake", 5), ("other", 7)], ids=["the same weights", "other weights"])
def test_a_look_in_tiles_goes_on_where_it_was_with_the_same_weights_alone(
    tmp_path: Path, loaded: str, asked: int
) -> None:
    picture = tmp_path / "1.png"
    Image.new("RGB", (40, 30)).save(picture)
    model = Stopped()
    worker = Worker(lambda choice, _: LoadedModel(model, described(str(choice.source))), PictureShelf())
    worker.run(LoadModel(ModelChoice("fake")))
    parts = tuple(Crop(x, 0, 10, 30) for x in (0, 10, 20, 30))
    look = AskTiles(picture, Crop(0, 0, 40, 30), (Prompt("cat"),), parts, Segmentation(0.0, ()), whole=True, most=0)
    worker.run(look)
    worker.run(LoadModel(ModelChoice(loaded)))
    worker.run(look)
    worker.settle_out()
    assert len(model.prompts) == asked


@pytest.mark.usefixtures("qtbot")
def test_a_picture_that_was_out_of_reach_when_it_was_read_ahead_is_read_anew(tmp_path: Path) -> None:
    first, second, root = tmp_path / "1.png", tmp_path / "disk" / "2.png", tmp_path
    for path in (first, tmp_path / "2.png"):
        Image.new("RGB", (40, 30)).save(path)
    worker, replies = answering(Prepared())
    prompts = (Prompt("cat"),)
    worker.run(AskPicture(first, root, (second,), prompts=prompts))
    worker._ahead._coming[second].exception(30)  # it has been tried, in vain
    second.parent.mkdir()
    (tmp_path / "2.png").rename(second)
    worker.run(AskPicture(second, root, prompts=prompts))
    worker.settle_out()
    assert len([reply for reply in replies if isinstance(reply, FoundInPicture)]) == 2


@pytest.mark.usefixtures("qtbot")
def test_a_picture_whose_file_was_replaced_after_it_was_read_ahead_is_read_anew(tmp_path: Path) -> None:
    first, second = tmp_path / "1.png", tmp_path / "2.png"
    for path in (first, second):
        Image.new("RGB", (40, 30)).save(path)
    model = Prepared()
    worker, replies = answering(model)
    prompts = (Prompt("cat"),)
    worker.run(AskPicture(first, first.parent, (second,), prompts=prompts))
    assert model.second.wait(30)
    Image.new("RGB", (50, 70)).save(second)
    worker.run(AskPicture(second, second.parent, prompts=prompts))
    worker.settle_out()
    assert [reply.size for reply in replies if isinstance(reply, FoundInPicture)] == [(40, 30), (50, 70)]


@pytest.mark.usefixtures("qtbot")
def test_no_part_is_looked_at_of_another_picture_than_a_person_sees(tmp_path: Path) -> None:
    picture, model = tmp_path / "1.png", FakeModel()
    Image.new("RGB", (40, 30)).save(picture)
    worker, replies = answering(model)
    whole, prompts = Crop(0, 0, 40, 30), (Prompt("cat"),)
    for content in ("of before", load_picture(picture).key):
        worker.run(AskCrop(picture, whole, prompts, content=content))
        worker.run(
            AskTiles(picture, whole, prompts, (whole,), Segmentation(0.0, ()), whole=True, most=0, content=content)
        )
    worker.settle_out()
    kinds = [type(reply) for reply in replies if not isinstance(reply, Done)]
    assert kinds == [Failed, Failed, FoundInCrop, FoundInTiles]
    assert len(model.prompts) == 2
