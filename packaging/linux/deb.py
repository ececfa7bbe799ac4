"""The Debian package."""

import email.utils
import gzip
import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from common.source import BUILD, commit_time, version
from common.steps import run
from common.tree import NOTICE
from linux.share_files import HERE
from linux.tree import LAUNCHER

PROGRAM = Path("usr/lib/sam3-studio")

_CONTROL = """\
Package: sam3-studio
Version: {version}
Architecture: amd64
Maintainer: The sam3_studio project <sam3-studio@localhost>
Installed-Size: {size}
Depends: {depends}
Recommends: ca-certificates, xdg-utils
Section: graphics
Priority: optional
Description: turn photos into training data
 Name a concept, draw a box around an example, and SAM 3 marks every matching
 object. Accept what is right, correct the rest, and export COCO, YOLO and
 other formats.
 .
 It brings its own Python, Qt and PyTorch, and a small model that works at once,
 offline and without an account.
"""
_CHANGELOG = """\
sam3-studio ({version}) unstable; urgency=medium

  * Version {version}.

 -- The sam3_studio project <sam3-studio@localhost>  {date}
"""
_SCRIPTS = ("prerm", "postrm")
_COMPRESSION = ["-Zxz"]
"""Every dpkg reads it; zstd takes a ninth of the time to make and makes the package a fifth larger."""
_COPYRIGHT = """\
sam3_studio is under the Apache License 2.0, whose text is in /usr/share/common-licenses/Apache-2.0.

It brings Python, Qt, PyTorch and other packages along. Where each of them comes from and under which licence it is,
with the texts of all licences, stands in /usr/lib/sam3-studio/{notice}.

Copyright 2026 the authors of sam3_studio
"""


def build_deb(tree: Path, deb: Path, dependencies: Sequence[str]) -> None:
    """Build the package.

    Args:
        tree: the program's folder.
        deb: the file to be written.
        dependencies: as in a control file.
    """
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    # Links to the tree's files instead of copies: nothing changes them.
    shutil.copytree(tree, root / PROGRAM, copy_function=os.link)
    shutil.move(root / PROGRAM / "share", root / "usr" / "share")
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / "sam3-studio").symlink_to(f"../lib/sam3-studio/{LAUNCHER}")
    _write_documents(root / "usr" / "share")
    _write_control(root, dependencies)
    run(["dpkg-deb", "--root-owner-group", *_COMPRESSION, "--build", root, deb])


def md5sums(root: Path) -> str:
    """Checksums of all files below a folder, as dpkg wants them."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    lines = []
    for file in files:
        place = file.relative_to(root)
        if place.parts[0] != "DEBIAN":
            digest = hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {place.as_posix()}\n")
    return "".join(lines)


def _write_documents(share: Path) -> None:
    documents = share / "doc" / "sam3-studio"
    documents.mkdir(parents=True)
    (documents / "copyright").write_text(_COPYRIGHT.format(notice=NOTICE), encoding="utf-8")
    date = email.utils.formatdate(commit_time())
    changes = _CHANGELOG.format(version=version(), date=date.replace("-0000", "+0000"))
    (documents / "changelog.gz").write_bytes(gzip.compress(changes.encode(), 9, mtime=0))
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copy(HERE / "lintian-overrides", overrides / "sam3-studio")


def _write_control(root: Path, dependencies: Sequence[str]) -> None:
    control = root / "DEBIAN"
    control.mkdir()
    size = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file()) // 1024
    text = _CONTROL.format(version=version(), size=size, depends=", ".join(dependencies))
    (control / "control").write_text(text, encoding="utf-8")
    (control / "md5sums").write_text(md5sums(root), encoding="utf-8")
    for name in _SCRIPTS:
        shutil.copy(HERE / f"{name}.sh", control / name)
        (control / name).chmod(0o755)
