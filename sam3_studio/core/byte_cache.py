"""A cache bounded in bytes."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Value = TypeVar("Value")


class ByteCache(Generic[Value]):
    """Keeps what was used last, up to a number of bytes.

    Args:
        capacity: bound in bytes.
        keeps_newest: whether the value that was put last stays even where it is larger than the bound. Otherwise such a
            value is not kept at all; the caller still holds it.
    """

    def __init__(self, capacity: int, *, keeps_newest: bool = False) -> None:
        self.capacity = capacity
        self._least = 1 if keeps_newest else 0
        self.size = 0
        self._entries: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Hashable]:
        """The keys, the least recently used first."""
        return iter(self._entries)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._entries

    def get(self, key: Hashable) -> Value | None:
        """The value, now the most recently used, or None."""
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return self._entries[key][0]

    def set_capacity(self, capacity: int) -> None:
        """Keep at most this many bytes from here on; the least recently used values make room at once."""
        self.capacity = capacity
        self._make_room()

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep a value of `size` bytes; the least recently used ones make room."""
        self.drop(key)
        if size > self.capacity and not self._least:
            return
        self._entries[key] = (value, size)
        self.size += size
        self._make_room()

    def drop(self, key: Hashable) -> None:
        """Forget a value, where there is one."""
        if key in self._entries:
            self.size -= self._entries.pop(key)[1]

    def popitem(self) -> tuple[Hashable, Value]:
        """Take out the least recently used value, with its key.

        Raises:
            KeyError: there is none.
        """
        key, (value, size) = self._entries.popitem(last=False)
        self.size -= size
        return key, value

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self.size = 0

    def _make_room(self) -> None:
        while self.size > self.capacity and len(self) > self._least:
            self.popitem()
