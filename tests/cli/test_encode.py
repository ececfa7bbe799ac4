"""`sam3-studio encode`."""

from pathlib import Path

import pytest
from PIL import Image

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.core.segmenter import Picture
from sam3_studio.engine import Predictor

pytestmark = pytest.mark.slow


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(3):
        Image.new("RGB", (60, 40), (40 * number, 90, 120)).save(folder / f"{number}.png")
    return folder


def test_what_was_encoded_is_not_encoded_again(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["encode", str(photos), "--folder", str(tmp_path / "kept"), "--device", "cpu"]
    assert main(command) == ExitStatus.DONE
    assert "3 pictures encoded, 0 were already" in capsys.readouterr().out
    Image.new("RGB", (50, 50), "white").save(photos / "new.png")
    assert main(command) == ExitStatus.DONE
    assert "1 pictures encoded, 3 were already" in capsys.readouterr().out
    assert len(list((tmp_path / "kept").iterdir())) == 4


def test_a_broken_picture_is_named_and_stops_nothing(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photos / "1.png").write_bytes(b"no picture")
    assert (
        main(["encode", str(photos), "--folder", str(tmp_path / "kept"), "--device", "cpu"]) == ExitStatus.SOME_FAILED
    )
    captured = capsys.readouterr()
    assert "2 pictures encoded" in captured.out
    assert "1.png: " in captured.err


def test_a_folder_that_is_gone_ends_it_and_the_same_command_goes_on(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3, 6):
        Image.new("RGB", (60, 40), (40 * number, 90, 120)).save(photos / f"{number}.png")
    encode, away = Predictor.encode_to_disk, tmp_path / "away"

    def encode_and_lose(predictor: Predictor, picture: Picture) -> bool:
        if photos.exists():
            photos.rename(away)
        return encode(predictor, picture)

    command = ["encode", str(photos), "--folder", str(tmp_path / "kept"), "--device", "cpu"]
    with monkeypatch.context() as patch:
        patch.setattr(Predictor, "encode_to_disk", encode_and_lose)
        assert main(command) == ExitStatus.MENDABLE
    assert f"The pictures in {photos} cannot be reached" in capsys.readouterr().err
    away.rename(photos)
    assert main(command) == ExitStatus.DONE
    assert len(list((tmp_path / "kept").iterdir())) == 6


def test_too_little_room_for_all_is_told_after_the_first(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "kept")
    assert (
        main(["encode", str(photos), "--folder", folder, "--device", "cpu", "--gigabytes", "0.0002"]) == ExitStatus.DONE
    )
    assert "give more --gigabytes" in capsys.readouterr().err


def test_a_folder_that_takes_nothing_ends_it_with_a_sentence(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = str(tmp_path / "file" / "kept")
    assert main(["encode", str(photos), "--folder", folder, "--device", "cpu"]) == ExitStatus.MENDABLE
    assert "takes no more pictures (Not a directory)" in capsys.readouterr().err


@pytest.mark.parametrize("room", ["0", "-1", "nan", "inf"])
def test_room_that_is_none_is_told_in_a_sentence(photos: Path, capsys: pytest.CaptureFixture[str], room: str) -> None:
    assert main(["encode", str(photos), "--gigabytes", room]) == ExitStatus.MENDABLE
    assert "give a number above 0" in capsys.readouterr().err
