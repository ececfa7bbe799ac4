"""Which keys start which action."""

import pytest

from sam3_studio.app.actions import ACTIONS, CVAT, PRESETS, STANDARD, TOOLS, Context, Keymap, normalized, shown_key

pytestmark = pytest.mark.gui


def test_every_action_has_an_id_of_its_own() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("preset", [name for name, _ in PRESETS])
def test_no_preset_has_a_key_with_two_meanings(preset: str) -> None:
    assert Keymap(preset).conflicts() == ()


@pytest.mark.parametrize("preset", [name for name, _ in PRESETS])
def test_keys_are_written_as_qt_writes_them(preset: str) -> None:
    keys = [key for action in ACTIONS for key in Keymap(preset).keys(action.id)]
    assert keys == [normalized(key) for key in keys]


@pytest.mark.parametrize(
    ("action", "keys"),
    [
        ("next", ("D", "Right")),
        ("previous", ("A", "Left")),
        ("next_open", ("Ctrl+Shift+D",)),
        ("open_folder", ("Ctrl+O", "Ctrl+U")),
        ("positive_box", ("Q",)),
        ("negative_box", ("E",)),
        ("accept_all", ("F", "Return")),
        ("reject", ("X",)),
        ("redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
        ("copy_previous", ("Ctrl+P",)),
        ("class_9", ("9",)),
        ("accept_1", ("Alt+1",)),
        ("keys", ("F1",)),
        ("settings", ("Ctrl+,",)),
    ],
)
def test_the_standard_preset_is_what_fingers_know(action: str, keys: tuple[str, ...]) -> None:
    assert Keymap(STANDARD).keys(action) == keys


def test_with_cvats_keys_f_goes_on_and_d_goes_back() -> None:
    keymap = Keymap(CVAT)
    assert keymap.users("F", Context.PICTURE) == ("next",)
    assert keymap.users("D", Context.PICTURE) == ("previous",)


def test_a_change_holds_until_the_presets_keys_are_given() -> None:
    changed = Keymap().with_keys("undo", ("ctrl+k", "Ctrl+K", ""))
    assert changed.keys("undo") == ("Ctrl+K",)
    assert changed.is_changed("undo")
    assert changed.with_keys("undo", changed.preset_keys("undo")) == Keymap()


def test_setting_the_presets_own_keys_is_no_change() -> None:
    assert Keymap().with_keys("undo", ("Ctrl+Z",)) == Keymap()


def test_a_change_that_collides_is_found() -> None:
    (conflict,) = Keymap().with_keys("lock", ("H",)).conflicts()
    assert (conflict.key, conflict.actions) == ("H", ("hide", "lock"))


def test_the_same_key_may_mean_something_else_while_a_shape_is_drawn() -> None:
    assert Keymap().users("Return", Context.DRAWING) == ("finish_shape",)
    assert Keymap().users("Return", Context.PICTURE) == ("accept_all",)


def test_a_preset_and_an_action_that_nobody_knows_do_no_harm() -> None:
    strange = Keymap("emacs", {"dance": ("Ctrl+Z",)})
    assert strange.keys("undo") == ("Ctrl+Z",)
    assert strange.conflicts() == ()


def test_the_numbers_pads_enter_is_enter() -> None:
    assert normalized("Enter") == normalized("Return") == "Return"


def test_tools_are_what_the_mouse_draws_with() -> None:
    drawing = ("brush", "eraser", "polygon", "rectangle", "corners", "cut", "fill", "look_again", "take_away")
    assert ("select", "positive_box", "negative_box", *drawing) == TOOLS


def test_the_key_that_qt_calls_return_is_shown_as_enter() -> None:
    assert [shown_key(key) for key in ("Return", "Ctrl+Return", "F", "Ctrl+Shift+Z")] == [
        "Enter",
        "Ctrl+Enter",
        "F",
        "Ctrl+Shift+Z",
    ]
