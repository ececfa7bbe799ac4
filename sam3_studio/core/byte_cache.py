"""A cache bounded in bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class ByteCache(Generic[Value]):
    """Keeps what was used last, up to a number of bytes.

    A value larger than the bound is not kept at all; the caller still holds it.

    Args:
        capacity: bound in bytes.
    """

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self._entries: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

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
        if size > self.capacity:
            return
        self._entries[key] = (value, size)
        self.size += size
        self._make_room()

    def drop(self, key: Hashable) -> None:
        """Forget a value, where there is one."""
        if key in self._entries:
            self.size -= self._entries.pop(key)[1]

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self.size = 0

    def _make_room(self) -> None:
        while self.size > self.capacity:
            _, (_, freed) = self._entries.popitem(last=False)
            self.size -= freed
