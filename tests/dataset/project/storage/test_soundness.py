"""Damage that no look at the form of a file tells of is told once it is met."""

from pathlib import Path

import pytest

from sam3_studio.core.document import ImageDocument
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.pictures.scan import ScannedImage
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.soundness import DamagedProjectError


def use(folder: Path) -> None:
    """Read and write here and there."""
    with Project.open(folder) as project:
        project.classes.list()
        project.settings.get("last")
        project.images.counts()
        project.images.find("img2.jpg")
        project.images.records()
        project.answers.answered()
        project.labels.save("img2.jpg", ImageDocument(), project.labels.document("img2.jpg"))
        project.images.set_note("img2.jpg", "why")
        for names in (["img2.jpg", "img10.jpg"], ["img2.jpg"]):
            update = project.images.update()
            update.add(ScannedImage(name, FileState(9, 9)) for name in names)
            update.finish()


@pytest.fixture
def file(folder: Path) -> Path:
    """A project with a picture, a class and a setting, that nobody has open."""
    with Project.open(folder) as project:
        update = project.images.update()
        update.add([ScannedImage("img2.jpg", FileState(9, 9))])
        update.finish()
        project.classes.add("duck", concepts=("duckling",))
        project.settings.set("last", ["a", "b"])
        path = project.file
    use(folder)
    return path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'["duckling"]', b'["duckling"}'),
        (b'["duckling"]', b'1"duckling"]'),
        (b'["a", "b"]', b'["a"; "b"]'),
        (b"new", b"nex"),
        (b"        width INTEGER", b"        wideh INTEGER"),
        (b"        concepts TEXT", b"        conzepts TEXT"),
        (b"id INTEGER PRIMARY KEY,", b"id INTEGER PRIZARY KEY,"),
        (b"REFERENCES found (image, class)", b"REFERENCES found (imagf, class)"),
        (b"CREATE TABLE settings (", b"CREATE TABLE settings\xff("),
    ],
)
def test_damage_within_texts_is_told(folder: Path, file: Path, before: bytes, after: bytes) -> None:
    content = file.read_bytes()
    assert before in content
    file.write_bytes(content.replace(before, after))
    with pytest.raises(DamagedProjectError, match="is damaged; restore a backup"):
        use(folder)
