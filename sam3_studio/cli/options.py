"""Options that several commands share."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sam3_studio.core.resources import embedded_model

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  # has no public name
else:
    Subparsers = argparse.Action


def add_model_option(parser: argparse.ArgumentParser) -> None:
    """Add --model."""
    parser.add_argument(
        "--model",
        default=str(embedded_model()),
        metavar="SOURCE",
        help="checkpoint folder or file, or the name of a downloaded repository such as facebook/sam3; "
        "default: the small model that ships with the program",
    )


def add_device_options(parser: argparse.ArgumentParser, *, dtype: str = "auto") -> None:
    """Add --device and --dtype."""
    parser.add_argument("--device", default="auto", help="auto, cuda, cuda:1, mps or cpu; default: %(default)s")
    parser.add_argument("--dtype", default=dtype, help="auto, float32, bfloat16, float16 or int8; default: %(default)s")


def add_compile_option(parser: argparse.ArgumentParser) -> None:
    """Add --compile, for commands that ask the model so often that it pays."""
    parser.add_argument(
        "--compile",
        action="store_true",
        help="on a graphics card: compile the model first, which takes a minute or two and makes all that comes after "
        "it faster; needs Triton, which comes with PyTorch for CUDA on Linux",
    )


def path_argument(text: str) -> Path:
    """A path; an empty one, of a variable that is not set, would mean the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("a path is empty")
    return Path(text)
