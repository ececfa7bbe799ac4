"""How many threads the model computes with, and how they wait for each other.

PyTorch takes one for each core that there is. A container may be given less time than its cores have; threads beyond
that are stopped in the middle of their share, and all others wait for them.

As OpenMP comes, threads keep their cores busy waiting. On a machine with something else to do, the window itself for
one, prompts took three times as long. Both settings are read when PyTorch loads
(https://www.openmp.org/spec-html/5.0/openmpse55.html, openmpse50.html).
"""

import math
import os
from pathlib import Path

_WAITING, _COUNT = "OMP_WAIT_POLICY", "OMP_NUM_THREADS"
_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_set_here: set[str] = set()


def let_others_compute(quota: Path = _QUOTA) -> None:
    """Have threads that wait leave their cores to others, and no more of them than the system gives time to.

    What the person has said of either stays.

    Args:
        quota: of a container, as Linux tells it: microseconds of a core that it has, and in how many.
    """
    wanted = {_WAITING: "passive"}
    cores = _cores_given(quota)
    if cores is not None:
        wanted[_COUNT] = str(cores)
    for name, value in wanted.items():
        if name not in os.environ:
            os.environ[name] = value
            _set_here.add(name)


def surroundings_of_others() -> dict[str, str]:
    """The environment for a program that is to run as it would by itself."""
    return {name: value for name, value in os.environ.items() if name not in _set_here}


def _cores_given(quota: Path) -> int | None:
    """How many cores a container's time is worth; None where it has no bound, or all cores that there are."""
    try:
        time, period = quota.read_text(encoding="ascii").split()
        cores = max(1, math.floor(int(time) / int(period)))
    except (OSError, ValueError, ZeroDivisionError):  # no container, or "max"
        return None
    return cores if cores < (os.cpu_count() or 1) else None
