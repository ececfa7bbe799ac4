"""The package for every distribution: a shell script with two archives behind it.

The second one is the Debian package's own, compressed by xz, which not every system can unpack. The first one, small
and compressed by gzip, which every system can, is a Python that unpacks the second.
"""

import gzip
import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Mapping
from pathlib import Path

from common.source import BUILD, commit_time, version
from common.steps import BuildError, run
from linux.libraries import GLIBC, shared_library_names
from linux.share_files import HERE
from linux.tree import python_of

_ARCHIVE = "data.tar.xz"
"""Name of the archive in a Debian package."""
_UNPACKER = "unpack.py"
_MODULES = (
    "import sys; sys.path.append({folder!r}); import unpack; status = unpack.main(*sys.argv[1:]);"
    "print('\\n'.join(getattr(module, '__file__', None) or '' for module in sys.modules.values())); sys.exit(status)"
)


def build_self_extracting(tree: Path, deb: Path, target: Path) -> None:
    """Write the script and the archives behind it.

    Args:
        tree: the program's folder.
        deb: the Debian package that was made of it.
        target: the file to be written.
    """
    offset, size = member(deb, _ARCHIVE)
    start = _packed(_start_files(tree, deb, offset))
    installed = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file())
    temporary = target.with_suffix(".tmp")
    with deb.open("rb") as source, temporary.open("wb+") as out:
        out.write(start)
        source.seek(offset)
        _copy(source, out, size)
        out.seek(0)
        digest = hashlib.file_digest(out, "sha256").hexdigest()
        out.seek(0)
        with target.open("wb") as package:
            package.write(head(version(), digest, installed // 1024, len(start)).encode())
            shutil.copyfileobj(out, package)
    temporary.unlink()
    target.chmod(0o755)


def head(version: str, sha256: str, kilobytes: int, start_size: int) -> str:
    """The script.

    Args:
        version: of the program.
        sha256: of the archives behind it.
        kilobytes: that the program takes when it is installed.
        start_size: bytes of the first archive.
    """
    text = (HERE / "installer.sh").read_text("utf-8")
    values = {
        "VERSION": version,
        "SHA256": sha256,
        "KILOBYTES": str(kilobytes),
        "START_SIZE": str(start_size),
        "GLIBC_MINOR": str(GLIBC[1]),
        "LINES": str(len(text.splitlines())),
    }
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text


def member(deb: Path, name: str) -> tuple[int, int]:
    """Where a member of a Debian package lies in it, and how many bytes it has.

    Raises:
        BuildError: it is not there.
    """
    with deb.open("rb") as stream:
        stream.seek(len(b"!<arch>\n"))
        while header := stream.read(60):
            size = int(header[48:58])
            if header[:16].decode("ascii").rstrip(" /") == name:
                return stream.tell(), size
            stream.seek(size + size % 2, os.SEEK_CUR)
    raise BuildError(f"{deb.name} has no {name}.")


def _start_files(tree: Path, deb: Path, offset: int) -> Mapping[str, Path]:
    """What a Python needs that unpacks the archive: found by having it unpacked; path in the archive by file."""
    scratch = BUILD / "unpacked"
    shutil.rmtree(scratch, ignore_errors=True)
    script = _MODULES.format(folder=str(HERE))
    printed = run([*python_of(tree), "-c", script, deb, str(offset), scratch])
    shutil.rmtree(scratch)
    # What is frozen into Python claims to come from files that are not there.
    named = [Path(line).resolve() for line in printed.splitlines() if line]
    modules = [file for file in named if file.is_relative_to(tree) and file.is_file()]
    bytecode = [file for module in modules for file in module.parent.glob(f"__pycache__/{module.stem}.*.pyc")]
    needed = {name for module in modules if module.suffix == ".so" for name in shared_library_names(module)}
    own = [tree / "lib" / name for name in needed if (tree / "lib" / name).is_file()]
    python = [tree / "bin" / "python3", tree / "bin" / "python3._pth"]
    files = {file.relative_to(tree).as_posix(): file for file in (*modules, *bytecode, *own, *python)}
    return files | {_UNPACKER: HERE / _UNPACKER}


def _packed(files: Mapping[str, Path]) -> bytes:
    """An archive that is the same for the same files, whenever and by whomever it is made."""
    stream = io.BytesIO()
    with (
        gzip.GzipFile("", "wb", 9, stream, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for name, path in sorted(files.items()):
            entry = tar.gettarinfo(path, name)
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            entry.mtime = commit_time()
            entry.mode = 0o755 if path.name == "python3" else 0o644
            with path.open("rb") as content:
                tar.addfile(entry, content)
    return stream.getvalue()


def _copy(source: io.BufferedReader, out: io.BufferedRandom, size: int) -> None:
    """Copy that many bytes."""
    while size > 0:
        piece = source.read(min(size, 1 << 20))
        out.write(piece)
        size -= len(piece)
