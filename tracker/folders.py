"""Folders: where an operating system wants our files, and the small notes that we keep there for ourselves.

Nothing is imported here that takes time: a start looks here before it does anything else.
"""

import os
import sys

_APP = "letbe"


def find(file: str = "") -> tuple[str, str, str]:
    """Give the path of the book, the folder of what is kept for ourselves, and the path of the personal settings.

    The book is `file`, else what LETBE_FILE names, else in the user's data folder.
    """
    data, state, config = _folders()
    book = file or os.environ.get("LETBE_FILE", "") or os.path.join(data, "habits.json")
    return os.path.abspath(os.path.expanduser(book)), state, os.path.join(config, "settings.toml")


def look(path: str) -> tuple[int, int, int, int]:
    """Give what a file looks like from outside; any change of it shows in that. Raises `OSError`."""
    found = os.stat(path)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def keep_note(folder: str, name: str, text: str) -> None:
    """Keep a note in a folder of ours; where that cannot be done, the next look only takes longer."""
    path = os.path.join(folder, name)
    new = f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(new, path)
    except OSError:
        _take_away(new)


def _take_away(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return


def _folders() -> tuple[str, str, str]:
    """Give the folders for data, state and configuration."""
    if sys.platform == "linux":
        # What platformdirs would say, without the half of a command's start that importing it takes.
        return (
            _xdg("XDG_DATA_HOME", "~/.local/share"),
            _xdg("XDG_STATE_HOME", "~/.local/state"),
            _xdg("XDG_CONFIG_HOME", "~/.config"),
        )
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(_APP, appauthor=False)
    return dirs.user_data_dir, dirs.user_state_dir, dirs.user_config_dir


def _xdg(variable: str, otherwise: str) -> str:
    named = os.environ.get(variable, "")
    return os.path.join(named if os.path.isabs(named) else os.path.expanduser(otherwise), _APP)
