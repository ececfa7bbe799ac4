"""All there is to say about this machine's graphics card and PyTorch for it."""

import re
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from sam3_studio.core.errors import GpuError
from sam3_studio.runtime.cards import Driver, find_driver
from sam3_studio.runtime.lock import Lock, lock_for_this_program
from sam3_studio.runtime.measuring import measured
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.start import Standing, look
from sam3_studio.runtime.wheels import remaining

_CUDA = re.compile(r"^cuda\b[^=]*=\s*'([\d.]+)'", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Overview:
    """What was found.

    Attributes:
        driver: and the cards; None where there are none.
        lock: what would be installed; None where that is not known.
        standing: what is installed.
        shipped_cuda: version of CUDA that the PyTorch beside the program is built for; empty for none.
        obstacle: why nothing can be enabled, a sentence; empty where it can.
        remaining: bytes to be downloaded.
        unmeasured: why it is not known how much would be downloaded, a sentence; empty where it is.
        place: where it is or would be installed.
        can_remove: whether anything was installed or downloaded.
    """

    driver: Driver | None
    lock: Lock | None
    standing: Standing
    shipped_cuda: str
    obstacle: str
    remaining: int
    place: Path
    can_remove: bool
    unmeasured: str = ""

    @property
    def can_enable(self) -> bool:
        """Whether there is a use in it."""
        return not self.obstacle and self.standing.folder is None and not self.shipped_cuda

    @property
    def can_bring(self) -> bool:
        """Whether a folder may be brought: also one that holds the list which the program lacks."""
        listless = self.driver is not None and self.lock is None
        return self.can_enable or (listless and self.standing.folder is None and not self.shipped_cuda)


def take_stock(places: Places, known: Lock | None = None) -> Overview:
    """Look at driver, cards, list and what is installed.

    It takes a tenth of a second at most, beside the answers of the server where the list does not tell sizes.

    Args:
        places: to look at.
        known: the list, as an earlier call found it.
    """
    driver, lock, obstacle = None, None, ""
    try:
        driver = find_driver()
        lock = known or lock_for_this_program()
        obstacle = lock.obstacle(driver)
    except GpuError as error:
        obstacle = str(error)
    made = {*places.root.iterdir()} - {places.guard} if places.root.is_dir() else set()
    can_remove = bool(made) or places.wheels.is_dir()
    found = Overview(driver, lock, look(places), _shipped_cuda(places), obstacle, 0, places.root, can_remove)
    return found if lock is None or (places.root / lock.folder).is_dir() else _with_download(found, lock, places)


def _with_download(found: Overview, lock: Lock, places: Places) -> Overview:
    """The same with what there is to download."""
    if not found.can_enable:
        return replace(found, remaining=remaining(lock, places.wheels))
    try:
        lock = measured(lock, places.wheels)
    except GpuError as error:
        return replace(found, unmeasured=str(error))
    return replace(found, lock=lock, remaining=remaining(lock, places.wheels))


def lock_that_runs(brought: Path | None) -> Lock:
    """The list of what this machine's card needs.

    Args:
        brought: a folder with wheels; where the program has no list, the one that lies there counts.

    Raises:
        GpuError: there is no card or no list, or the card or its driver is too old.
    """
    driver, lock = find_driver(), lock_for_this_program(brought)
    if obstacle := lock.obstacle(driver):
        raise GpuError(obstacle)
    return lock


def _shipped_cuda(places: Places) -> str:
    """What the PyTorch that came with the program is built for, without loading it."""
    spec = find_spec("torch")
    if spec is None or not spec.origin or Path(spec.origin).is_relative_to(places.root):
        return ""
    try:
        found = _CUDA.search(Path(spec.origin).with_name("version.py").read_text("utf-8"))
    except (OSError, UnicodeError):
        return ""
    return found[1] if found else ""
