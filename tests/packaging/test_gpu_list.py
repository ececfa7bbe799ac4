"""What goes on the lists of wheels for graphics cards."""

import http.server
import io
import threading
import zipfile
from collections.abc import Iterator

import pytest

from common import gpu_list
from common.lock import REQUIREMENTS
from common.steps import BuildError
from sam3_studio.core.resources import resource_path
from sam3_studio.runtime.lock import read_lock

LINUX, WINDOWS = gpu_list.TARGETS
LOCKED = """
[[package]]
name = "gpu"
version = "0"
source = { virtual = "." }

[[package]]
name = "jinja2"
version = "3.1.6"
wheels = [{ url = "https://wheels.example/jinja2-3.1.6-py3-none-any.whl", hash = "sha256:ab", size = 1 }]

[[package]]
name = "torch"
version = "9.0"
wheels = [
    { url = "https://wheels.example/torch-9.0-cp311-cp311-manylinux_2_28_aarch64.whl", hash = "sha256:01", size = 2 },
    { url = "https://wheels.example/torch-9.0-cp312-cp312-manylinux_2_28_x86_64.whl", hash = "sha256:02", size = 3 },
    { url = "https://wheels.example/torch-9.0-cp311-cp311-manylinux_2_28_x86_64.whl", hash = "sha256:03", size = 4 },
    { url = "https://wheels.example/torch-9.0-cp311-cp311-win_amd64.whl", hash = "sha256:04", size = 5 },
]
"""


@pytest.mark.parametrize(("target", "digest", "size"), [(LINUX, "03", 4), (WINDOWS, "04", 5)])
def test_the_wheel_for_the_platform_and_this_python_is_chosen(target: gpu_list.Target, digest: str, size: int) -> None:
    (wheel,) = gpu_list.chosen_wheels(LOCKED, target, ["Jinja2"])
    assert (wheel["name"], wheel["sha256"], wheel["size"]) == ("torch", digest, size)


def test_what_the_program_lacks_is_listed_too() -> None:
    assert [one["name"] for one in gpu_list.chosen_wheels(LOCKED, LINUX, [])] == ["jinja2", "torch"]


def test_a_package_without_a_wheel_for_the_platform_is_told() -> None:
    with pytest.raises(BuildError, match=r"torch 9\.0 has no wheel for linux-x86_64"):
        gpu_list.chosen_wheels(LOCKED.replace("manylinux_2_28_x86_64", "macosx_14_0_arm64"), LINUX, [])


@pytest.mark.parametrize("target", [LINUX, WINDOWS])
def test_the_list_that_ships_is_for_the_torch_that_ships(target: gpu_list.Target) -> None:
    assert f"torch=={read_lock(resource_path(f'runtime/{target.file.name}')).torch}\n" in REQUIREMENTS.read_text(
        "utf-8"
    )


@pytest.fixture
def server() -> Iterator["http.server.ThreadingHTTPServer"]:
    """Has one wheel, and notes how many bytes of it are fetched."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("duck/wing.so", b"0" * 3_000_000)
        archive.writestr("duck/__init__.py", b"1234")

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            first, last = map(int, self.headers["Range"].removeprefix("bytes=").split("-"))
            content = packed.getvalue()[first : last + 1]
            fetched.append(len(content))
            self.send_response(206)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing is to be seen on the terminal."""

    fetched: list[int] = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.size, server.fetched = len(packed.getvalue()), fetched
    threading.Thread(target=server.serve_forever).start()
    yield server
    server.shutdown()
    server.server_close()


def test_what_a_wheel_takes_unpacked_is_read_from_its_end_alone(
    server: "http.server.ThreadingHTTPServer", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    url = f"http://127.0.0.1:{server.server_port}/duck.whl"
    assert gpu_list._unpacked({"url": url, "size": server.size}) == 3_000_004
    assert sum(server.fetched) < 1_000_000
