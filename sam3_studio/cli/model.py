"""`sam3-studio model`: look at weights, check them, rewrite them, fetch them."""

import argparse
import json
import sys
import time
from collections import Counter
from getpass import getpass
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, add_device_options, add_model_option
from sam3_studio.core.resources import embedded_model
from sam3_studio.hub.client import DEFAULT_REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sam3_studio.engine.verification import Check


def add_parser(commands: Subparsers) -> None:
    """Add the command and its own commands."""
    parser = commands.add_parser("model", help="look at, check, convert or download weights")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    info = actions.add_parser("info", help="what a checkpoint holds")
    add_model_option(info)
    info.add_argument("--json", action="store_true", help="print JSON")
    info.set_defaults(run=_info)

    verify = actions.add_parser("verify", help="whether weights give the results they should")
    add_model_option(verify)
    verify.add_argument(
        "--photos",
        type=Path,
        metavar="FOLDER",
        help="with COCO's 000000077595.jpg and 000000136466.jpg in it: compare the public weights with their "
        f"published numbers; --model is {DEFAULT_REPOSITORY} then, unless another copy of them is named",
    )
    add_device_options(verify, dtype="float32")
    verify.set_defaults(run=_verify, model=None)

    convert = actions.add_parser("convert", help="rewrite any checkpoint as a folder in the public layout")
    add_model_option(convert)
    convert.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="new or empty folder to write")
    convert.add_argument("--dtype", choices=("float32", "bfloat16", "float16"), help="precision to write")
    convert.set_defaults(run=_convert)

    download = actions.add_parser("download", help="fetch the public weights from the Hugging Face Hub")
    download.add_argument("repository", nargs="?", default=DEFAULT_REPOSITORY, help="default: %(default)s")
    download.add_argument("--to", type=Path, metavar="FOLDER", help="default: the Hub's own cache")
    download.add_argument("--original", action="store_true", help="fetch Meta's own sam3.pt, too, for other programs")
    download.add_argument("--token", help="access token; default: HF_TOKEN, or the one saved by `hf auth login`")
    download.set_defaults(run=_download)


def _info(options: argparse.Namespace) -> int:
    facts = _facts(options.model)
    if options.json:
        print(json.dumps(facts, indent=2))
    else:
        width = max(map(len, facts))
        for name, value in facts.items():
            print(f"{name:<{width}}  {value}")
    return ExitStatus.DONE


def _facts(source: str) -> dict[str, Any]:
    """What can be told without reading the weights."""
    from sam3_studio.engine.failures import checkpoint_errors_explained
    from sam3_studio.engine.fingerprint import fingerprint
    from sam3_studio.model import Sam3Config, find_config, find_weights, stored_names, weight_files

    with checkpoint_errors_explained():
        config = Sam3Config.from_pretrained(source)
        weights, described = find_weights(source), find_config(source)
        tensors = list(stored_names(source))
    detector = [t for t in tensors if not t[0].startswith(("tracker_model.", "tracker_neck.", "tracker."))]
    dtypes = Counter(str(dtype).removeprefix("torch.") for _, _, dtype in detector)
    return {
        "weights": str(weights),
        "size": f"{sum(file.stat().st_size for file in weight_files(weights)) / 1e6:,.1f} MB",
        "fingerprint": fingerprint(source),
        "tensors": f"{len(detector):,} for images"
        + (f", {len(tensors) - len(detector):,} for video" * (detector != tensors)),
        "parameters": f"{sum(prod(shape) for _, shape, _ in detector):,}",
        "stored as": ", ".join(f"{dtype}" for dtype, _ in dtypes.most_common()),
        "configuration": str(described or "none in the checkpoint; the public model's is taken for it"),
        "resolution": f"{config.image_size} px",
        "trunk": f"{config.vision_config.backbone_config.num_hidden_layers} layers of "
        f"{config.vision_config.backbone_config.hidden_size}",
        "text encoder": f"{config.text_config.num_hidden_layers} layers of {config.text_config.hidden_size}, "
        f"{config.text_config.vocab_size:,} tokens",
        "queries": config.detr_decoder_config.num_queries,
    }


def _verify(options: argparse.Namespace) -> int:
    from sam3_studio.engine import Sam3Processor
    from sam3_studio.engine.device import choose_device
    from sam3_studio.engine.failures import checkpoint_errors_explained, failures_explained
    from sam3_studio.engine.verification import check_itself, check_published, published_photos
    from sam3_studio.model import Sam3Model

    photos = published_photos(options.photos) if options.photos else None
    source = options.model or (DEFAULT_REPOSITORY if photos else str(embedded_model()))
    choice = choose_device(options.device, options.dtype)
    print(f"{source} on {choice}")
    processor = Sam3Processor.from_pretrained(source)
    with failures_explained(choice):
        with checkpoint_errors_explained():
            model = Sam3Model.from_pretrained(source, dtype=choice.dtype, int8=choice.int8, device=choice.device)
        passed = _report(check_itself(model, processor))
        if photos:
            passed &= _report(check_published(model, processor, photos))
    print("Everything agrees." if passed else "These weights do not give the results they should.")
    return ExitStatus.DONE if passed else ExitStatus.MENDABLE


def _report(checks: "Iterator[Check]") -> bool:
    passed = True
    for check in checks:
        print(f"{'ok  ' if check.passed else 'FAIL'}  {check.name}: {check.detail}", flush=True)
        passed &= check.passed
    return passed


def _convert(options: argparse.Namespace) -> int:
    from sam3_studio.engine.convert import convert

    start = time.perf_counter()
    folder = convert(options.model, options.out, options.dtype)
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{folder}: {size / 1e6:,.1f} MB in {time.perf_counter() - start:.0f} s")
    return ExitStatus.DONE


def _download(options: argparse.Namespace) -> int:
    from sam3_studio.cli.progress import progress_bar
    from sam3_studio.hub import TokenRequiredError, download

    def fetch(token: str | None) -> Path:
        with progress_bar() as progress:
            return download(
                options.repository,
                folder=options.to,
                token=token,
                original_weights=options.original,
                progress=progress,
            )

    try:
        folder = fetch(options.token)
    except TokenRequiredError as error:
        if options.token or not sys.stdin.isatty():
            raise
        print(error)
        folder = fetch(getpass("Access token (not shown): "))
    print(folder)
    print(f'Use it with: sam3-studio annotate PHOTOS --concept "..." --model {options.to or options.repository}')
    return ExitStatus.DONE
