"""`app.inference.worker`: what it reads ahead for a run."""

import threading
from pathlib import Path

import pytest
from fake_model import FakeModel, described
from PIL import Image

from sam3_studio.app.inference.background import AskPicture, FoundInPicture
from sam3_studio.app.inference.messages import LoadedModel, LoadModel, ModelChoice, Reply
from sam3_studio.app.inference.worker import Worker
from sam3_studio.core.prompt import Prompt
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


@pytest.mark.usefixtures("qtbot")
def test_a_picture_that_was_out_of_reach_when_it_was_read_ahead_is_read_anew(tmp_path: Path) -> None:
    first, second, root = tmp_path / "1.png", tmp_path / "disk" / "2.png", tmp_path
    for path in (first, tmp_path / "2.png"):
        Image.new("RGB", (40, 30)).save(path)
    model, replies = Prepared(), list[Reply]()
    worker = Worker(lambda *_: LoadedModel(model, described("fake")), PictureShelf())
    worker.replied.connect(replies.append)
    worker.run(LoadModel(ModelChoice("fake")))
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
    model, replies = Prepared(), list[Reply]()
    worker = Worker(lambda *_: LoadedModel(model, described("fake")), PictureShelf())
    worker.replied.connect(replies.append)
    worker.run(LoadModel(ModelChoice("fake")))
    prompts = (Prompt("cat"),)
    worker.run(AskPicture(first, first.parent, (second,), prompts=prompts))
    assert model.second.wait(30)
    Image.new("RGB", (50, 70)).save(second)
    worker.run(AskPicture(second, second.parent, prompts=prompts))
    worker.settle_out()
    assert [reply.size for reply in replies if isinstance(reply, FoundInPicture)] == [(40, 30), (50, 70)]
