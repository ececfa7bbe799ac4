"""Where things lie."""

from pathlib import Path

import pytest

from sam3_studio.core.folders import free_space, is_there, typed_path


def test_a_typed_home_is_the_person_s_and_one_of_nobody_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("USERPROFILE", "/home/ada")
    assert typed_path("~/labels") == Path("/home/ada/labels")
    assert typed_path("~nobody-of-that-name/labels") == Path("~nobody-of-that-name/labels")


def test_what_has_too_long_a_name_is_not_there(tmp_path: Path) -> None:
    assert is_there(tmp_path)
    assert not is_there(tmp_path / ("x" * 300))


def test_free_space_is_told_of_a_place_whose_name_is_too_long_to_be_looked_for(tmp_path: Path) -> None:
    assert free_space(tmp_path / ("x" * 300) / "y") > 0
