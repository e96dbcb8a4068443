"""Folders: where an operating system wants our files, and the small notes that we keep there for ourselves.

Nothing is imported here that takes time: a start looks here before it does anything else.
"""

import os
import sys

from tracker import files

NOWHERE = os.path.join(os.devnull, "letbe")
"""The folder of what has no place: nothing is ever found in it, and nothing can be kept."""

NOTE_LIMIT = 10_000_000

STATUS = "status"
"""The note of how today stands, for a shell prompt that asks again and again."""

_APP = "letbe"


def find(file: str = "") -> tuple[str, str, str]:
    """Return the path of the book, the folder of what is kept for ourselves, and the path of the personal settings.

    The book is `file`, else what LETBE_FILE names, else in the user's data folder. Where there is no home folder,
    the others lie nowhere. Raises `NoPlace` where that leaves no place for the book either.
    """
    data, state, config = _folders()
    named = file or os.environ.get("LETBE_FILE", "")
    if not named and data == NOWHERE:
        raise _no_place(f"There is no place for your habits: {_homeless()}. Set HOME, or name a file with --file.")
    return whole(named or os.path.join(data, "habits.json")), state, os.path.join(config, "settings.toml")


def state() -> str:
    """Return the folder of what is kept for ourselves."""
    return _folders()[1]


def preferences() -> str:
    """Return the path of the personal settings."""
    return os.path.join(_folders()[2], "settings.toml")


def whole(path: str) -> str:
    """Return the whole path of what a user named, `~` and all; raise `NoPlace` where it leads nowhere."""
    try:
        expanded = _in_a_home(path) if path.startswith("~") else path
        found = os.path.abspath(expanded)
    except FileNotFoundError:
        name = files.shown(path)
        raise _no_place(f"“{name}” leads nowhere, for the current folder is gone; name the whole path.") from None
    if path.endswith(os.sep) and not os.path.isdir(found):
        raise _no_place(f"“{files.shown(path)}” would be a folder; name a file in it.")
    return found


def look(path: str) -> tuple[int, int, int, int]:
    """Return what a file looks like from outside; any change of it shows in that. Raises `OSError`."""
    found = os.stat(path)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def keep_note(folder: str, name: str, text: str) -> None:
    """Keep a note in a folder of ours; where that cannot be done, the next look only takes longer."""
    try:
        files.make_folder(folder)
        files.replace(os.path.join(folder, name), text.encode(), durable=False)
    except (OSError, UnicodeEncodeError):
        return


def has_note(folder: str, name: str) -> bool:
    """Tell whether a note was ever kept."""
    return os.path.lexists(os.path.join(folder, name))


def read_note(folder: str, name: str) -> str:
    """Read a note that was kept; raise `OSError` or `ValueError` where there is none."""
    return files.read(os.path.join(folder, name), NOTE_LIMIT, own=True)[0].decode()


def _folders() -> tuple[str, str, str]:
    """Return the folders for data, state and configuration."""
    if sys.platform == "linux":
        # What platformdirs would say, without the half of a command's start that importing it takes.
        return (
            _xdg("XDG_DATA_HOME", ".local/share"),
            _xdg("XDG_STATE_HOME", ".local/state"),
            _xdg("XDG_CONFIG_HOME", ".config"),
        )
    if not home() and sys.platform != "win32":
        return NOWHERE, NOWHERE, NOWHERE
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(_APP, appauthor=False)
    return dirs.user_data_dir, dirs.user_state_dir, dirs.user_config_dir


def _xdg(variable: str, otherwise: str) -> str:
    """Return our folder in the one that a variable names, or at its usual place; a relative one does not count."""
    named = os.environ.get(variable, "")
    if os.path.isabs(named):
        return os.path.join(named, _APP)
    house = home()
    return os.path.join(house, otherwise, _APP) if house else NOWHERE


def home() -> str:
    """Return the home folder: what HOME names, else what the system knows; empty where that is none."""
    named = os.environ.get("HOME", "") or _home_of("")
    return named if os.path.isabs(named) and os.path.isdir(named) else ""


def _home_of(user: str) -> str:
    """Return the home folder that the system has for somebody, or for ourselves; empty where it has none."""
    expanded = os.path.expanduser(f"~{user}") if user or os.name != "posix" else ""
    if expanded:
        return "" if expanded.startswith("~") else expanded
    import pwd  # whoever has HOME does without

    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return ""


def _in_a_home(path: str) -> str:
    """Put a home folder in the place of a `~` or a `~name`; a file whose name begins so stays itself."""
    first, slash, rest = path.partition("/" if os.name == "posix" else os.sep)
    house = home() if first == "~" else _home_of(first[1:])
    if house:
        return os.path.join(house, rest) if slash else house
    if first == "~":
        raise _no_place(f"“{files.shown(path)}” leads nowhere: {_homeless()}. Set HOME, or name the whole path.")
    if slash and not os.path.isdir(first):
        raise _no_place(f"“{files.shown(path)}” leads nowhere: there is nobody called “{files.shown(first[1:])}”.")
    return path


def _no_place(sentence: str) -> Exception:
    from tracker.domain.errors import NoPlace  # most starts find their way

    return NoPlace(sentence)


def _homeless() -> str:
    named = os.environ.get("HOME", "")
    if not named:
        return "HOME is not set, and the system knows no home folder of yours"
    fault = "is no folder" if os.path.isabs(named) else "is no whole path"
    return f"HOME is “{files.shown(named)}”, which {fault}"
