"""`sam3-studio encode`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from limits import full_after
from PIL import Image
from stopping import stop_once

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.core.errors import ModelError
from sam3_studio.core.folders import CACHE_VARIABLE
from sam3_studio.core.segmenter import Picture
from sam3_studio.core.sentence import GIGABYTE
from sam3_studio.engine import Predictor
from sam3_studio.engine.trunk_store import TrunkStore

pytestmark = pytest.mark.slow


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(3):
        Image.new("RGB", (60, 40), (40 * number, 90, 120)).save(folder / f"{number}.png")
    return folder


def kept(place: Path) -> list[Path]:
    return list((place / "kept").glob("*.trunk"))


def test_what_was_encoded_is_not_encoded_again(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["encode", str(photos), "--folder", str(tmp_path / "kept"), "--device", "cpu"]
    assert main(command) == ExitStatus.DONE
    assert "3 pictures encoded, 0 were already" in capsys.readouterr().out
    Image.new("RGB", (50, 50), "white").save(photos / "new.png")
    assert main(command) == ExitStatus.DONE
    assert "1 picture encoded, 3 were already" in capsys.readouterr().out
    assert len(kept(tmp_path)) == 4


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


def test_a_picture_at_which_the_device_fails_is_named_and_stops_nothing(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    original, calls = Predictor.encode_to_disk, iter(range(9))

    def encode(predictor: Predictor, picture: Picture) -> bool:
        if next(calls) == 1:
            raise ModelError("The device is full.")
        return original(predictor, picture)

    monkeypatch.setattr(Predictor, "encode_to_disk", encode)
    command = ["encode", str(photos), "--folder", str(tmp_path / "kept"), "--device", "cpu"]
    assert main(command) == ExitStatus.SOME_FAILED
    captured = capsys.readouterr()
    assert "2 pictures encoded" in captured.out
    assert "1.png: The device is full." in captured.err


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
    assert "0 were already" not in capsys.readouterr().out


def test_too_little_room_for_all_is_told_after_the_first(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "kept")
    assert (
        main(["encode", str(photos), "--folder", folder, "--device", "cpu", "--gigabytes", "0.0002"]) == ExitStatus.DONE
    )
    assert "give more --gigabytes" in capsys.readouterr().err


def test_a_folder_that_nobody_reads_is_told_before_the_hours_that_it_takes(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    command = ["encode", str(photos), "--device", "cpu"]
    assert main([*command, "--folder", str(tmp_path / "kept")]) == ExitStatus.DONE
    told = f"The window and `annotate` look in {tmp_path / 'cache' / 'encoded'} alone: "
    assert capsys.readouterr().err.startswith(told)
    for again in (command, [*command, "--folder", str(tmp_path / "cache" / "." / "encoded")]):
        assert main(again) == ExitStatus.DONE
        assert told not in capsys.readouterr().err


def test_a_folder_that_takes_nothing_ends_it_with_a_sentence(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = str(tmp_path / "file" / "kept")
    assert main(["encode", str(photos), "--folder", folder, "--device", "cpu"]) == ExitStatus.MENDABLE
    assert "takes no more pictures (Not a directory)" in capsys.readouterr().err


def test_a_disk_that_fills_up_ends_it_with_a_sentence_and_what_was_done_stays(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["encode", str(photos), "--folder", str(tmp_path / "kept"), "--device", "cpu"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fdopen", full_after(1))
        assert main(command) == ExitStatus.MENDABLE
    _, *errors = capsys.readouterr().err.splitlines()  # the first one is on the folder
    assert len(errors) == 1
    assert errors[0].startswith(f"sam3-studio: {tmp_path / 'kept'} takes no more pictures (No space left on device); ")
    assert sorted(path.suffix for path in (tmp_path / "kept").iterdir()) == [".trunk", ".txt"]
    assert main(command) == ExitStatus.DONE
    assert "2 pictures encoded, 1 were already" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"])
def test_a_run_that_was_stopped_does_only_what_is_left(photos: Path, tmp_path: Path, how: str) -> None:
    for number in range(3, 60):
        Image.new("RGB", (60, 40), (4 * number, 0, 0)).save(photos / f"{number}.png")
    command = [sys.executable, "-m", "sam3_studio", "encode", str(photos)]
    command += ["--folder", str(tmp_path / "kept"), "--device", "cpu"]
    stop_once(lambda: len(kept(tmp_path)) >= 3, command, how)
    done = {path: path.read_bytes() for path in kept(tmp_path)}
    assert 3 <= len(done) < 60
    again = subprocess.run(command, check=False, capture_output=True, text=True)
    assert again.returncode == ExitStatus.DONE
    assert f"{60 - len(done)} pictures encoded, {len(done)} were already" in again.stdout
    assert len(kept(tmp_path)) == 60
    assert all(path.read_bytes() == content for path, content in done.items())


def test_who_stops_it_is_told_how_far_it_is(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    encode, calls = Predictor.encode_to_disk, []

    def stopped(self: Predictor, picture: Picture) -> bool:
        calls.append(picture)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return encode(self, picture)

    monkeypatch.setattr(Predictor, "encode_to_disk", stopped)
    command = ["encode", str(photos), "--folder", str(tmp_path / "kept"), "--device", "cpu"]
    assert main(command) == ExitStatus.INTERRUPTED
    said = capsys.readouterr().err
    assert "2 pictures encoded, 0 were already; " in said
    assert said.endswith("Stopped; the same command goes on.\n")


def test_room_that_was_given_holds_until_other_is_given(photos: Path, tmp_path: Path) -> None:
    command = ["encode", str(photos), "--folder", str(tmp_path / "kept"), "--device", "cpu"]
    assert main(command) == ExitStatus.DONE
    bounds = [TrunkStore(tmp_path / "kept", 1).capacity]
    for more in (["--gigabytes", "50"], [], ["--gigabytes", "0.0002"]):
        assert main([*command, *more]) == ExitStatus.DONE
        bounds.append(TrunkStore(tmp_path / "kept", 1).capacity)
    assert bounds == [20 * GIGABYTE, 50 * GIGABYTE, 50 * GIGABYTE, round(0.0002 * GIGABYTE)]
    assert sum(path.stat().st_size for path in kept(tmp_path)) <= 0.0002 * GIGABYTE


@pytest.mark.parametrize("room", ["0", "-1", "nan", "inf"])
def test_room_that_is_none_is_told_in_a_sentence(photos: Path, capsys: pytest.CaptureFixture[str], room: str) -> None:
    assert main(["encode", str(photos), "--gigabytes", room]) == ExitStatus.MENDABLE
    assert "give a number above 0" in capsys.readouterr().err
