"""Whether a machine can build packages and try them."""

import platform

import pytest

from linux import ability


def test_on_another_system_packages_are_left_out_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": "fedora", "NAME": "Fedora Linux"})
    assert ability.obstacle() == "Packages are built on Debian bookworm, and this is Fedora Linux."


def test_on_a_newer_debian_they_are_left_out_too(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"ID": "debian", "NAME": "Debian GNU/Linux", "VERSION_CODENAME": "trixie"}
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: told)
    assert ability.obstacle().endswith("this is Debian trixie.")
