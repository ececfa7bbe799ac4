"""Trials: both packages are installed, used by a normal user, upgraded and removed, in clean systems."""

import os
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from common.chroot import USER, Chroot, clean_system, make_system, systems
from common.source import PACKAGING, version
from common.steps import BuildError, Report, run
from linux.packages import deb_file, run_file

_AWKWARD = f"/home/{USER}/Mes outils é 中文/sam3 studio"
_HOME = Path("home") / USER
_OURS = (".config/sam3_studio", ".cache/sam3-studio", ".local/share/sam3-studio")
"""What the program may make in a person's home; removing it says so."""
_OF_SYSTEM = (".cache/fontconfig", ".cache/mesa_shader_cache")
"""What the system's own libraries make there."""
_PARENTS = (".local", ".local/share", ".config", ".cache")
_GLOBS = "mime/globs2"
"""Where a desktop looks up what kind a file is."""
_DISK = "/mnt/disk"
_LEAST_START = 1.2
"""Seconds that a warm start may take until the window is painted."""
_START = "from sam3_studio.app.benchmark.startup import measure_startup; print(next(measure_startup({repeat})).value)"


def try_packages(report: Report) -> None:
    """Try both packages in every system.

    Raises:
        BuildError: something is not as it should be.
    """
    if os.geteuid() != 0:
        raise BuildError("Trials need root: they make systems of their own and change into them.")
    names = systems()
    with ThreadPoolExecutor(1) as beside:  # each of them keeps one processor busy
        lintian = beside.submit(_timed_lintian, report)
        with report.step("clean systems"):
            for name in names:
                make_system(name)
        lintian.result()
    for name in names:
        with clean_system(name) as system, report.step(f"{name}: .deb, all of it"):
            _try_deb(system, name, report)
        with clean_system(name) as system, report.step(f"{name}: .run, all of it"):
            _try_run(system, name, report)


def _timed_lintian(report: Report) -> None:
    with report.step("lintian"):
        check_lintian(deb_file())


def check_lintian(deb: Path) -> None:
    """See that lintian finds no errors; its warnings are printed."""
    said = run(["lintian", "--allow-root", "--fail-on", "none", "--tag-display-limit", "5", deb])
    print(said)
    errors = [line for line in said.splitlines() if line.startswith("E: ")]
    if errors:
        raise BuildError("lintian finds errors:\n" + "\n".join(errors))


def _try_deb(system: Chroot, name: str, report: Report) -> None:
    before = system.files()
    shutil.copy(deb_file(), system.root / "tmp")
    system.do("apt-get update -q")
    with report.step(f"{name}: apt installs the .deb"):
        system.do(f"apt-get install -qy --no-install-recommends /tmp/{deb_file().name}")
    ours = set(system.do("dpkg -L sam3-studio").splitlines())
    home = _home(system)
    _see(_knows_projects(system.root / "usr/share"), f"{name}: the desktop does not know project files.")
    system.do("desktop-file-validate /usr/share/applications/sam3-studio.desktop")
    _use(system, name, "/usr/lib/sam3-studio", "sam3-studio", report)
    _see_to_home(system, name, home, _OURS)
    system.do("sam3-studio --version")  # root could write bytecode, and does not
    system.do("apt-get purge -qy sam3-studio && apt-get autoremove -qy --purge")
    system.do(f"rm /tmp/{deb_file().name} /tmp/journey.py")
    after = system.files()
    left = sorted((after - before) & ours) + sorted(path for path in after - before if "sam3" in path)
    _see(not left, f"{name}: removal left {left[:10]}")
    _see(not _knows_projects(system.root / "usr/share"), f"{name}: the desktop still knows project files.")


def _try_run(system: Chroot, name: str, report: Report) -> None:
    system.do("apt-get update -q")
    # A desktop has Qt's libraries; the .run brings none, so they come the way a person would have them.
    depends = run(["dpkg-deb", "--field", deb_file(), "Depends"])
    names = " ".join(f"'{one.split('|')[-1].split('(')[0].strip()}'" for one in depends.split(","))
    system.do(f"apt-get install -qy --no-install-recommends {names}")
    place = system.root / _HOME / "Téléchargements 中文"
    place.mkdir()
    shutil.copy(run_file(), place)
    system.do(f"chown -R {USER}:{USER} /home/{USER}")
    before = _home(system)
    package = f"'/home/{USER}/{place.name}/{run_file().name}'"
    _refuse(system, place / run_file().name)
    _see_to_home(system, name, before)
    with report.step(f"{name}: the .run installs"):
        system.do(f"{package} --target '{_AWKWARD}'", USER)
    entry = (system.root / _HOME / ".local/share/applications/sam3-studio.desktop").read_text("utf-8")
    _see(f'Exec="{_AWKWARD}/sam3-studio" %f' in entry, f"{name}: desktop entry:\n{entry}")
    _use(system, name, _AWKWARD, f"/home/{USER}/.local/bin/sam3-studio", report)
    _upgrade_in_place(system, package)
    system.do(f"'{_AWKWARD}/uninstall' --purge", USER)
    _see_to_home(system, name, before, (".local/share/sam3-studio",))  # the person's samples and projects


