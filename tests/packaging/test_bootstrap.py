import ast
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from types import ModuleType

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bootstrap() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "system", load("system"))
        yield load("bootstrap")


@pytest.fixture(scope="module")
def system() -> ModuleType:
    return load("system")


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", text)[0].lower().replace("_", "-") for text in requirements}


def stamp(bootstrap, **changes):
    usual = {"complete": True, "fingerprint": "1", "root": "/here", "tests": False}
    return bootstrap.Stamp(**{**usual, **changes})


@pytest.fixture
def venv(bootstrap, tmp_path) -> Path:
    python = bootstrap.venv_program(tmp_path, "python")
    python.parent.mkdir()
    python.touch()
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.11.2\n")
    return tmp_path


def test_without_an_environment_one_is_made(bootstrap):
    assert bootstrap.next_step(None, stamp(bootstrap), None) == "remake"


def test_an_environment_of_another_python_is_made_anew(bootstrap):
    assert bootstrap.next_step(stamp(bootstrap), stamp(bootstrap), "3.10") == "remake"


def test_after_a_complete_set_up_nothing_is_done(bootstrap):
    assert bootstrap.next_step(stamp(bootstrap), stamp(bootstrap), bootstrap.PYTHON) == "nothing"


def test_an_interrupted_set_up_starts_over(bootstrap):
    interrupted = stamp(bootstrap, complete=False)
    assert bootstrap.next_step(interrupted, stamp(bootstrap), bootstrap.PYTHON) == "remake"


def test_an_environment_that_was_moved_is_made_anew(bootstrap):
    assert bootstrap.next_step(stamp(bootstrap, root="/there"), stamp(bootstrap), bootstrap.PYTHON) == "remake"


def test_changed_requirements_are_installed_into_what_is_there(bootstrap):
    assert bootstrap.next_step(stamp(bootstrap, fingerprint="0"), stamp(bootstrap), bootstrap.PYTHON) == "install"


def test_the_tests_packages_are_added_when_they_are_needed(bootstrap):
    assert bootstrap.next_step(stamp(bootstrap), stamp(bootstrap, tests=True), bootstrap.PYTHON) == "install"


def test_an_environment_with_the_tests_packages_can_run_too(bootstrap):
    assert bootstrap.next_step(stamp(bootstrap, tests=True), stamp(bootstrap), bootstrap.PYTHON) == "nothing"


def test_an_environment_made_by_hand_is_kept(bootstrap):
    assert bootstrap.next_step(None, stamp(bootstrap), bootstrap.PYTHON) == "install"


def test_a_stamp_comes_back_as_it_was_written(bootstrap, tmp_path):
    written = stamp(bootstrap, root="/home/é")
    bootstrap.write_stamp(tmp_path, written)
    assert bootstrap.read_stamp(tmp_path) == written


def test_a_folder_without_a_stamp_has_none(bootstrap, tmp_path):
    assert bootstrap.read_stamp(tmp_path) is None


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"complete": true}', '{"other": 1}'])
def test_a_damaged_stamp_counts_as_an_interrupted_set_up(bootstrap, tmp_path, text):
    (tmp_path / "setup.json").write_text(text)
    assert not bootstrap.read_stamp(tmp_path).complete


@pytest.mark.parametrize("name", ["packaging/requirements.lock", "pyproject.toml"])
def test_the_fingerprint_changes_with_what_decides_the_installation(bootstrap, tmp_path, name):
    (tmp_path / "packaging").mkdir()
    for file in ("packaging/requirements.lock", "pyproject.toml"):
        (tmp_path / file).write_text("a")
    before = bootstrap.fingerprint(tmp_path, "3.11")
    (tmp_path / name).write_text("b")
    assert bootstrap.fingerprint(tmp_path, "3.11") != before


def test_the_fingerprint_changes_with_python(bootstrap):
    assert bootstrap.fingerprint(ROOT, "3.11") != bootstrap.fingerprint(ROOT, "3.12")


def test_programs_of_an_environment_lie_where_each_system_puts_them(bootstrap):
    assert bootstrap.venv_program(Path("a b/.venv"), "ruff", windows=False) == Path("a b/.venv/bin/ruff")
    windows = bootstrap.venv_program(PureWindowsPath(r"C:\é b\.venv"), "ruff", windows=True)
    assert str(windows) == r"C:\é b\.venv\Scripts\ruff.exe"


def test_the_python_of_an_environment_is_read(bootstrap, venv):
    assert bootstrap.venv_version(venv) == "3.11"


def test_an_environment_whose_python_is_gone_does_not_count(bootstrap, venv):
    bootstrap.venv_program(venv, "python").unlink()
    assert bootstrap.venv_version(venv) is None


def test_an_environment_without_a_configuration_does_not_count(bootstrap, venv):
    (venv / "pyvenv.cfg").write_text("nothing")
    assert bootstrap.venv_version(venv) is None


