"""Settings: read at the start, written soon after a change, and nothing in the file keeps the program from starting."""

import errno
import json
import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sam3_studio.app.settings import SETTINGS, Recent, Settings, table
from sam3_studio.core.folders import CONFIG_VARIABLE, config_folder

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]


def write(folder: Path, content: object) -> Path:
    file = folder / "settings.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return file


def test_without_a_file_defaults_apply_and_nothing_is_wrong(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "not there")
    assert settings.problem == ""
    assert all(settings.get(setting) == setting.default for setting in SETTINGS)


def test_what_is_set_is_there_the_next_time(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.set(table.OPACITY, 70)
    recent = (Recent("/photos/中文", 12.5, 1, 3), Recent("/b"))
    settings.set(table.RECENT_PROJECTS, recent)
    settings.set(table.SHORTCUTS, {"undo": ("Ctrl+K",)})
    settings.save()
    again = Settings(tmp_path)
    assert again.get(table.OPACITY) == 70
    assert again.get(table.RECENT_PROJECTS) == recent
    assert again.get(table.SHORTCUTS) == {"undo": ("Ctrl+K",)}
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


def test_a_folder_whose_name_is_no_text_is_remembered(tmp_path: Path) -> None:
    """Linux lets names be any bytes; Python has those that are no UTF-8 as lone surrogates."""
    settings = Settings(tmp_path)
    recent = (Recent("/photos/\udce4lter"),)
    settings.set(table.RECENT_PROJECTS, recent)
    settings.save()
    assert Settings(tmp_path).get(table.RECENT_PROJECTS) == recent


def test_settings_that_two_windows_write_at_the_same_time_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Settings(tmp_path), Settings(tmp_path)

    def let_the_other_write(_number: int) -> None:
        monkeypatch.undo()
        other.save()

    one.set(table.OPACITY, 70)
    other.set(table.OPACITY, 40)
    monkeypatch.setattr(os, "fsync", let_the_other_write)
    told: list[str] = []
    one.failed.connect(told.append)
    one.save()
    assert told == []
    assert Settings(tmp_path).get(table.OPACITY) == 70


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    settings = Settings(tmp_path)
    settings.set(table.OPACITY, 70)
    settings.save()
    assert not list(tmp_path.iterdir())


def test_a_change_is_written_without_being_asked(tmp_path: Path, qtbot: QtBot) -> None:
    settings = Settings(tmp_path)
    settings.set(table.CROSSHAIR, True)
    qtbot.waitUntil((tmp_path / "settings.json").exists)
    assert Settings(tmp_path).get(table.CROSSHAIR)


def test_each_setting_has_a_signal_of_its_own(tmp_path: Path, qtbot: QtBot) -> None:
    settings = Settings(tmp_path)
    with (
        qtbot.assertNotEmitted(settings.changes_of(table.MINIMAP)),
        qtbot.waitSignal(settings.changed) as all_of_them,
        qtbot.waitSignal(settings.changes_of(table.OPACITY)) as its_own,
    ):
        settings.set(table.OPACITY, 70)
    assert its_own.args == [70]
    assert all_of_them.args == ["opacity", 70]


def test_setting_what_is_set_tells_nobody(tmp_path: Path, qtbot: QtBot) -> None:
    settings = Settings(tmp_path)
    with qtbot.assertNotEmitted(settings.changed):
        settings.set(table.OPACITY, table.OPACITY.default)


@pytest.mark.parametrize(
    "nonsense", [[1, 2], {"files": [1]}, {"files": [1, -1]}, {"files": [True, 1]}, {"files": "ab"}]
)
def test_sizes_that_make_no_sense_are_refused(nonsense: object) -> None:
    with pytest.raises(ValueError, match="widths and heights"):
        table.PANEL_SIZES.check(nonsense)


def test_a_value_out_of_range_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="from 0 to 100"):
        Settings(tmp_path).set(table.OPACITY, 101)


