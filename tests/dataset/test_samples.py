"""The sample pictures, where a person may work on them."""

from pathlib import Path

import pytest

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.folders import DATA_VARIABLE
from sam3_studio.core.resources import resource_path
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.samples import samples_copy


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data."""
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    return tmp_path / "data"


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_the_copy_holds_every_sample_and_nothing_else() -> None:
    original = resource_path("samples")
    copy = samples_copy()
    assert names(copy) == names(original)
    assert all((copy / name).read_bytes() == (original / name).read_bytes() for name in names(copy))


def test_a_project_of_the_samples_lies_in_the_copy_and_what_ships_stays_as_it_is(data: Path) -> None:
    before = names(resource_path("samples"))
    with Project.open(samples_copy()) as project:
        assert project.file.parent == data / "samples"
    assert names(resource_path("samples")) == before


def test_what_is_in_the_copy_stays_and_what_was_deleted_comes_back() -> None:
    copy = samples_copy()
    changed, deleted = sorted(copy.glob("*.jpg"))[:2]
    changed.write_bytes(b"mine")
    deleted.unlink()
    samples_copy()
    assert changed.read_bytes() == b"mine"
    assert deleted.exists()


def test_a_copy_that_cannot_be_made_is_one_sentence(data: Path) -> None:
    data.write_text("in the way")
    with pytest.raises(DatasetError, match="samples cannot be copied"):
        samples_copy()
