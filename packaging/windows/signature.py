"""Authenticode: who has signed a program or library for Windows, and that nothing was changed since."""

import hashlib
import re
import struct
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from common.steps import BuildError, run

_CA = Path("/etc/ssl/certs/ca-certificates.crt")
"""Debian's list of authorities (package ca-certificates)."""
_SIGNED_DATA = 2
"""Type of an entry in the table of certificates that holds a signature of the kind PKCS #7."""


def check_signature(file: Path, signer: str, moment: datetime, scratch: Path) -> None:
    """See that a file bears somebody's signature, and is what was signed.

    Layouts: "Windows Authenticode Portable Executable Signature Format", Microsoft 2008.

    Args:
        file: a program or library for Windows, 64 bits.
        signer: the organisation that the certificate was given to.
        moment: when it was signed; the certificate may have run out since, and need not be withdrawn for that.
        scratch: a folder for what OpenSSL reads and writes.

    Raises:
        BuildError: there is no such signature, or the file is another.
    """
    content = file.read_bytes()
    digest, signature = _digest_and_signature(content, file.name)
    statement = _statement(signature)
    if digest not in statement:
        raise BuildError(f"{file.name} is not what was signed: its SHA-256 is {digest.hex()}.")
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "signature").write_bytes(signature)
    (scratch / "statement").write_bytes(statement)
    verify: list[str | Path] = ["openssl", "smime", "-verify", "-binary", "-inform", "DER"]
    verify += ["-in", scratch / "signature", "-content", scratch / "statement", "-out", "/dev/null"]
    verify += ["-signer", scratch / "signer", "-CAfile", _CA, "-purpose", "any"]
    run([*verify, "-attime", str(int(moment.timestamp()))])
    subject = run(["openssl", "x509", "-noout", "-subject", "-nameopt", "multiline", "-in", scratch / "signer"])
    if signer not in re.findall(r"^ *organizationName *= (.*)$", subject, re.MULTILINE):
        raise BuildError(f"{file.name} is signed by somebody else:\n{subject}")


def _digest_and_signature(content: bytes, name: str) -> tuple[bytes, bytes]:
    """SHA-256 of all that a signature covers, and the signature."""
    (header,) = struct.unpack_from("<I", content, 0x3C)
    optional = header + 24
    checksum = optional + 64
    entry = optional + 112 + 4 * 8  # the fifth data directory of PE32+: the table of certificates
    place, size = struct.unpack_from("<II", content, entry)
    if not size:
        raise BuildError(f"{name} bears no signature.")
    length, _, kind = struct.unpack_from("<IHH", content, place)
    if kind != _SIGNED_DATA or place + size != len(content):
        raise BuildError(f"{name} bears a signature of another kind, or something behind it.")
    covered = hashlib.sha256(content[:checksum] + content[checksum + 4 : entry] + content[entry + 8 : place])
    return covered.digest(), content[place + 8 : place + length]


def _statement(signature: bytes) -> bytes:
    """What was signed: the content of the PKCS #7 message, which names the file's digest."""
    (_, wrapped) = _elements(_only(signature))  # what it is, and the message
    _, _, inner, *_ = _elements(_only(wrapped))  # version, algorithms, content
    (_, content) = _elements(inner)
    return _only(content)


def _only(element: bytes) -> bytes:
    """The content of the first element of DER."""
    return next(_elements(element))


def _elements(data: bytes) -> Iterator[bytes]:
    """The contents of elements that follow each other in DER."""
    place = 0
    while place < len(data):
        length, begin = data[place + 1], place + 2
        if length & 0x80:
            begin += length & 0x7F
            length = int.from_bytes(data[place + 2 : begin], "big")
        yield data[begin : begin + length]
        place = begin + length
