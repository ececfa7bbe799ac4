"""Clean systems to try packages in: made once by debootstrap, copied for each trial."""

import hashlib
import shutil
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from common.pinned import read_versions
from common.source import BUILD
from common.steps import BuildError, run

USER = "labeler"
_FOR_TRIALS = ("xvfb", "xauth", "xdotool", "ca-certificates", "shared-mime-info", "desktop-file-utils")
"""What a trial needs and a person's system has anyway: a screen, a keyboard, a desktop that knows types of files."""
_MOUNTS = (("proc", "proc"), ("sysfs", "sys"), ("tmpfs", "dev/shm"))
_SPACE = "\\040"
"""How the list of mounts writes a space."""


class Chroot:
    """A system in a folder, as long as it is mounted."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def do(self, command: str, user: str = "root") -> str:
        """Run a shell command inside; returns what it printed.

        Raises:
            BuildError: it failed.
        """
        home = "/root" if user == "root" else f"/home/{user}"
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        environment = ["env", "-i", f"HOME={home}", path, "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]
        return run(["chroot", f"--userspec={user}:{user}", self.root, *environment, "sh", "-c", f"cd ~; {command}"])

    def on_screen(self, command: str) -> str:
        """Run a command as the normal user, on a screen of its own."""
        return self.do(f"xvfb-run -a -s '-screen 0 1280x800x24' {command}", USER)

    def files(self) -> set[str]:
        """Every file and folder of the system, less what any installation leaves: logs, caches, databases."""
        pruned = ("/proc", "/sys", "/dev", "/home", "/var/lib", "/var/cache", "/var/log", "/run")
        prune = " -o ".join(f"-path {place}" for place in pruned)
        return set(self.do(f"find / \\( {prune} \\) -prune -o -print").splitlines())


def systems() -> tuple[str, str]:
    """Those that packages are tried in: the oldest one of each kind; a newer Debian where Ubuntu cannot be had."""
    if (BUILD / "chroots" / "ubuntu").exists():
        return "debian", "ubuntu"
    ubuntu = read_versions()["ubuntu"]
    index = f"{ubuntu['mirror']}/dists/{ubuntu['suite']}/Release"
    try:
        with urllib.request.urlopen(index, timeout=30):  # noqa: S310 - its address stands in versions.toml
            return "debian", "ubuntu"
    except OSError as error:
        print(f"Ubuntu's archive cannot be reached ({error}); the second system is a newer Debian.")
        return "debian", "newer-debian"


@contextmanager
def clean_system(name: str) -> Iterator[Chroot]:
    """A fresh copy of one of the `systems` with a normal user; it is gone in the end."""
    base = make_system(name)
    root = BUILD / "chroots" / f"{name}-trial"
    _remove(root)
    run(["cp", "-a", base, root])
    with ExitStack() as stack:
        stack.callback(_remove, root)
        for kind, place in _MOUNTS:
            (root / place).mkdir(exist_ok=True)
            run(["mount", "-t", kind, kind, root / place])
            stack.callback(run, ["umount", "--lazy", root / place])
        yield Chroot(root)


def make_system(name: str) -> Path:
    """A system that has what trials need, made where it is not there yet."""
    base = BUILD / "chroots" / name
    if base.exists():
        return base
    making = base.with_name(f"{name}.making")
    _remove(making)
    making.mkdir(parents=True)
    told = read_versions()[name]
    keyring = Path(told["keyring"]) if "keyring" in told else _ubuntu_keyring(told)
    components = ",".join(told.get("components", ["main"]))
    command = ["debootstrap", "--variant=minbase", f"--keyring={keyring}", f"--components={components}"]
    with tempfile.TemporaryDirectory() as plain:
        # debootstrap loses its way in a folder whose path has a space.
        link = Path(plain) / name
        link.symlink_to(making, target_is_directory=True)
        run([*command, told["suite"], link, told["mirror"]])
    shutil.copy("/etc/resolv.conf", making / "etc" / "resolv.conf")
    system = Chroot(making)
    packages = " ".join([*_FOR_TRIALS, *told.get("packages", [])])
    system.do(f"apt-get update -q && apt-get install -qy --no-install-recommends {packages}")
    system.do(f"useradd --create-home {USER}")
    making.rename(base)
    return base


def _ubuntu_keyring(told: dict[str, str]) -> Path:
    """Ubuntu's keys, out of its package, whose hash versions.toml names."""
    folder = BUILD / "ubuntu-keyring"
    package = folder / "keyring.deb"
    folder.mkdir(parents=True, exist_ok=True)
    with urllib.request.urlopen(told["keyring_url"]) as stream:  # noqa: S310 - its address stands in versions.toml
        package.write_bytes(stream.read())
    if hashlib.sha256(package.read_bytes()).hexdigest() != told["keyring_sha256"]:
        raise BuildError("Ubuntu's keyring is not the file that versions.toml names.")
    run(["dpkg-deb", "--extract", package, folder])
    return folder / "usr" / "share" / "keyrings" / "ubuntu-archive-keyring.gpg"


def _remove(root: Path) -> None:
    """Remove a system, if nothing is mounted in it."""
    mounted = Path("/proc/self/mounts").read_text("utf-8")
    if f" {str(root).replace(' ', _SPACE)}/" in mounted:
        raise BuildError(f"Something is still mounted below {root}; unmount it.")
    shutil.rmtree(root, ignore_errors=True)
