"""The parts of the packages that can be looked at without building one."""

import configparser
import os
import re
import xml.etree.ElementTree as ET  # the files are our own
import zipfile
from pathlib import Path

import pytest

from bootstrap import LOCK as REQUIREMENTS
from bootstrap import locked
from common import lock, notices, pinned, tree, trim, wheels
from common.libraries import unneeded
from common.steps import BuildError, run
from linux import libraries, share_files
from sam3_studio.app.language import LANGUAGES
from sam3_studio.dataset.project.location import SUFFIX

REQUIRED = REQUIREMENTS.read_text("utf-8")


# Versions


def test_the_programs_lock_holds_what_requirements_lock_wants() -> None:
    lock.check_lock(lock.PROGRAM_LOCK, lock.program_requirements(REQUIRED))


def test_the_tools_lock_holds_what_requirements_lock_wants() -> None:
    lock.check_lock(lock.TOOLS_LOCK, lock.tool_requirements(REQUIRED))


def test_a_lock_that_lacks_a_package_is_told_by_its_name(tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_text("")
    with pytest.raises(BuildError, match=r"old.txt is out of date \(numpy==2\)"):
        lock.check_lock(old, ["numpy==2"])


def test_torch_is_the_build_for_the_cpu_and_nothing_is_for_windows() -> None:
    wanted = lock.program_requirements(
        'colorama==1; sys_platform == "win32"\n'.join(["# === run\n", "torch==2.13.0\n"])
    )
    assert wanted == ["torch==2.13.0+cpu"]


def test_tools_have_exact_versions() -> None:
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in locked(REQUIRED, ["package"]))


def test_every_debian_package_is_pinned_by_version_and_hash() -> None:
    for package in pinned.debian_packages():
        assert package.version
        assert package.licence
        assert re.fullmatch(r"[0-9a-f]{64}", package.sha256)


# Trimming


@pytest.mark.parametrize(
    "path",
    [
        "torch/bin/torch_shm_manager",
        "torch/testing/_internal/common_utils.py",
        "torch/lib/libtorch_cpu.so",
        "numpy/testing/__init__.py",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "sam3_studio/_resources/models/embedded/model.safetensors",
    ],
)
def test_what_the_program_needs_is_kept(path: str) -> None:
    assert not trim.is_dropped(path)


@pytest.mark.parametrize(
    "path",
    [
        "torch/include/ATen/ATen.h",
        "torch/bin/test_api",
        "sympy/core/tests/test_sympify.py",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/QtQuick.abi3.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "torch-2.13.0.dist-info/licenses/third_party/x/LICENSE",
    ],
)
def test_what_it_does_not_need_is_dropped(path: str) -> None:
    assert trim.is_dropped(path)


def test_qt_speaks_every_language_of_the_window() -> None:
    assert not any(trim.is_dropped(f"PySide6/Qt/translations/qtbase_{language}.qm") for language in LANGUAGES)


def test_no_rule_drops_a_python_module_of_torch() -> None:
    torch = [rule.pattern for rule in trim.RULES if rule.pattern.startswith("torch/") and ".py" in rule.pattern]
    assert torch == []


def test_trimming_leaves_no_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "torch/include/ATen").mkdir(parents=True)
    (tmp_path / "torch/include/ATen/ATen.h").write_text("12345")
    (tmp_path / "torch/nn").mkdir()
    (tmp_path / "torch/nn/module.py").touch()
    assert trim.trim(tmp_path) == 5
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["module.py", "nn", "torch"]


def test_a_rule_that_matches_nothing_any_more_is_told() -> None:
    assert "torch/include/*" in trim.idle_rules(["numpy/tests/test_a.py"])
    assert "numpy/tests/*" not in trim.idle_rules(["numpy/tests/test_a.py"])


