"""What is said about a machine before anything is enabled."""

from sam3_studio.runtime.overview import take_stock
from sam3_studio.runtime.places import Places


def test_an_attempt_that_left_nothing_leaves_nothing_to_remove(places: Places) -> None:
    places.root.mkdir(parents=True)
    places.guard.touch()
    assert not take_stock(places).can_remove


def test_what_was_installed_or_downloaded_can_be_removed(places: Places) -> None:
    (places.root / "torch-9.0").mkdir(parents=True)
    assert take_stock(places).can_remove
    (places.root / "torch-9.0").rmdir()
    places.wheels.mkdir(parents=True)
    assert take_stock(places).can_remove
