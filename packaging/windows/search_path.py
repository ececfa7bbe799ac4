"""Run by the installed Python: puts a folder on a person's search path, or takes it away.

python.exe search_path.py add|remove FOLDER

Installers themselves cut what is longer than a thousand letters.
"""

import ctypes
import sys
from importlib import import_module
from typing import Any

_VARIABLE = "Path"


def with_folder(path: str, folder: str) -> str:
    """A search path with a folder at its end."""
    rest = without_folder(path, folder)
    return f"{rest};{folder}" if rest else folder


def without_folder(path: str, folder: str) -> str:
    """A search path without a folder, however its name is written; the rest stays as it is."""
    return ";".join(one for one in path.split(";") if _plain(one) != _plain(folder))


def _plain(folder: str) -> str:
    return folder.strip().strip('"').rstrip("\\").lower()


def main(job: str, folder: str) -> int:
    """Do it, and tell running programs; returns the exit status."""
    if ";" in folder or "%" in folder:  # such a name cannot stand in a search path
        return 1
    winreg: Any = import_module("winreg")  # which only Windows has
    user: Any = ctypes.CDLL("user32")
    with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, "Environment", 0, winreg.KEY_READ | winreg.KEY_WRITE) as key:
        try:
            path, kind = winreg.QueryValueEx(key, _VARIABLE)
        except FileNotFoundError:
            path, kind = "", winreg.REG_EXPAND_SZ
        wanted = (with_folder if job == "add" else without_folder)(path, folder)
        if wanted == path:
            return 0
        if wanted:
            winreg.SetValueEx(key, _VARIABLE, 0, kind, wanted)
        else:
            winreg.DeleteValue(key, _VARIABLE)
    # WM_SETTINGCHANGE to all windows; those that hang are not waited for.
    user.SendMessageTimeoutW(0xFFFF, 0x1A, 0, "Environment", 2, 1000, None)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
