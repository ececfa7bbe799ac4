"""Runs over a folder of photos, and what they wrote."""

import json
from pathlib import Path

from sam3_studio.cli.main import main

POND, TOYS = "at-the-pond.jpg", "toys.jpg"


def annotate(photos: Path, *options: str, out: str = "out") -> int:
    return main(["annotate", str(photos), "--recursive", "--out", str(photos.parent / out), *options])


def coco(photos: Path, out: str = "out") -> dict:
    return json.loads((photos.parent / out / "coco" / "annotations.json").read_text(encoding="utf-8"))
