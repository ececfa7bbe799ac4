"""`sam3-studio doctor`: whether this machine has what the program needs, in a report that can be copied."""

import argparse
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, add_model_option

if TYPE_CHECKING:
    from sam3_studio.cli.self_test import Finding

_SIGNS = {"ok": "ok     ", "note": "note   ", "problem": "PROBLEM"}


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser("doctor", help="check this machine: display, graphics card, memory, folders, model")
    add_model_option(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--probe", help=argparse.SUPPRESS)  # what the checks run as processes of their own
    parser.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    if options.probe:
        from sam3_studio.cli.probes import probe

        print(json.dumps(probe(options.probe, options.model)))
        return ExitStatus.DONE
    from sam3_studio.cli.self_test import examine

    findings: list[Finding] = []
    for finding in examine(options.model):
        findings.append(finding)
        if not options.json:
            print("\n".join(_lines(finding)), flush=True)
    problems = sum(finding.state == "problem" for finding in findings)
    if options.json:
        print(json.dumps({"problems": problems, "findings": [finding.as_dict() for finding in findings]}, indent=2))
    else:
        print(_verdict(problems))
    return ExitStatus.MENDABLE if problems else ExitStatus.DONE


def _lines(finding: "Finding") -> Iterable[str]:
    yield f"{_SIGNS[finding.state]}  {finding.name}: {finding.detail}"
    if finding.remedy:
        yield f"         {finding.remedy}"


def _verdict(problems: int) -> str:
    if not problems:
        return "Nothing stands in the way."
    return "1 problem; what to do is said below it." if problems == 1 else f"{problems} problems; each with what to do."
