"""A folder of very many pictures in the real window."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image
from PySide6.QtWidgets import QApplication, QLineEdit

from sam3_studio.app.benchmark.figures import Figure
from sam3_studio.app.benchmark.heartbeat import Pulse
from sam3_studio.app.benchmark.real_window import real_window, rest, wait
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.panels.files.model import StateFilter
from sam3_studio.app.panels.files.search import FileSearch
from sam3_studio.app.panels.files.view import FileView

_REST = 1.5
"""Seconds in which the window does what it was asked for."""


def measure_folder(application: QApplication, count: int, memory: Callable[[], int]) -> Iterator[Figure]:
    """Open a folder of so many pictures, twice; scroll through their list, filter and order it.

    Args:
        application: the running one.
        count: of pictures; all are links to a few files.
        memory: the most bytes that the process has held so far.
    """
    with TemporaryDirectory(prefix="sam3-studio-") as place:
        folder = Path(place) / "photos"
        _fill(folder, count)
        with real_window(application, Path(place) / "config") as window:
            before = memory()
            yield Figure(f"{count:,} pictures: first one seen", _open(window, folder), "s", 1.0, "folder seen first")
            began = time.perf_counter()
            with _blocks() as longest:
                wait(lambda: window.session is not None and not window.session.is_scanning)
                yield Figure(f"{count:,} pictures: all listed after", time.perf_counter() - began, "s")
                rest(_REST)
            yield _block("all are listed", longest)
            yield from _chosen(window)
            frames = np.array(list(_scrolled(window)))
            median, tail = np.percentile(frames, (50, 99))
            yield Figure("scrolling the list, 99th percentile", float(tail), "ms", 16.0, f"median {median:.1f} ms")
            yield Figure("memory for it", (memory() - before) / 1e6, "MB", 500)
            window.close_project()
            (folder / "000" / "000000 new.jpg").hardlink_to(folder / "000" / "000000.jpg")
            yield Figure(f"{count:,} pictures: first one seen again", _open(window, folder), "s", 1.0)
            with _blocks() as longest:
                wait(lambda: window.session is not None and not window.session.is_scanning)
                rest(_REST)
            yield _block("a new one is found among them", longest)


@contextmanager
def _blocks() -> Iterator[list[float]]:
    """Gets the longest stand-still of the window in the block, in seconds."""
    pulse, longest = Pulse(), list[float]()
    pulse.start()
    yield longest
    longest.append(pulse.stop("").longest)


def _block(what: str, longest: list[float]) -> Figure:
    return Figure(f"longest block while {what}", 1000 * longest[0], "ms", 50.0)


def _chosen(window: MainWindow) -> Iterator[Figure]:
    """Blocks while the list is filtered and ordered."""
    (search,) = window.files.findChildren(FileSearch)
    field, *_ = search.findChildren(QLineEdit)
    steps: dict[str, Callable[[], object]] = {
        "those to do are shown": partial(search.want_states, StateFilter.OPEN),
        "those that are done are shown": partial(search.want_states, StateFilter.DONE),
        "all are shown again": partial(search.want_states, StateFilter.ALL),
        "a name is searched": partial(field.setText, "12"),
        "nothing is searched any more": field.clear,
        "they are ordered by need": window.commands["by_need"].trigger,
        "they are ordered by name again": window.commands["by_need"].trigger,
    }
    for what, step in steps.items():
        with _blocks() as longest:
            step()
            rest(_REST)
        yield _block(what, longest)


def _fill(folder: Path, count: int) -> None:
    """Photos of 1280 x 960 in folders of a thousand."""
    rng = np.random.default_rng(5)
    originals = []
    folder.mkdir()
    for number in range(4):
        coarse = Image.fromarray(rng.integers(0, 256, (30, 40, 3), dtype=np.uint8))
        original = folder.parent / f"original-{number}.jpg"
        coarse.resize((1280, 960), Image.Resampling.BICUBIC).save(original)
        originals.append(original)
    for number in range(count):
        place = folder / f"{number // 1000:03}"
        if number % 1000 == 0:
            place.mkdir()
        os.link(originals[number % len(originals)], place / f"{number:06}.jpg")


def _open(window: MainWindow, folder: Path) -> float:
    """Seconds from the choice of a folder to its first picture on the canvas, painted."""
    began = time.perf_counter()
    window.open(folder)
    wait(lambda: window.canvas.stage is not None)
    window.canvas.repaint()
    return time.perf_counter() - began


def _scrolled(window: MainWindow) -> Iterator[float]:
    """Milliseconds of each frame while the list is scrolled: by rows, by pages, and far."""
    (view,) = window.files.findChildren(FileView)
    bar = view.verticalScrollBar()
    steps = [*[3] * 100, *[view.viewport().height()] * 60, *[bar.maximum() // 50] * 40]
    for step in steps:
        began = time.perf_counter()
        bar.setValue(bar.value() + step)
        view.viewport().repaint()
        QApplication.processEvents()
        yield (time.perf_counter() - began) * 1000
        rest(0.01)