# Wheels and their notices


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A package with a module, a library beside it, a program and a licence."""
    file = tmp_path / "duck-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("duck/__init__.py", "")
        archive.writestr("duck-1.0.data/platlib/duck/wing.so", "")
        archive.writestr("duck-1.0.data/scripts/quack", "")
        archive.writestr("duck-1.0.dist-info/METADATA", "Name: duck\nVersion: 1.0\nLicense-Expression: MIT\n\n")
        archive.writestr("duck-1.0.dist-info/licenses/LICENSE", "Ducks are free.\n")
    return file


def test_a_wheel_is_unpacked_without_its_programs(wheel: Path, tmp_path: Path) -> None:
    placed = wheels.unpack(wheel, tmp_path / "site")
    assert {path for path in placed if path.startswith("duck/")} == {"duck/__init__.py", "duck/wing.so"}
    assert not any("quack" in path for path in placed)


def test_a_program_that_is_asked_for_is_unpacked_and_can_be_started(wheel: Path, tmp_path: Path) -> None:
    wheels.unpack_program(wheel, "quack", tmp_path)
    assert os.access(tmp_path / "quack", os.X_OK)


def test_a_program_that_a_wheel_lacks_stops_the_build(wheel: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="has no program fly"):
        wheels.unpack_program(wheel, "fly", tmp_path)


def test_a_wheel_writes_over_no_other(wheel: Path, tmp_path: Path) -> None:
    wheels.unpack(wheel, tmp_path / "site")
    with pytest.raises(FileExistsError):
        wheels.unpack(wheel, tmp_path / "site")


def test_the_notice_tells_origin_licence_place_and_text(wheel: Path, tmp_path: Path) -> None:
    component = notices.wheel_component(wheel, wheels.unpack(wheel, tmp_path / "site"), "lib/site")
    text = notices.notice("1.0", [component])
    for part in ("duck 1.0", "licence: MIT", "duck-1.0-py3-none-any.whl, SHA-256", "lib/site/duck", "Ducks are free."):
        assert part in text


def test_a_text_that_two_components_share_stands_there_once(wheel: Path) -> None:
    component = notices.wheel_component(wheel, ["duck/__init__.py"], "lib")
    assert notices.notice("1.0", [component, component]).count("Ducks are free.") == 1


def test_a_component_that_tells_no_licence_is_named(wheel: Path) -> None:
    component = notices.wheel_component(wheel, [], "lib")
    silent = notices.completed(component, {"licence": ""})
    assert notices.untold([component, silent]) == ["duck"]


def test_a_file_that_belongs_to_no_component_is_named(wheel: Path) -> None:
    component = notices.wheel_component(wheel, ["duck/__init__.py"], "lib")
    assert notices.ownerless(["lib/duck/a.py", "lib/duckling.py"], [component]) == ["lib/duckling.py"]


# Libraries


def test_libraries_that_nothing_needs_are_found_with_what_only_they_need() -> None:
    needed = {Path("a.so"): ["libb.so"], Path("libb.so"): [], Path("libc.so"): ["libd.so"], Path("libd.so"): []}
    candidates = [Path("libb.so"), Path("libc.so"), Path("libd.so")]
    assert unneeded(candidates, needed) == [Path("libc.so"), Path("libd.so")]


def test_a_library_of_unknown_origin_stops_the_build() -> None:
    with pytest.raises(BuildError, match=r"libduck\.so"):
        libraries.debian_dependencies(["libduck.so"])


def test_a_file_that_asks_for_a_newer_glibc_is_found(tmp_path: Path) -> None:
    old, new = tmp_path / "old.so", tmp_path / "new.so"
    old.write_bytes(b"GLIBC_2.2.5\0GLIBC_2.35\0")
    new.write_bytes(b"GLIBC_2.36\0")
    assert libraries.newer_glibc([old, new]) == {"new.so": "2.36"}


# What a desktop reads


def test_the_desktop_entry_is_valid() -> None:
    parser = configparser.RawConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read_string(share_files.filled_in("sam3-studio.desktop"))
    entry = parser["Desktop Entry"]
    assert (entry["Type"], entry["Exec"], entry["Icon"]) == ("Application", "sam3-studio %f", "sam3-studio")
    assert all(entry[key].endswith(";") for key in ("Categories", "Keywords", "MimeType"))
    assert {key.partition("[")[0] for key in entry if "[de]" in key} == {"GenericName", "Comment", "Keywords"}


def test_the_desktop_entry_claims_no_version_that_the_oldest_systems_tools_refuse() -> None:
    assert "\nVersion=1.4\n" in share_files.filled_in("sam3-studio.desktop")


def test_project_files_are_known_by_their_suffix() -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    mime = ET.fromstring(share_files.filled_in("sam3-studio.mime.xml")).find(f"{space}mime-type")  # noqa: S314
    assert mime.find(f"{space}glob").get("pattern") == f"*{SUFFIX}"
    assert f"MimeType={mime.get('type')};" in share_files.filled_in("sam3-studio.desktop")


def test_the_description_for_software_centres_names_this_version_and_the_desktop_entry() -> None:
    component = ET.fromstring(share_files.filled_in("sam3-studio.metainfo.xml"))  # noqa: S314
    assert component.find("releases/release").get("version") == share_files.version()
    assert component.findtext("launchable") == share_files.DESKTOP_ENTRY.name


# Bytecode


@pytest.mark.parametrize(
    ("module", "left_out"),
    [
        ("sympy/core/add.py", True),
        ("torch/_inductor/ir.py", True),
        ("torch/testing/_internal/py312_intrinsics.py", True),  # which this Python cannot read
        ("torch/testing/_internal/common_dtype.py", False),
        ("torch/nn/functional.py", False),
        ("sam3_studio/cli/start.py", False),
    ],
)
def test_modules_that_are_never_loaded_get_no_bytecode(module: str, left_out: bool, tmp_path: Path) -> None:
    expression = tree.compiling(tmp_path)[-1]
    assert bool(re.search(expression, f"/t/lib/python3.11/site-packages/{module}")) == left_out


# Steps


def test_a_command_that_fails_is_told_with_what_it_said() -> None:
    with pytest.raises(BuildError, match="no duck"):
        run(["sh", "-c", "echo no duck; exit 3"])


def test_a_module_loses_the_line_that_names_a_program_and_keeps_its_line_numbers(tmp_path: Path) -> None:
    module = tmp_path / "duck.py"
    module.write_text("#!/usr/local/bin/python\nquack = 1\n")
    tree.drop_shebangs(tmp_path)
    assert module.read_text() == "#\nquack = 1\n"
