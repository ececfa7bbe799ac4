"""Run by the packed Python: prints the man page of `sam3-studio`, made from the parser of its command line.

python3 man_page.py YYYY-MM-DD
"""

import argparse
import sys
from collections.abc import Iterator

import sam3_studio
from sam3_studio.cli.main import command_line

_HEAD = """\
.TH SAM3\\-STUDIO 1 "{date}" "sam3_studio {version}" "User Commands"
.SH NAME
sam3\\-studio \\- turn photos into training data
.SH SYNOPSIS
.B sam3\\-studio
[\\fIFOLDER\\fR | \\fIPROJECT\\fR | \\fB\\-\\-samples\\fR | \\fICOMMAND\\fR ...]
.SH DESCRIPTION
{description}
"""
_TAIL = """\
.SH EXIT STATUS
0 done; 2 something that can be mended, told in a sentence; 3 done except for some pictures, which are listed;
130 stopped by Ctrl+C; 143 stopped by SIGTERM.
.SH FILES
.TP
.I project.sam3studio
A project; it lies in the folder of its pictures.
.TP
.I ~/.config/sam3_studio
Settings.
.TP
.I ~/.cache/sam3\\-studio
What can be made again.
.TP
.I ~/.local/share/sam3\\-studio
The samples, and projects of folders that cannot be written to.
.SH ENVIRONMENT
.B SAM3_STUDIO_CONFIG, SAM3_STUDIO_CACHE, SAM3_STUDIO_DATA
Other folders for these three.
"""


def page(date: str) -> str:
    """The page in roff."""
    parser, commands = command_line()
    head = _HEAD.format(date=date, version=sam3_studio.__version__, description=_escaped(parser.description or ""))
    return head + "".join(_options(parser)) + ".SH COMMANDS\n" + "".join(_commands(commands)) + _TAIL


def _commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", before: str = "") -> Iterator[str]:
    """Each command under a heading of its own, with the commands below it."""
    told = {choice.dest: choice.help for choice in commands._get_subactions()}
    for name, parser in commands.choices.items():
        about = _filled(parser, parser.description or told.get(name) or "")
        yield f".SS {_escaped(before + name)}\n{_escaped(about)}\n"
        yield from _options(parser)
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                yield from _commands(action, f"{before}{name} ")


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if action.help == argparse.SUPPRESS or isinstance(action, argparse._SubParsersAction):
            continue
        metavar = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
        value = _escaped(metavar if isinstance(metavar, str) else " ".join(metavar))
        if not action.option_strings:
            value = value or _escaped(action.dest)
            yield f".TP\n.I {value}\n"
        else:
            names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in action.option_strings)
            yield f".TP\n{names} \\fI{value}\\fR\n" if value else f".TP\n{names}\n"
        yield _escaped(_filled(parser, action.help or "", action)) + "\n"


def _filled(parser: argparse.ArgumentParser, text: str, action: argparse.Action | None = None) -> str:
    """A help text with what argparse puts into it, such as "%(default)s"."""
    return text % {"prog": parser.prog, **(vars(action) if action else {})} if "%" in text else text


def _escaped(text: str) -> str:
    """Text that roff takes for text."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    print(page(sys.argv[1]), end="")
