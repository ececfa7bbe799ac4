"""Small wheels in the place of gigabytes, and the list of them."""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

from loopback_hub import REPOSITORY

from sam3_studio.core.remote_file import RemoteFile
from sam3_studio.runtime.lock import Lock, read_lock

TORCH = "torch-9.0-py3-none-any.whl"
LIBRARY = "stand_in_cuda-1.0-py3-none-any.whl"

WORKS = "__version__ = '9.0'\nNAME = 'of the card'\n"
BROKEN = "raise ImportError('libcudart.so.13: cannot open shared object file')\n"


def wheel(name: str, version: str, files: dict[str, bytes]) -> bytes:
    """The content of a wheel, as https://packaging.python.org/specifications/binary-distribution-format has it."""
    info = f"{name}-{version}.dist-info"
    files = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in {**files, f"{info}/RECORD": record.encode()}.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    return buffer.getvalue()


@dataclass(frozen=True)
class Shelf:
    """Wheels, and the list of them.

    Attributes:
        contents: of the wheels, by their file names.
        folder: that holds them.
        list: the file.
    """

    contents: dict[str, bytes]
    folder: Path
    list: Path

    def forget_sizes(self) -> None:
        """Have the list tell no sizes, as that for Windows does not."""
        listed = json.loads(self.list.read_text())
        del listed["unpacked"]
        for one in listed["wheels"]:
            del one["size"]
        self.list.write_text(json.dumps(listed))

    @property
    def lock(self) -> Lock:
        return read_lock(self.list)

    def file(self, name: str) -> RemoteFile:
        return next(one.file for one in self.lock.wheels if one.file.name == name)


def make_shelf(folder: Path, address: str = "http://127.0.0.1:9") -> Shelf:
    """Two wheels: one of the name of PyTorch, one of 3 MB with a library.

    Args:
        folder: where to put them, and the list.
        address: of the server that offers them.
    """
    library = bytes(range(256)) * 12_000
    contents = {
        TORCH: wheel("torch", "9.0", {"torch/__init__.py": WORKS.encode()}),
        LIBRARY: wheel("stand_in_cuda", "1.0", {"stand_in_cuda/lib/libcudart.so.13": library}),
    }
    place = folder / "wheels brought on a stick"
    place.mkdir(parents=True)
    listed = []
    for name, content in contents.items():
        (place / name).write_bytes(content)
        package, version = name.split("-")[:2]
        listed.append(
            {
                "name": package.replace("_", "-"),
                "version": version,
                "url": f"{address}/{REPOSITORY}/resolve/{name}",
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )
    described = {"format": 1, "platform": "any", "python": "3.11", "torch": "9.0", "cuda": "13.0", "driver": "580"}
    described |= {"capability": "7.5", "unpacked": 4_000_000, "wheels": listed}
    path = folder / "list.json"
    path.write_text(json.dumps(described))
    return Shelf(contents, place, path)
