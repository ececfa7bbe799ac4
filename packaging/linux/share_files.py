"""What a desktop reads of a program: entry, icon, file type, description, man page."""

import datetime
import gzip
import shutil
from pathlib import Path

from common.source import PACKAGING, ROOT, commit_time, project_suffix, version
from common.steps import run

HERE = PACKAGING / "linux"

DESKTOP_ENTRY = Path("applications/sam3-studio.desktop")
ICON = Path("icons/hicolor/scalable/apps/sam3-studio.svg")
MIME_TYPE = Path("mime/packages/sam3-studio.xml")
METAINFO = Path("metainfo/sam3-studio.metainfo.xml")
MAN_PAGE = Path("man/man1/sam3-studio.1.gz")


def filled_in(name: str) -> str:
    """A template of `share` with this version's values."""
    text = (HERE / "share" / name).read_text("utf-8")
    for key, value in {"SUFFIX": project_suffix(), "VERSION": version(), "DATE": date()}.items():
        text = text.replace(f"@{key}@", value)
    return text


def date() -> str:
    """Day of the last commit, as YYYY-MM-DD."""
    return datetime.datetime.fromtimestamp(commit_time(), datetime.UTC).strftime("%Y-%m-%d")


def write_share(share: Path, python: list[str | Path]) -> None:
    """Write all of them.

    Args:
        share: the folder that stands for /usr/share.
        python: starts the packed Python, in which the program can be imported.
    """
    for place, template in (
        (DESKTOP_ENTRY, "sam3-studio.desktop"),
        (MIME_TYPE, "sam3-studio.mime.xml"),
        (METAINFO, "sam3-studio.metainfo.xml"),
    ):
        (share / place).parent.mkdir(parents=True)
        (share / place).write_text(filled_in(template), encoding="utf-8")
    (share / ICON).parent.mkdir(parents=True)
    shutil.copy(ROOT / "resources" / "icons" / "application.svg", share / ICON)
    page = run([*python, HERE / "man_page.py", date()])
    (share / MAN_PAGE).parent.mkdir(parents=True)
    (share / MAN_PAGE).write_bytes(gzip.compress(page.encode(), 9, mtime=0))
