"""Which pictures train a model, which choose among models, and which are kept to judge it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of the pictures each part gets, in proportion; they need not add up to anything.

    Attributes:
        train: to learn from.
        val: to choose the best of several models with.
        test: to judge it with.

    Raises:
        ValueError: one is negative, or all are 0.
    """

    train: float = 0.8
    val: float = 0.1
    test: float = 0.1

    def __post_init__(self) -> None:
        if min(self.train, self.val, self.test) < 0 or not self.train + self.val + self.test > 0:
            raise ValueError(f"shares must not be negative, and one must be above 0: {self}")


def split(names: Iterable[str], shares: Shares, seed: int) -> dict[str, tuple[str, ...]]:
    """Assign pictures to parts by chance, the same every time.

    Pictures that come later hardly move the others: a picture's rank depends on its own name and the seed alone.

    Args:
        names: of the pictures, each once, in any order.
        shares: of the parts. Counts are the nearest whole numbers.
        seed: another one gives another split.

    Returns:
        Names by part, "train", "val" and "test", each in the order given.
    """
    names = tuple(names)
    ranked = sorted(names, key=_Rank(seed))
    weights = (shares.train, shares.val, shares.test)
    ends = [round(len(names) * share / sum(weights)) for share in accumulate(weights)]
    part = {}
    for label, start, end in zip(("train", "val", "test"), (0, *ends), ends, strict=False):
        part.update(dict.fromkeys(ranked[start:end], label))
    return {label: tuple(name for name in names if part[name] == label) for label in ("train", "val", "test")}


@dataclass(frozen=True, slots=True)
class _Rank:
    """Sorts names by chance."""

    seed: int

    def __call__(self, name: str) -> bytes:
        return hashlib.blake2b(f"{self.seed}/{name}".encode(), digest_size=16).digest()