def test_entries_of_a_newer_version_survive(tmp_path: Path) -> None:
    file = write(tmp_path, {"from_the_future": {"a": 1}})
    settings = Settings(tmp_path)
    settings.set(table.OPACITY, 70)
    settings.save()
    assert json.loads(file.read_text("utf-8")) == {"from_the_future": {"a": 1}, "opacity": 70}


@pytest.mark.parametrize("nonsense", ["much", -1, 3.5, True, None, [1], {"a": 1}])
def test_an_entry_that_makes_no_sense_is_told_and_kept_while_its_default_applies(
    tmp_path: Path, nonsense: object
) -> None:
    file = write(tmp_path, {"opacity": nonsense, "theme": "dark"})
    settings = Settings(tmp_path)
    assert settings.get(table.OPACITY) == table.OPACITY.default
    assert settings.get(table.THEME) == "dark"
    assert "opacity (a whole number from 0 to 100)" in settings.problem
    settings.set(table.MINIMAP, False)
    settings.save()
    assert json.loads(file.read_text("utf-8"))["opacity"] == nonsense


@pytest.mark.parametrize("damage", ["{", "[1]", "\x00", "[" * 100_000])
def test_a_damaged_file_is_kept_aside_and_told(tmp_path: Path, damage: str) -> None:
    write(tmp_path, damage)
    settings = Settings(tmp_path)
    aside = tmp_path / "settings.broken.json"
    assert str(aside) in settings.problem
    assert aside.read_text("utf-8") == damage
    settings.set(table.OPACITY, 70)
    settings.save()
    assert Settings(tmp_path).get(table.OPACITY) == 70


def test_settings_that_cannot_be_written_hold_and_are_told(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "folder").write_text("a file in its place")
    settings = Settings(tmp_path / "folder")
    with qtbot.waitSignal(settings.failed) as failed:
        settings.set(table.OPACITY, 70)
    assert "cannot be written" in failed.args[0]
    assert settings.get(table.OPACITY) == 70


def test_two_windows_do_not_undo_each_other(tmp_path: Path) -> None:
    one, other = Settings(tmp_path), Settings(tmp_path)
    one.set(table.OPACITY, 70)
    one.save()
    other.set(table.CROSSHAIR, True)
    other.save()
    assert Settings(tmp_path).get(table.OPACITY) == 70


def test_what_another_window_has_written_is_there_once_it_is_looked_for(tmp_path: Path, qtbot: QtBot) -> None:
    one, other = Settings(tmp_path), Settings(tmp_path)
    one.set(table.OPACITY, 70)
    one.save()
    with qtbot.waitSignal(other.changes_of(table.OPACITY)) as told:
        other.look_again(table.OPACITY)
    assert told.args == [70] == [other.get(table.OPACITY)]


def test_what_is_set_here_and_not_written_yet_stays_when_it_is_looked_for(tmp_path: Path) -> None:
    one, other = Settings(tmp_path), Settings(tmp_path)
    one.set(table.OPACITY, 70)
    one.save()
    other.set(table.OPACITY, 40)
    other.look_again(table.OPACITY)
    assert other.get(table.OPACITY) == 40


@pytest.mark.parametrize("content", ["no JSON", {"opacity": "much"}, {}])
def test_what_makes_no_sense_changes_nothing_when_it_is_looked_for(tmp_path: Path, content: object) -> None:
    settings = Settings(tmp_path)
    settings.set(table.OPACITY, 70)
    settings.save()
    write(tmp_path, content)
    settings.look_again(table.OPACITY)
    assert settings.get(table.OPACITY) == 70


def test_the_folder_can_be_chosen_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path))
    assert config_folder() == tmp_path
    assert Settings().path == tmp_path / "settings.json"


def test_every_default_passes_its_own_check_and_every_name_is_unique() -> None:
    assert all(setting.check(setting.default) == setting.default for setting in SETTINGS)
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)


def test_everything_in_the_dialog_has_a_label() -> None:
    assert all(setting.label for setting in SETTINGS if setting.group)
