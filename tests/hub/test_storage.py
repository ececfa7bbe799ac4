"""Where downloaded files go."""

from pathlib import Path

import huggingface_hub
import pytest
from hub_repository import NEEDED, contents, download
from loopback_hub import REPOSITORY

pytestmark = pytest.mark.slow


def test_a_download_lies_where_other_hugging_face_programs_look(server):
    folder = download(server)
    found = huggingface_hub.hf_hub_download(REPOSITORY, "model.safetensors", local_files_only=True)
    assert Path(found) == folder / "model.safetensors"


def test_a_folder_gets_the_files_and_nothing_else(server, tmp_path):
    folder = tmp_path / "m é"
    assert download(server, folder=folder) == folder
    assert contents(folder) == NEEDED


def test_a_file_in_the_folder_that_differs_is_replaced(server, tmp_path):
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "config.json").write_bytes(b"[]")
    assert contents(download(server, folder=tmp_path / "m")) == NEEDED
