"""What of the Python packages stays out of the installer for Windows."""

from common.trim import EVERYWHERE, FOR_BUILDING, NO_QML, NO_SCREEN, Rule, Trimming

_OLDER_RUNTIME = "older than the runtime beside the programs, which would find this one first and fail"

WINDOWS = Trimming(
    (
        *EVERYWHERE,
        Rule("*.exe", "tools for developers"),
        Rule("*.lib", FOR_BUILDING),
        Rule("torch/lib/libiompstubs5md.dll", FOR_BUILDING),
        Rule("PySide6/*140*.dll", _OLDER_RUNTIME),
        Rule("shiboken6/*140*.dll", _OLDER_RUNTIME),
        Rule("shiboken6/include/*", FOR_BUILDING),
        Rule("shiboken6/lib/*", FOR_BUILDING),
        Rule("PySide6/lib/*", FOR_BUILDING),
        Rule("PySide6/metatypes/*", FOR_BUILDING),
        Rule("PySide6/*.pyd", "parts of Qt that the window does not use"),
        Rule("PySide6/opengl32sw.dll", "OpenGL without a graphics card; the window draws without OpenGL"),
        Rule("PySide6/pyside6qml.abi3.dll", NO_QML),
        Rule("PySide6/resources/*", "for parts of Qt that the window does not use"),
        Rule("PySide6/translations/*", "languages that the window does not speak"),
        Rule("PySide6/plugins/designer/*", "for the tool of that name"),
        Rule("PySide6/plugins/generic/*", NO_SCREEN),
        Rule("PySide6/plugins/imageformats/qpdf.dll", "wants a part of Qt that is not packed"),
        Rule("PySide6/plugins/networkinformation/*", "nothing is fetched by Qt"),
        Rule("PySide6/plugins/tls/*", "nothing is fetched by Qt"),
        Rule("PySide6/plugins/platforms/*", "other ways to draw"),
        Rule("PySide6/plugins/platforminputcontexts/qtvirtualkeyboardplugin.dll", NO_QML),
        Rule("PySide6/plugins/qml*", NO_QML),
        Rule("PySide6/plugins/sqldrivers/*", "projects are opened by Python's own SQLite"),
        Rule("PySide6/plugins/vectorimageformats/*", NO_QML),
    ),
    (
        "PySide6/QtCore.pyd",
        "PySide6/QtDBus.pyd",
        "PySide6/QtGui.pyd",
        "PySide6/QtSvg.pyd",
        "PySide6/QtWidgets.pyd",
        "PySide6/translations/qtbase_de.qm",
        "PySide6/translations/qtbase_en.qm",
        "PySide6/plugins/platforms/qminimal.dll",
        "PySide6/plugins/platforms/qoffscreen.dll",
        "PySide6/plugins/platforms/qwindows.dll",
    ),
)
