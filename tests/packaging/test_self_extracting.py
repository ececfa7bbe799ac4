"""The installer for every distribution, as far as it goes without a program behind it."""

import io
import os
import re
import subprocess
import tarfile
from pathlib import Path

import pytest

from common.steps import BuildError
from linux import self_extracting, unpack

for_linux = pytest.mark.skipif(os.name == "nt", reason="an installer for Linux")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """An installer without a program behind it."""
    file = tmp_path / "package é 中文.run"
    file.write_text(self_extracting.head("1.0", "0" * 64, 1, 1), encoding="utf-8")
    return file


def test_every_value_of_the_installer_is_filled_in(package: Path) -> None:
    assert not re.search(r"@[A-Z0-9_]+@", package.read_text("utf-8"))


def ask(package: Path, home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    return subprocess.run(["sh", package, *arguments], capture_output=True, text=True, env=environment, check=False)


@for_linux
def test_a_damaged_package_changes_nothing(package: Path, tmp_path: Path) -> None:
    target = tmp_path / "programs" / "studio"
    result = ask(package, tmp_path, "--target", str(target))
    assert result.returncode == 2
    assert "damaged" in result.stderr
    assert list(target.parent.iterdir()) == []


@for_linux
def test_a_folder_that_holds_something_else_is_neither_replaced_nor_removed(package: Path, tmp_path: Path) -> None:
    target = tmp_path / "photos"
    target.mkdir()
    (target / "duck.jpg").touch()
    for arguments in ((), ("--uninstall",)):
        result = ask(package, tmp_path, *arguments, "--target", str(target))
        assert result.returncode == 2
    assert [path.name for path in target.iterdir()] == ["duck.jpg"]


@for_linux
def test_uninstalling_removes_the_programs_folder_and_keeps_projects(package: Path, tmp_path: Path) -> None:
    target = tmp_path / "my programs" / "studio"
    (target / "share").mkdir(parents=True)
    (target / "NOTICES.txt").touch()
    project = tmp_path / ".local/share/sam3-studio/samples/project.sam3studio"
    settings = tmp_path / ".config/sam3_studio/settings.json"
    for file in (project, settings):
        file.parent.mkdir(parents=True)
        file.touch()
    assert ask(package, tmp_path, "--uninstall", "--target", str(target)).returncode == 0
    assert not target.exists()
    assert settings.exists()
    assert ask(package, tmp_path, "--uninstall", "--target", str(target)).returncode == 2
    target.mkdir()
    (target / "NOTICES.txt").touch()
    assert ask(package, tmp_path, "--uninstall", "--purge", "--target", str(target)).returncode == 0
    assert project.exists()
    assert not settings.exists()


@for_linux
def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(package: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = ask(package, tmp_path, "--target", str(tmp_path / "file" / "programs" / "studio"))
    assert result.returncode == 2
    assert result.stderr == f"{tmp_path}/file/programs cannot be made; choose another folder with --target.\n"


@for_linux
def test_purging_removes_what_was_fetched_for_the_graphics_card_and_no_samples(package: Path, tmp_path: Path) -> None:
    target = tmp_path / "studio"
    (target / "share").mkdir(parents=True)
    (target / "NOTICES.txt").touch()
    data = tmp_path / ".local/share/sam3-studio"
    for name in ("gpu/torch", "samples"):
        (data / name).mkdir(parents=True)
    assert ask(package, tmp_path, "--uninstall", "--purge", "--target", str(target)).returncode == 0
    assert [path.name for path in data.iterdir()] == ["samples"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The archive of a Debian package, behind three bytes of something else."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:xz") as tar:
        for name in ("./usr/lib/sam3-studio/bin/duck", "./usr/share/mime/duck.xml", "./usr/share/doc/duck/copyright"):
            tar.addfile(tarfile.TarInfo(name))
    file = tmp_path / "package"
    file.write_bytes(b"123" + packed.getvalue())
    return file


def test_the_program_is_unpacked_without_what_only_debian_has_a_use_for(archive: Path, tmp_path: Path) -> None:
    assert unpack.main(str(archive), "3", str(tmp_path / "new")) == 0
    files = [path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()]
    assert sorted(files) == ["bin/duck", "share/mime/duck.xml"]


def test_a_folder_that_cannot_be_written_is_told_with_the_reason(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert unpack.main(str(archive), "3", str(tmp_path / "file" / "new")) == 2
    assert "file cannot be written (Not a directory); nothing was changed." in capsys.readouterr().err


def test_an_archive_that_breaks_off_is_told(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive.write_bytes(archive.read_bytes()[:-40])
    assert unpack.main(str(archive), "3", str(tmp_path / "new")) == 2
    assert capsys.readouterr().err.startswith("The package is damaged")


def test_a_member_of_a_debian_package_is_found_behind_one_of_odd_length(tmp_path: Path) -> None:
    deb = tmp_path / "duck.deb"
    members = {"debian-binary": b"2.0", "data.tar.xz": b"quack"}
    deb.write_bytes(
        b"!<arch>\n"
        + b"".join(
            f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(content):<10}`\n".encode() + content + b"\n"
            for name, content in members.items()
        )
    )
    offset, size = self_extracting.member(deb, "data.tar.xz")
    assert deb.read_bytes()[offset : offset + size] == b"quack"
    with pytest.raises(BuildError, match=r"has no control\.tar"):
        self_extracting.member(deb, "control.tar")
