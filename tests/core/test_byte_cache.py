"""The cache bounded in bytes."""

import pytest

from sam3_studio.core.byte_cache import ByteCache


@pytest.fixture
def cache() -> ByteCache[str]:
    return ByteCache(10)


def test_what_was_put_is_there(cache: ByteCache[str]) -> None:
    cache.put("a", "A", 4)
    assert cache.get("a") == "A"
    assert "a" in cache


def test_what_is_dropped_is_gone_and_leaves_its_room(cache: ByteCache[str]) -> None:
    cache.put("a", "A", 4)
    cache.drop("a")
    cache.drop("b")
    assert ("a" in cache, cache.size) == (False, 0)


def test_what_was_not_put_is_none(cache: ByteCache[str]) -> None:
    assert cache.get("a") is None


def test_the_least_recently_used_makes_room(cache: ByteCache[str]) -> None:
    for key in "abc":
        cache.put(key, key, 3)
    cache.get("a")
    cache.put("d", "d", 4)
    assert [key for key in "abcd" if key in cache] == ["a", "c", "d"]


def test_its_size_never_exceeds_its_capacity(cache: ByteCache[str]) -> None:
    for number in range(20):
        cache.put(number, "x", 1 + number % 5)
        assert cache.size <= cache.capacity


def test_what_is_larger_than_the_cache_is_not_kept_and_displaces_nothing(cache: ByteCache[str]) -> None:
    cache.put("a", "A", 4)
    cache.put("b", "B", 11)
    assert "a" in cache
    assert "b" not in cache


def test_asked_to_it_keeps_the_newest_however_large_that_is() -> None:
    cache: ByteCache[str] = ByteCache(10, keeps_newest=True)
    cache.put("a", "A", 4)
    cache.put("b", "B", 11)
    assert list(cache) == ["b"]
    cache.put("c", "C", 3)
    assert (list(cache), cache.size) == (["c"], 3)


def test_emptied_one_by_one_it_gives_the_least_recently_used_first(cache: ByteCache[str]) -> None:
    for key in "abc":
        cache.put(key, key.upper(), 3)
    cache.get("a")
    assert [cache.popitem() for _ in range(3)] == [("b", "B"), ("c", "C"), ("a", "A")]
    assert cache.size == 0


def test_putting_again_replaces(cache: ByteCache[str]) -> None:
    cache.put("a", "A", 4)
    cache.put("a", "B", 6)
    assert (cache.get("a"), cache.size, len(cache)) == ("B", 6, 1)


def test_cleared_it_is_empty(cache: ByteCache[str]) -> None:
    cache.put("a", "A", 4)
    cache.clear()
    assert (len(cache), cache.size) == (0, 0)


def test_a_smaller_capacity_holds_at_once() -> None:
    cache: ByteCache[str] = ByteCache(30)
    for key in "abc":
        cache.put(key, key, 10)
    cache.set_capacity(15)
    assert (len(cache), cache.size, cache.get("c")) == (1, 10, "c")
