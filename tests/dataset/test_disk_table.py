"""Notes on disk behave as those in memory do."""

from sam3_studio.dataset.disk_table import DiskTable


def test_what_was_noted_is_found_in_the_order_in_which_it_came() -> None:
    table = DiskTable()
    assert [table.add(key, key.upper()) for key in ("b", "a", "c")] == [True] * 3
    assert (list(table), len(table)) == (["b", "a", "c"], 3)
    assert (table.get("a"), table.get("d"), "a" in table, "d" in table) == ("A", None, True, False)


def test_what_is_there_stays_unless_it_is_set() -> None:
    table = DiskTable()
    table.add("a", "first")
    assert not table.add("a", "second")
    assert table.get("a") == "first"
    table.set("a", "third")
    table.set("b", "new")
    assert (table.get("a"), table.get("b")) == ("third", "new")


def test_what_is_taken_out_is_gone() -> None:
    table = DiskTable()
    table.add("a", "first")
    assert (table.pop("a"), table.pop("a"), list(table)) == ("first", None, [])
    assert table.add("a")


def test_halves_of_characters_are_keys_as_others_are() -> None:
    table = DiskTable()
    table.add("\ud83d.png", "half")
    assert (table.get("\ud83d.png"), list(table)) == ("half", ["\ud83d.png"])
