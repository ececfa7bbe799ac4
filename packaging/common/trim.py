"""What of the Python packages stays out of the installers.

Python modules of torch, of what it needs, and of the standard library are never dropped: torch imports the oddest of
them (`unittest.mock`, `torch.testing._internal`). A smoke test follows every trim.
"""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import NamedTuple


class Rule(NamedTuple):
    """Files that are dropped.

    Attributes:
        pattern: matched against a path below site-packages with "/"; "*" matches "/" too.
        why: they are not needed.
    """

    pattern: str
    why: str


FOR_BUILDING = "for building against it"
TESTS = "its tests"
NO_QML = "Qt's QML and Quick; the window is made of widgets"
NO_SCREEN = "for screens without a window system"

EVERYWHERE = (
    Rule("torch/include/*", FOR_BUILDING),
    Rule("torch/share/*", FOR_BUILDING),
    Rule("torch/bin/*", "its tests and its compiler of protocols"),
    Rule("numpy/_core/include/*", FOR_BUILDING),
    Rule("numpy/_core/lib/*", FOR_BUILDING),
    Rule("*.c", FOR_BUILDING),
    Rule("*.h", FOR_BUILDING),
    Rule("*.pxd", FOR_BUILDING),
    Rule("*.pyx", FOR_BUILDING),
    Rule("*.pyi", "for type checkers"),
    Rule("numpy/*/tests/*", TESTS),
    Rule("numpy/tests/*", TESTS),
    Rule("sympy/*/tests/*", TESTS),
    Rule("mpmath/tests/*", TESTS),
    Rule("networkx/*/tests/*", TESTS),
    Rule("networkx/tests/*", TESTS),
    Rule("PySide6/qml*", NO_QML),
    Rule("PySide6/include/*", FOR_BUILDING),
    Rule("PySide6/glue/*", FOR_BUILDING),
    Rule("PySide6/typesystems/*", FOR_BUILDING),
    Rule("PySide6/doc/*", "for developers"),
    Rule("PySide6/scripts/*", "tools for developers"),
    Rule("sam3_studio/_resources/docs/*", "for the page of the repository"),
    Rule("sam3_studio/_resources/models/embedded/*.webp", "for the page of the repository"),
    Rule("sam3_studio/_resources/translations/*.ts", "what the .qm files are made from"),
    Rule("*.dist-info/RECORD", "no longer true after trimming"),
    Rule("*.dist-info/WHEEL", "for installers of wheels"),
    Rule("*.dist-info/licenses/*", "gathered in one notice"),
    Rule("*.dist-info/sboms/*", "gathered in one notice"),
)
"""Rules for every system."""

RULES = (
    *EVERYWHERE,
    Rule("*.a", FOR_BUILDING),
    Rule("torch/test/*", TESTS),
    Rule("torch/lib/lib*_test.so", TESTS),
    Rule("torch/lib/libaoti_custom_ops.so", TESTS),
    Rule("torch/lib/libbackend_with_compiler.so", TESTS),
    Rule("*.exe", "for Windows"),
    Rule("PySide6/assistant", "a tool for developers"),
    Rule("PySide6/designer", "a tool for developers"),
    Rule("PySide6/linguist", "a tool for developers"),
    Rule("PySide6/lrelease", "a tool for developers"),
    Rule("PySide6/lupdate", "a tool for developers"),
    Rule("PySide6/svgtoqml", NO_QML),
    Rule("PySide6/Qt/qml/*", NO_QML),
    Rule("PySide6/Qt/libexec/*", "tools for developers"),
    Rule("PySide6/Qt/metatypes/*", FOR_BUILDING),
    Rule("PySide6/Qt/translations/*", "languages that the window does not speak"),
    Rule("PySide6/*.abi3.so", "parts of Qt that the window does not use"),
    Rule("PySide6/libpyside6qml*", NO_QML),
    Rule("PySide6/Qt/plugins/designer/*", "for the tool of that name"),
    Rule("PySide6/Qt/plugins/egldeviceintegrations/*", NO_SCREEN),
    Rule("PySide6/Qt/plugins/generic/*", NO_SCREEN),
    Rule("PySide6/Qt/plugins/imageformats/libqpdf.so", "wants a part of Qt that is not packed"),
    Rule("PySide6/Qt/plugins/networkinformation/*", "nothing is fetched by Qt"),
    Rule("PySide6/Qt/plugins/tls/*", "nothing is fetched by Qt"),
    Rule("PySide6/Qt/plugins/platforms/*", NO_SCREEN),
    Rule("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", NO_QML),
    Rule("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "wants GTK; the portal gives the system's dialogs"),
    Rule("PySide6/Qt/plugins/printsupport/*", "nothing is printed"),
    Rule("PySide6/Qt/plugins/qml*", NO_QML),
    Rule("PySide6/Qt/plugins/sqldrivers/*", "projects are opened by Python's own SQLite"),
    Rule("PySide6/Qt/plugins/vectorimageformats/*", NO_QML),
    Rule("PySide6/Qt/plugins/wayland-graphics-integration-server/*", "for compositors"),
)
"""Rules for Linux."""

KEPT = (
    "torch/bin/torch_shm_manager",
    "PySide6/QtCore.abi3.so",
    "PySide6/QtDBus.abi3.so",
    "PySide6/QtGui.abi3.so",
    "PySide6/QtSvg.abi3.so",
    "PySide6/QtWidgets.abi3.so",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/Qt/translations/qtbase_en.qm",
    "PySide6/Qt/plugins/platforms/libqminimal.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/platforms/libqwayland*.so",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
)
"""What the rules would drop and the program needs."""


class Trimming(NamedTuple):
    """What is dropped on a system.

    Attributes:
        rules: all that apply.
        kept: patterns of what they would drop and the program needs.
    """

    rules: Sequence[Rule]
    kept: Sequence[str]


LINUX = Trimming(RULES, KEPT)


def is_dropped(path: str, system: Trimming = LINUX) -> bool:
    """Whether a file stays out.

    Args:
        path: below site-packages, with "/".
        system: whose rules apply.
    """
    if any(fnmatchcase(path, kept) for kept in system.kept):
        return False
    return any(fnmatchcase(path, rule.pattern) for rule in system.rules)


def trim(site: Path, system: Trimming = LINUX) -> int:
    """Drop what the rules name, and folders that are empty then; returns how many bytes that were."""
    saved = 0
    for file in sorted(site.rglob("*")):
        if file.is_file() and is_dropped(file.relative_to(site).as_posix(), system):
            saved += file.stat().st_size
            file.unlink()
    for folder in sorted(site.rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return saved


def idle_rules(paths: Iterable[str], system: Trimming = LINUX) -> list[str]:
    """Patterns that match none of the paths: a new version of a package may have moved what they were for."""
    known = [str(PurePosixPath(path)) for path in paths]
    patterns = (*(rule.pattern for rule in system.rules), *system.kept)
    return [pattern for pattern in patterns if not any(fnmatchcase(path, pattern) for path in known)]
