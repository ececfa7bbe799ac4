"""The parts of the installer for Windows that can be looked at without building one."""

import io
import re
import struct
import xml.etree.ElementTree as ET  # the file is our own
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bootstrap import LOCK as REQUIREMENTS
from common import lock, pinned, trim
from common.source import PACKAGING
from common.steps import BuildError
from sam3_studio.app.language import LANGUAGES
from windows import icon, launchers, libraries, search_path, signature
from windows.trimming import WINDOWS

HERE = PACKAGING / "windows"
INSTALLER = (HERE / "installer.nsi").read_text("utf-8")


# Versions


def test_the_lock_holds_what_requirements_lock_and_versions_toml_want() -> None:
    lock.check_lock(lock.WINDOWS_LOCK, lock.windows_requirements(REQUIREMENTS.read_text("utf-8")))


def test_a_program_for_windows_has_what_only_windows_needs_beside_python_and_microsofts_runtime() -> None:
    wanted = lock.windows_requirements('# === run\ncolorama==1; sys_platform == "win32"\ntorch==2.13.0\n')
    assert wanted[:2] == ["colorama==1", "torch==2.13.0"]
    assert [line.partition("==")[0] for line in wanted[2:]] == ["panda3d", "msvc-runtime"]


def test_the_interpreter_is_of_the_minor_version_that_the_packages_are_for() -> None:
    assert pinned.read_versions()["windows"]["python"].startswith(f"{lock.PYTHON}.")


# Trimming


@pytest.mark.parametrize(
    "path",
    [
        "torch/lib/torch_cpu.dll",
        "torch/lib/libiomp5md.dll",
        "torch/testing/_internal/common_utils.py",
        "numpy.libs/libscipy_openblas64_-63c857e7.dll",
        "PySide6/Qt6Core.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "sam3_studio/_resources/models/embedded/model.safetensors",
    ],
)
def test_what_the_program_needs_is_kept(path: str) -> None:
    assert not trim.is_dropped(path, WINDOWS)


@pytest.mark.parametrize(
    "path",
    [
        "torch/lib/torch_cpu.lib",
        "PySide6/msvcp140.dll",
        "shiboken6/vcruntime140_1.dll",
        "PySide6/QtQuick.pyd",
        "PySide6/opengl32sw.dll",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "setuptools/cli.exe",
    ],
)
def test_what_it_does_not_need_is_dropped(path: str) -> None:
    assert trim.is_dropped(path, WINDOWS)


def test_qt_speaks_every_language_of_the_window() -> None:
    assert not any(trim.is_dropped(f"PySide6/translations/qtbase_{name}.qm", WINDOWS) for name in LANGUAGES)


# Libraries


def binary(*, imports: dict[str, list[str]] | None = None, exports: tuple[str, ...] = (), tail: bytes = b"") -> bytes:
    """A library for Windows with nothing but tables of names, whose addresses are places in the file."""
    content = bytearray(0x400)
    struct.pack_into("<2s58xI", content, 0, b"MZ", 0x40)
    struct.pack_into("<4sHHIIIHH", content, 0x40, b"PE\0\0", 0x8664, 1, 0, 0, 0, 240, 0)
    struct.pack_into("<H", content, 0x58, 0x20B)
    struct.pack_into("<8sIIII", content, 0x58 + 240, b".all", 0x10000, 0, 0x10000, 0)

    def add(data: bytes) -> int:
        content.extend(data + bytes(-len(data) % 8))
        return len(content) - len(data) - (-len(data) % 8)

    if exports:
        names = add(b"".join(struct.pack("<I", add(name.encode() + b"\0")) for name in exports))
        table = add(struct.pack("<IIIIIIIIII", 0, 0, 0, 0, 1, 0, len(exports), 0, names, 0))
        struct.pack_into("<I", content, 0x58 + 112, table)
    if imports:
        entries = b""
        for library, wanted in imports.items():
            places = [add(struct.pack("<H", 0) + name.encode() + b"\0") for name in wanted]
            looked_up = add(struct.pack(f"<{len(places) + 1}Q", *places, 0))
            entries += struct.pack("<IIIII", looked_up, 0, 0, add(library.encode() + b"\0"), looked_up)
        struct.pack_into("<I", content, 0x58 + 120, add(entries + bytes(20)))
    if tail:
        struct.pack_into("<II", content, 0x58 + 112 + 32, len(content), len(tail))
    return bytes(content) + tail


def test_a_librarys_tables_of_names_are_read() -> None:
    read = libraries.Binary(binary(imports={"DUCK.dll": ["quack", "swim"]}, exports=("fly",)))
    assert read.imports() == {"duck.dll": ["quack", "swim"]}
    assert read.exports() == ["fly"]
    assert read.late_imports() == {}


def test_a_library_that_neither_the_program_nor_windows_has_is_told() -> None:
    needed = {Path("a.pyd"): ["kernel32.dll", "api-ms-win-crt-math-l1-1-0.dll", "b.dll", "duck.dll"], Path("b.dll"): []}
    assert libraries.missing(needed) == {"duck.dll": "a.pyd"}


