"""How far a download is, in a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from sam3_studio.core.progress import Progress


@contextmanager
def progress_bar(text: str = "Downloading") -> Iterator[Progress]:
    """A bar.

    Args:
        text: what is being done.

    Yields:
        What to call with the bytes that are there, and the bytes in all.
    """
    from tqdm import tqdm  # only a download needs it

    with tqdm(unit="B", unit_scale=True, desc=text) as bar:

        def show(done: int, total: int) -> None:
            if bar.total is None:
                # What an earlier download brought must not count as speed.
                bar.total, bar.initial, bar.n = total, done, done
                bar.refresh()
            bar.update(done - bar.n)

        yield show
