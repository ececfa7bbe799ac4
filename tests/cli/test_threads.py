"""How many threads the model has, and what other programs see of that."""

import os
from pathlib import Path

import pytest

from sam3_studio.cli import threads

_COUNT, _WAITING = "OMP_NUM_THREADS", "OMP_WAIT_POLICY"


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "_set_here", set())
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    for name in (_COUNT, _WAITING):
        monkeypatch.setenv(name, "")  # so that it is put back afterwards
        monkeypatch.delenv(name)


def quota(folder: Path, text: str) -> Path:
    """A file as the system of a container has it."""
    path = folder / "cpu.max"
    path.write_text(text)
    return path


@pytest.mark.parametrize(("text", "count"), [("250000 100000\n", "2"), ("50000 100000\n", "1")])
def test_a_container_gets_a_thread_for_each_whole_core_that_it_may_use(tmp_path: Path, text: str, count: str) -> None:
    threads.let_others_compute(quota(tmp_path, text))
    assert os.environ[_COUNT] == count


@pytest.mark.parametrize("text", ["max 100000\n", "900000 100000\n", "nonsense", "1 0\n"])
def test_without_a_bound_below_the_cores_the_number_is_left_to_pytorch(tmp_path: Path, text: str) -> None:
    threads.let_others_compute(quota(tmp_path, text))
    assert _COUNT not in os.environ


def test_what_a_person_has_set_stays_and_goes_on_to_other_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(_COUNT, "5")
    threads.let_others_compute(quota(tmp_path, "200000 100000"))
    assert os.environ[_COUNT] == threads.surroundings_of_others()[_COUNT] == "5"


def test_other_programs_see_nothing_of_what_was_set_here(tmp_path: Path) -> None:
    threads.let_others_compute(quota(tmp_path, "200000 100000"))
    assert os.environ[_WAITING] == "passive"
    assert not {_COUNT, _WAITING} & set(threads.surroundings_of_others())