def test_a_section_of_the_lock_is_read_by_name(bootstrap):
    text = '# about\n# === run\na==1\n\n# why\nb==2; sys_platform == "win32"\n# === test\nc==3\n'
    assert bootstrap.locked(text, ["run"]) == ["a==1", 'b==2; sys_platform == "win32"']
    assert bootstrap.locked(text, ["run", "test"])[-1] == "c==3"


def test_a_lock_without_the_section_is_one_sentence(bootstrap):
    with pytest.raises(bootstrap.SetupError, match="has no section 'run'"):
        bootstrap.locked("a==1\n", ["run"])


def test_the_lock_holds_every_dependency_of_the_project(bootstrap):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lock = bootstrap.LOCK.read_text("utf-8")
    assert names(project["project"]["dependencies"]) <= names(bootstrap.locked(lock, ["run"]))
    extras = project["project"]["optional-dependencies"]
    assert names(extras["train"]) <= names(bootstrap.locked(lock, ["train"]))
    assert names(extras["test"]) <= names(bootstrap.locked(lock, ["run", "test"]))
    assert names(project["build-system"]["requires"]) <= names(bootstrap.locked(lock, ["build"]))


def test_every_version_in_the_lock_is_exact_and_of_no_local_build(bootstrap):
    requirements = bootstrap.locked(bootstrap.LOCK.read_text("utf-8"), ["run", "train", "build", "test"])
    assert [text for text in requirements if not re.match(r"[\w.-]+==[\w.]+(;|$)", text)] == []


def test_no_package_stands_in_the_lock_twice(bootstrap):
    requirements = bootstrap.locked(bootstrap.LOCK.read_text("utf-8"), ["run", "train", "build", "test"])
    assert len(names(requirements)) == len(requirements)


def test_a_lost_network_is_one_sentence(bootstrap):
    report = "WARNING: Retrying ... NewConnectionError('...')\nERROR: No matching distribution found for numpy"
    assert bootstrap.pip_advice(report).startswith("The package index does not answer.")


def test_a_full_disk_is_one_sentence(bootstrap):
    assert "Make room" in bootstrap.pip_advice("ERROR: [Errno 28] No space left on device")


def test_any_other_failure_shows_pips_report(bootstrap):
    assert "conflicting dependencies" in bootstrap.pip_advice("ERROR: conflicting dependencies")


def test_what_is_run_finds_the_environments_programs_first(bootstrap):
    path = bootstrap.environment()["PATH"]
    assert path.startswith(str(bootstrap.venv_program(bootstrap.VENV, "python").parent))


def test_workers_are_had_where_each_can_have_a_screen(bootstrap):
    assert "auto" in bootstrap.workers(system="linux")
    assert bootstrap.workers(system="win32") == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_arguments_it_is_the_window_where_there_is_a_screen_and_a_run_without_one_elsewhere(
    bootstrap, monkeypatch, capsys
):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert bootstrap.demo()[0] == "annotate"
    assert "no screen" in capsys.readouterr().out
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert bootstrap.demo() == ["--samples"]


def test_without_a_job_the_usage_is_shown(bootstrap, capsys):
    assert bootstrap.main([]) == 2
    assert "bootstrap.py run" in capsys.readouterr().err


def test_help_is_no_failure(bootstrap, capsys):
    assert bootstrap.main(["--help"]) == 0
    assert "bootstrap.py test" in capsys.readouterr().out


def test_a_debian_without_venv_is_told_the_command(system):
    assert "sudo apt-get install python3.11-venv" in system.venv_advice("python3.11-venv", debian=True)


def test_another_system_without_venv_is_told_what_to_look_for(system):
    advice = system.venv_advice("python3.11-venv", debian=False)
    assert "lacks the modules venv and ensurepip" in advice
    assert "apt-get" not in advice


def test_the_package_of_a_library_that_does_not_load_is_missing(system):
    def load_all_but_egl(name: str) -> None:
        if name == "libEGL.so.1":
            raise OSError(name)

    assert system.missing_packages(screen=False, load=load_all_but_egl) == ["libegl1"]


def test_a_command_is_run_without_input_and_its_output_kept(system):
    result = system.quietly([sys.executable, "-c", "import sys; print(sys.stdin.read() == '', 'é')"])
    assert result.stdout.split() == ["True", "é"]


def test_an_old_python_can_read_the_file_up_to_its_version_check():
    # 3.7 is the oldest grammar that every Python here can still check.
    ast.parse((PACKAGING / "bootstrap.py").read_text("utf-8"), feature_version=(3, 7))


def test_continuous_integration_runs_the_test_job():
    assert "packaging/bootstrap.py test" in (ROOT / ".ci" / "run").read_text("utf-8")