def _refuse(system: Chroot, package: Path) -> None:
    """A folder that cannot be written, a full disk, one that starts no programs: a sentence each, and nothing else."""
    command = f"'/{package.relative_to(system.root)}'"
    _see_sentence(system, f"{command} --target /usr/local/studio", "/usr/local cannot be written")
    with _disk(system, "size=50m"):
        _see_sentence(system, f"{command} --target {_DISK}/studio", f"{_DISK}/studio needs")
    with _disk(system, "size=2g,noexec"):
        _see_sentence(system, f"{command} --target {_DISK}/studio", f"No program can be started in {_DISK}")
    # As if something else had filled the disk after the look at how much is free.
    head, behind, rest = package.read_bytes().partition(b"kilobytes=")
    hasty = package.with_name("hasty.run")
    hasty.write_bytes(head + behind + b"0 claimed=" + rest)
    hasty.chmod(0o755)
    with _disk(system, "size=105m"):
        _see_sentence(
            system, f"'/{hasty.relative_to(system.root)}' --target {_DISK}/studio", f"{_DISK} cannot be written"
        )
    hasty.unlink()


@contextmanager
def _disk(system: Chroot, options: str) -> Iterator[None]:
    """A disk of its own at `_DISK`."""
    place = system.root / _DISK.lstrip("/")
    place.mkdir()
    run(["mount", "-t", "tmpfs", "-o", f"mode=777,{options}", "tmpfs", place])
    try:
        yield
    finally:
        run(["umount", place])
        place.rmdir()


def _see_sentence(system: Chroot, command: str, said: str) -> None:
    """A command says one sentence, fails with the status for what a person can mend, and leaves nothing."""
    told = system.do(f"{command} 2>&1 >/dev/null; echo $?; ls -A {_DISK} 2>/dev/null || true", USER).splitlines()
    _see(len(told) == 2 and told[0].startswith(said) and told[1] == "2", f"{command} does not say “{said}…”:\n{told}")


def _upgrade_in_place(system: Chroot, package: str) -> None:
    """An older version's file goes, what the person has stays, and a running program is noticed."""
    stale = system.root / _AWKWARD.lstrip("/") / "lib" / "stale"
    stale.touch()
    projects = _home(system)
    program = f"'{_AWKWARD}/bin/python3' -c 'import time; time.sleep(600)' >/dev/null 2>&1 & pid=$!; sleep 1;"
    refused = system.do(f"{program} {package} --target '{_AWKWARD}' 2>&1 || true; kill $pid", USER)
    _see("is running" in refused and stale.exists(), f"A running program was not noticed:\n{refused}")
    system.do(f"{package} --target '{_AWKWARD}'", USER)
    _see(not stale.exists(), "An older version's file is still there after an upgrade.")
    kept = {path for path in projects if path.startswith((".config", ".local/share/sam3-studio"))}
    _see(kept <= _home(system), "An upgrade took something of the person's.")


def _use(system: Chroot, name: str, program: str, command: str, report: Report) -> None:
    """The command line, the first start, the journey, and how fast the window is there."""
    shown = system.do(f"'{command}' --version", USER)
    _see(shown.strip() == f"sam3-studio {version()}", f"{name}: --version says {shown}")
    python = f"'{program}/bin/python3' -X utf8"
    _forget(system.root / program.lstrip("/"))
    report.tell(f"{name}: first start to painted window", f"{float(_start(system, python, 1)):.2f} s")
    shutil.copy(PACKAGING / "common" / "journey.py", system.root / "tmp")
    began = time.perf_counter()
    print(system.on_screen(f"{python} /tmp/journey.py /home/{USER}/out").strip())
    report.tell(f"{name}: journey", f"{time.perf_counter() - began:.1f} s")
    system.do("rm -rf out", USER)
    warm = float(_start(system, python, 5))
    report.tell(f"{name}: warm start to painted window, median of 5", f"{warm:.2f} s")
    if warm > _LEAST_START:
        print(f"{name}: a warm start should take {_LEAST_START} s at most; the machine may be busy.")


def _start(system: Chroot, python: str, repeat: int) -> str:
    return system.on_screen(f'{python} -c "{_START.format(repeat=repeat)}"').strip().splitlines()[-1]


def _forget(tree: Path) -> None:
    """Have the kernel forget what it has read of the program, as after a start of the machine."""
    os.sync()
    for file in tree.rglob("*"):
        if file.is_file():
            descriptor = os.open(file, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def _knows_projects(share: Path) -> bool:
    return "sam3-studio" in (share / _GLOBS).read_text("utf-8")


def _see_to_home(system: Chroot, name: str, before: set[str], allowed: tuple[str, ...] = ()) -> None:
    """Nothing has come to lie in the person's home but what may."""
    expected = (*allowed, *_OF_SYSTEM)
    left = [path for path in _home(system) - before if not path.startswith(expected) and path not in _PARENTS]
    _see(not left, f"{name}: left in the person's home: {sorted(left)[:10]}")


def _home(system: Chroot) -> set[str]:
    return set(system.do("find . -mindepth 1 -printf '%P\\n'", USER).splitlines())


def _see(so: bool, otherwise: str) -> None:  # noqa: FBT001 - reads like an assertion
    if not so:
        raise BuildError(otherwise)
