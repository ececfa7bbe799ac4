"""How threads of the model wait for each other.

As OpenMP comes, they keep their cores busy waiting. On a machine with something else to do, the window itself for one,
prompts took three times as long. The setting is read when PyTorch loads
(https://www.openmp.org/spec-html/5.0/openmpse55.html).
"""

import os

_NAME = "OMP_WAIT_POLICY"


def let_others_compute() -> None:
    """Have threads that wait leave their cores to others, unless the person has said how they are to wait."""
    os.environ.setdefault(_NAME, "passive")


def surroundings_of_others() -> dict[str, str]:
    """The environment for a program that is to run as it would by itself."""
    return {name: value for name, value in os.environ.items() if name != _NAME}
