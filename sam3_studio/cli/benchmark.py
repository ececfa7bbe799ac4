"""`sam3-studio benchmark`: how fast the parts are on this machine, and how much memory they take."""

from sam3_studio.cli.benchmark_dataset import add_dataset_parser
from sam3_studio.cli.benchmark_load import add_load_parser
from sam3_studio.cli.benchmark_model import add_model_parser
from sam3_studio.cli.benchmark_pass import add_pass_parser
from sam3_studio.cli.benchmark_ui import add_ui_parser
from sam3_studio.cli.options import Subparsers


def add_parser(commands: Subparsers) -> None:
    """Add the command and its own commands."""
    parser = commands.add_parser("benchmark", help="measure speed and memory on this machine")
    parts = parser.add_subparsers(dest="part", metavar="PART")
    # Without a part, what needs no screen.
    parser.set_defaults(run=add_model_parser(parts))
    add_ui_parser(parts)
    add_dataset_parser(parts)
    add_load_parser(parts)
    add_pass_parser(parts)