def test_windows_heeds_no_case_in_the_names_of_libraries() -> None:
    found = {
        Path("a.pyd"): libraries.Binary(binary(imports={"QT6CORE.DLL": ["x"]})),
        Path("Qt6Core.dll"): libraries.Binary(binary()),
    }
    assert libraries.needs(found)[Path("a.pyd")] == ["Qt6Core.dll"]


def test_a_name_that_a_library_of_the_program_lacks_is_told() -> None:
    found = {
        Path("a.pyd"): libraries.Binary(binary(imports={"duck.dll": ["quack", "fly"], "kernel32.dll": ["x"]})),
        Path("Duck.dll"): libraries.Binary(binary(exports=("quack",))),
    }
    assert libraries.lost_names(found) == ["a.pyd: fly of duck.dll"]


# Signatures


def element(*contents: bytes) -> bytes:
    """A sequence of DER, as long as needs be."""
    content = b"".join(contents)
    return b"\x30\x82" + struct.pack(">H", len(content)) + content


def check(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "python311.dll"
    file.write_bytes(content)
    signature.check_signature(file, "Ducks", datetime(2024, 4, 2, tzinfo=UTC), tmp_path / "scratch")


def test_a_library_without_a_signature_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"python311\.dll bears no signature"):
        check(binary(), tmp_path)


def test_a_library_that_was_changed_after_it_was_signed_is_refused(tmp_path: Path) -> None:
    statement = element(bytes(32))
    message = element(element(), element(element(element(), element(), element(element(), element(statement)))))
    tail = struct.pack("<IHH", 8 + len(message), 0x200, 2) + message
    with pytest.raises(BuildError, match="is not what was signed"):
        check(binary(tail=tail), tmp_path)


def test_something_behind_the_signature_is_refused(tmp_path: Path) -> None:
    content = binary(tail=struct.pack("<IHH", 16, 0x200, 2) + bytes(8))
    with pytest.raises(BuildError, match="something behind it"):
        check(content + b"duck", tmp_path)


# The icon


@pytest.mark.parametrize("size", [16, 48, 256])
def test_the_icon_shows_the_same_pixels_in_every_size(size: int) -> None:
    rng = np.random.default_rng(3)
    images = {}
    for side in (16, 48, 256):
        # Smooth ones and rough ones: the filters of PNG are used for what they are good at.
        ramp = np.linspace(0, 255, side).astype(np.uint8)
        pixels = rng.integers(0, 256, (side, side, 4), dtype=np.uint8)  # (H, W, RGBA)
        pixels[: side // 2, :, 0] = ramp
        pixels[..., 3] = ramp[:, None] | 1
        images[side] = Image.fromarray(pixels)
    packed = {}
    for side, image in images.items():
        stream = io.BytesIO()
        image.save(stream, "PNG")
        packed[side] = stream.getvalue()
    with Image.open(io.BytesIO(icon.icon(packed))) as read:
        read.size = (size, size)
        assert np.array_equal(np.asarray(read.convert("RGBA")), np.asarray(images[size]))


# Launchers


def test_every_launcher_tells_its_name_and_this_version() -> None:
    for launcher in launchers._LAUNCHERS:
        text = launchers._resources(launcher)
        assert f'"OriginalFilename", "{launcher.place.name}"' in text
        assert not re.search(r"@[A-Z]+@", text)


def test_launchers_ask_for_sharp_screens_utf_8_and_long_paths() -> None:
    manifest = ET.parse(HERE / "launchers" / "manifest.xml")  # noqa: S314
    told = {one.tag.rpartition("}")[2]: one.text for one in manifest.iter()}
    assert (told["dpiAwareness"], told["activeCodePage"], told["longPathAware"]) == ("PerMonitorV2", "UTF-8", "true")


# The installer


def test_the_folder_that_a_person_chose_is_only_removed_when_it_is_empty() -> None:
    removed = re.findall(r'^\s*RMDir /r "(.*)"$', INSTALLER, re.MULTILINE)
    program = {rf"$INSTDIR\app{end}" for end in ("", ".new", ".old")} | {r"$Earlier\app"}
    asked_for = {rf"$LOCALAPPDATA\{name}" for name in ("sam3_studio", r"sam3-studio\Cache", r"sam3-studio\gpu")}
    assert set(removed) == program | asked_for


def test_every_sentence_of_the_installer_is_there_in_both_languages() -> None:
    english, german = (
        re.findall(rf"^LangString (\w+) \${{LANG_{name}}}", INSTALLER, re.MULTILINE) for name in ("ENGLISH", "GERMAN")
    )
    assert english == german
    assert set(re.findall(r"\$\((\w+)\)", INSTALLER)) == set(english)


# The search path


def test_a_folder_comes_to_the_end_of_the_search_path_once() -> None:
    once = search_path.with_folder(r"C:\a;C:\b", r"C:\ours")
    assert once == r"C:\a;C:\b;C:\ours"
    assert search_path.with_folder(once, r"C:\ours") == once


def test_a_folder_is_taken_off_the_search_path_however_it_is_written_and_the_rest_stays() -> None:
    assert search_path.without_folder('%A%\\x;"c:\\OURS\\";;C:\\b', r"C:\ours") == r"%A%\x;;C:\b"


def test_an_empty_search_path_gets_no_empty_entry() -> None:
    assert search_path.with_folder("", r"C:\ours") == r"C:\ours"
