"""Places for things in an order, such that most changes of the order move one of them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

_STRIDE = 1 << 16


def places(ids: Sequence[str], known: Mapping[str, int]) -> dict[str, int]:
    """A place for each thing, so that sorting by place gives the order.

    Things that have a place keep it where possible: new ones get places in the gaps. Where there is no room, or the
    known places are in another order, all get new ones.

    Args:
        ids: of the things, in the order that they are to have.
        known: places that some of them have.
    """
    kept = [known[id_] for id_ in ids if id_ in known]
    if any(first >= second for first, second in pairwise(kept)):
        return _afresh(ids)
    found: dict[str, int] = {}
    waiting: list[str] = []
    last = None
    for id_ in ids:
        if id_ not in known:
            waiting.append(id_)
            continue
        place = known[id_]
        low = place - _STRIDE * (len(waiting) + 1) if last is None else last
        step = (place - low) // (len(waiting) + 1)
        if waiting and not step:
            return _afresh(ids)
        found.update((new, low + step * i) for i, new in enumerate(waiting, 1))
        found[id_] = last = place
        waiting.clear()
    start = 0 if last is None else last
    found.update((new, start + _STRIDE * i) for i, new in enumerate(waiting, 1))
    return found


def _afresh(ids: Sequence[str]) -> dict[str, int]:
    return {id_: i * _STRIDE for i, id_ in enumerate(ids, 1)}
