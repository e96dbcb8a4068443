"""Where things lie, and the personal settings that stay on one machine: a small TOML that people may edit."""

from __future__ import annotations

import os
from types import MappingProxyType

from tracker import files, folders
from tracker.domain.errors import LetbeError, Refused
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean_line, excerpt
from tracker.files import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from tomlkit import TOMLDocument


Value = str | bool | tuple[str, ...] | None
"""What a personal setting can be; None is its default."""

SIZE_LIMIT = 1_000_000
"""How many bytes a file of personal settings has at most."""

COLUMNS = ("strength", "streak", "last-30")
"""The columns that can stand at the right of Today, in their order."""

NOTIFY = ("off", "bell", "osc9", "osc777", "osc99")
"""How a terminal can tell of something: not at all, by its bell, or by the sequences of iTerm2, rxvt and kitty."""

KEYS = "keys"
"""The table of the personal settings that gives actions other keys; the screens know what fits in it."""


NO_KEYS: Mapping[str, object] = MappingProxyType({})
"""What is wished for where every action has its usual keys."""


class SettingsError(LetbeError):
    """The personal settings cannot be written; the message says why."""

    exit_code = 4


class Places(NamedTuple):
    """The path of the book, the folder of its journals and backups, and the path of the personal settings."""

    book: str
    state: str
    preferences: str


def places(file: str = "") -> Places:
    """Find where things lie; the book is `file`, else what LETBE_FILE names, else in the user's data folder."""
    return Places(*folders.find(file))


def default_list(own: str = "") -> str:
    """Find the starter list: `own`, what LETBE_DEFAULTS names, the one in the package, or beside it in a checkout."""
    if named := own or os.environ.get("LETBE_DEFAULTS", ""):
        return folders.whole(named)
    package = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(package, "habits.default.json")
    return inside if os.path.exists(inside) else os.path.join(os.path.dirname(package), "habits.default.json")


def list_schema() -> str:
    """Say where editors find the JSON Schema of the habit list, as an address."""
    from pathlib import Path  # only ever needed for an editor

    here = os.path.dirname(os.path.abspath(__file__))
    return Path(here, "exchange", "habit_list.schema.json").as_uri()


class Preferences(NamedTuple):
    """How letbe looks on this machine.

    `theme` is a theme's name, or empty for letbe's own; `ascii` draws with plain characters (None: as the
    terminal needs it); `linear` does without a screen (None: where none can be had, or ACCESSIBLE asks for it);
    `mouse` lets the app follow the mouse, which else is left to the terminal; `hide_streaks` leaves streak numbers out;
    `mask` hides names and notes from onlookers; `columns` are those at the right of Today; `notify` is how the
    terminal is to tell of a reminder while nobody looks at it, one of `NOTIFY`, and `notify_names` whether names go
    with it; `first_weeks` says on Reflect what is usual in the first four weeks.
    """

    theme: str = ""
    ascii: bool | None = None
    linear: bool | None = None
    mouse: bool = True
    hide_streaks: bool = False
    mask: bool = False
    columns: tuple[str, ...] = COLUMNS
    notify: str = "off"
    notify_names: bool = False
    first_weeks: bool = True


USUAL = Preferences()
"""How it looks where nothing else is said."""


def read_preferences(path: str, otherwise: Preferences = USUAL) -> tuple[Preferences, list[str]]:
    """Read the personal settings, and a sentence for each thing in them that was ignored; nothing here is fatal.

    What was ignored is as in `otherwise`, and what the file does not name at all is as usual.
    """
    try:
        data, _ = files.read(path, SIZE_LIMIT)
    except (FileNotFoundError, NotADirectoryError):
        return USUAL, []
    except OSError as error:
        return otherwise, [f"The settings were ignored: {_reason(error)} ({shown(path)})."]
    import tomllib  # most commands find no file, and need no reader for it

    try:
        found = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # also a number with more digits than Python reads
        return otherwise, [
            f"The settings are not sound TOML, and were ignored: {_what_is_wrong(error)} ({shown(path)})."
        ]
    return _fitting(path, found, otherwise)


def read_keys(path: str, otherwise: Mapping[str, object] = NO_KEYS) -> Mapping[str, object]:
    """Read the keys that the personal settings give to actions, unchecked; `otherwise` where they cannot be read."""
    import tomllib  # only the screens have keys

    try:
        found = tomllib.loads(files.read(path, SIZE_LIMIT)[0].decode()).get(KEYS, {})
    except (FileNotFoundError, NotADirectoryError):
        return NO_KEYS
    except (OSError, ValueError, RecursionError):
        return otherwise
    return found if isinstance(found, dict) else {KEYS: found}


