"""A model hub on the loopback address, with the answers and the failures of the real one."""

import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import huggingface_hub
import pytest

REPOSITORY = "owner/model"
COMMIT = "a" * 40
TOKEN = "hf_good"  # noqa: S105 - of this hub alone
STRANGER = "hf_stranger"  # of somebody who has not accepted the licence


def fresh_connections() -> Iterator[None]:
    """No proxies for this address. The client reads them when it is made, which takes too long for each test."""
    huggingface_hub.close_session()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NO_PROXY", "127.0.0.1")
        yield
    huggingface_hub.close_session()


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    method: str = "GET"


@dataclass
class LoopbackHub:
    """What the server offers and how it behaves; tests change it while it runs.

    `cuts` holds, for each coming request of a file, after how many bytes the connection breaks; with `lengths` off, no
    answer tells how long it is.
    """

    files: dict[str, bytes]
    gated: bool = False
    ranges: bool = True
    lengths: bool = True
    cuts: list[int] = field(default_factory=list)
    content_address: str = ""
    edit_listing: Callable[[dict[str, Any]], None] = lambda _: None
    requests: list[Request] = field(default_factory=list)

    def __enter__(self) -> "LoopbackHub":
        handler = type("Handler", (_Handler,), {"hub": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def file_requests(self) -> list[Request]:
        """Those for content."""
        return [request for request in self.requests if "/resolve/" in request.path and request.method == "GET"]

    def listing(self) -> dict[str, Any]:
        siblings = [_sibling(name, content) for name, content in self.files.items()]
        listing = {"id": REPOSITORY, "sha": COMMIT, "siblings": siblings}
        self.edit_listing(listing)
        return listing


def _sibling(name: str, content: bytes) -> dict[str, Any]:
    blob_id = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
    sibling: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": blob_id}
    if name.endswith((".safetensors", ".pt")):
        sibling["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 134}
    return sibling


class _Handler(BaseHTTPRequestHandler):
    hub: LoopbackHub

    def log_message(self, *_: object) -> None:
        """The tests' output is not for this."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        headers = {key.lower(): value for key, value in self.headers.items()}
        self.hub.requests.append(Request(path, headers, self.command))
        token = self.headers.get("authorization")
        if token not in (None, f"Bearer {TOKEN}", f"Bearer {STRANGER}"):
            self._answer(401, {"X-Error-Message": "Invalid credentials in Authorization header"})
        elif f"/{REPOSITORY}/" not in path:
            self._answer(404 if token else 401, {"X-Error-Code": "RepoNotFound"})
        elif path.startswith("/api/"):
            self._list(path)
        elif self.hub.gated and token != f"Bearer {TOKEN}":
            self._answer(403 if token else 401, {"X-Error-Code": "GatedRepo"})
        elif self.hub.content_address:
            self._answer(302, {"Location": self.hub.content_address + path})
        else:
            content = self.hub.files.get(path.rpartition("/")[2])
            self._answer(404, {}) if content is None else self._send_file(content)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _list(self, path: str) -> None:
        if path.rpartition("/")[2] not in ("main", COMMIT):
            return self._answer(404, {"X-Error-Code": "RevisionNotFound"})
        return self._answer(200, {"Content-Type": "application/json"}, json.dumps(self.hub.listing()).encode())

    def _send_file(self, content: bytes) -> None:
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("range", ""))
        start = int(wanted[1]) if wanted and self.hub.ranges else 0
        cut = self.hub.cuts.pop(0) if self.hub.cuts and self.command == "GET" else None
        headers = {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"} if start else {}
        self._answer(206 if start else 200, headers, content[start:], cut)

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b"", cut: int | None = None) -> None:
        self.send_response(status)
        length = {"Content-Length": str(len(body))} if self.hub.lengths else {}
        for name, value in {**headers, "X-Repo-Commit": COMMIT, **length}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else body[:cut])