def _fitting(path: str, found: dict[str, Any], otherwise: Preferences) -> tuple[Preferences, list[str]]:
    kept: dict[str, Any] = {}
    ignored: list[str] = []
    for name, value in found.items():
        if name == KEYS:
            continue
        try:
            kept[name] = checked(name, value)
        except Refused as refused:
            ignored.append(f"{refused} It was ignored ({shown(path)}).")
            if name in Preferences._fields:
                kept[name] = getattr(otherwise, name)
    return Preferences(**kept), ignored


def checked(name: str, value: object) -> Value:
    """Return the value of a personal setting if it is one; raise `Refused` for an unknown name or an unfit value."""
    if name not in Preferences._fields:
        raise Refused(f"“{excerpt(name)}” is not a personal setting; there are {', '.join(Preferences._fields)}.")
    if name == "theme":
        if not isinstance(value, str):
            raise Refused("“theme” should be the name of a theme.")
        return excerpt(clean_line(value, "theme"))
    if name == "columns":
        return _columns(value)
    if name == "notify":
        if value not in NOTIFY:
            raise Refused(f"“notify” should be one of {', '.join(NOTIFY)}.")
        return str(value)
    if not isinstance(value, bool):
        raise Refused(f"“{name}” should be true or false.")
    return value


def _columns(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or any(one not in COLUMNS for one in value):
        there = ", ".join(f'"{column}"' for column in COLUMNS)
        raise Refused(f"“columns” should be a list of what stands at the right of Today, of [{there}].")
    return tuple(column for column in COLUMNS if column in value)


def write_preference(path: str, name: str, value: Value) -> None:
    """Set one personal setting, or take it out with None; comments and all else in the file stay.

    Raises `Refused` for an unknown name or an unfit value, and `SettingsError` when the file cannot be written.
    """
    kept = checked(name, value) if value is not None or name not in Preferences._fields else None

    def change(document: TOMLDocument) -> None:
        if kept is None:
            document.pop(name, None)
        else:
            document[name] = list(kept) if isinstance(kept, tuple) else kept

    _write(path, change)


def write_key(path: str, action: str, key: str | None) -> None:
    """Give an action another key, or its usual one with None; raises `SettingsError` when that cannot be written."""

    def change(document: TOMLDocument) -> None:
        table = document.setdefault(KEYS, {})
        if not isinstance(table, dict):
            raise SettingsError(f"“{KEYS}” in {shown(path)} is no table, so nothing was changed in it; mend it first.")
        if key is None:
            table.pop(action, None)
        else:
            table[action] = key
        if not table:
            document.pop(KEYS)

    _write(path, change)


def _write(path: str, change: Callable[[TOMLDocument], None]) -> None:
    if path.startswith(folders.NOWHERE):
        raise SettingsError("There is no place for personal settings without a home folder; set HOME.")
    real = os.path.realpath(path)  # people link their configuration from elsewhere
    try:
        document = _document(real)
        change(document)
        files.make_folder(os.path.dirname(real))
        files.replace(real, document.as_string().encode())
    except OSError as error:
        raise SettingsError(f"{shown(path)} was not saved: {_reason(error)}.") from error


def _document(path: str) -> TOMLDocument:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(files.read(path, SIZE_LIMIT)[0].decode())
    except FileNotFoundError:
        return tomlkit.document()
    except (ValueError, RecursionError, TOMLKitError):
        raise SettingsError(f"{shown(path)} is not sound TOML, so nothing was changed in it; mend it first.") from None


def _what_is_wrong(error: Exception) -> str:
    """Say what of a file is no TOML; what is about Python, not about the file, is said in our own words."""
    if isinstance(error, RecursionError):
        return "something in it is nested too deep"
    return "a number in it is too long" if "int_max_str_digits" in str(error) else excerpt(str(error), 100)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


class PreferenceFile:
    """Keeps what is preferred, and notices what others wrote; without a path, as in the demo, it does neither."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._seen = self._stamp()

    def keep(self, name: str, value: Value) -> str:
        """Write one setting; return a sentence where that cannot be done."""
        if not self.path:
            return ""
        try:
            write_preference(self.path, name, value)
        except SettingsError as error:
            return str(error)
        return ""

    def has_changed(self) -> bool:
        """Whether something was written since this was last asked, be it by ourselves: others may have been first."""
        seen, self._seen = self._seen, self._stamp()
        return seen != self._seen

    def _stamp(self) -> tuple[int, ...]:
        try:
            return folders.look(self.path)
        except OSError:
            return ()
