"""Parcel: a file of another program, a folder or an archive of several, opened so that nothing in it can do harm.

An SQLite file is read as a `Database` in memory: named columns of tables, and nothing that it would run.
"""

from __future__ import annotations

import io
import json
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType, TracebackType
from typing import Any, Self

from tracker.domain.errors import Refused, Unreadable
from tracker.domain.text import decoded, excerpt
from tracker.exchange.csv_rows import MOST_ROWS, CsvRow, read_rows

MOST_MEMBERS = 2_000
MOST_OF_ONE = 20_000_000
MOST_IN_ALL = 50_000_000
_MOST_PACKED = 200
_ARCHIVE, _DATABASE = b"PK", b"SQLite format 3\x00"
_WANTED = (".csv", ".json", "habits", "log")
_LONGEST_TEXT = 1_000_000
_LONGEST_SECONDS = 10.0
_STEPS = 100_000
_ROLLBACK_JOURNAL = b"\x01\x01"
_NONE: Mapping[str, bytes] = MappingProxyType({})


class Parcel:
    """What was handed over: the bytes of one file, and of a folder or an archive its files by their paths.

    `moods` say the ease of moods that a user has named, and `let_go` asks for urges where a habit is one to leave.
    """

    moods: Mapping[str, int] = MappingProxyType({})
    let_go = False

    def __init__(self, name: str, data: bytes = b"", files: Mapping[str, bytes] = _NONE) -> None:
        """Hold a file, or the files of a folder; `is_one` tells a single file of text. An archive is opened in memory.

        Raises `Refused` for one that looks like a trap, and `Unreadable` for one that is damaged.
        """
        self.name, self.data = name, data
        self.is_one = not files and not data.startswith((_ARCHIVE, _DATABASE))
        self.files = _unpacked(name, data) if data.startswith(_ARCHIVE) else files

    @property
    def size(self) -> int:
        """How many bytes were handed over."""
        return len(self.data) or sum(map(len, self.files.values()))

    @property
    def is_database(self) -> bool:
        """Whether it is an SQLite file."""
        return self.data.startswith(_DATABASE)

    @cached_property
    def text(self) -> str:
        """The text of a single file, without a byte order mark; raises `Unreadable` for what is no UTF-8."""
        return decoded(self.data, self.name).removeprefix("\ufeff")

    def find(self, *endings: str) -> str:
        """Return the path of the one file with such a name, the nearest to the top; empty where there is none."""
        found = [path for path in self.files if path.rpartition("/")[2] in endings]
        return min(found, key=lambda path: (path.count("/"), path), default="")

    def text_of(self, path: str) -> str:
        """Return the text of one of several files."""
        return decoded(self.files[path], path).removeprefix("\ufeff")

    @cached_property
    def json(self) -> Any:
        """The JSON of a single file, or of the only such file among several; None where it is none."""
        paths = [path for path in self.files if path.endswith(".json")]
        data = self.files[min(paths, key=len)] if paths else self.data if self.is_one else b""
        if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
            return None
        if len(data) > MOST_OF_ONE:
            raise Refused(f"{self.name} holds {len(data):,} bytes of JSON; at most {MOST_OF_ONE:,} are taken in.")
        try:
            return json.loads(decoded(data, self.name).removeprefix("\ufeff"))
        except json.JSONDecodeError as error:
            raise Unreadable(
                f"Line {error.lineno}, column {error.colno} of {self.name}: this is not JSON; export it anew."
            ) from None
        except (RecursionError, ValueError):
            raise Unreadable(
                f"{self.name} is JSON that is nested too deeply, or holds a number too long, to be of any tracker."
            ) from None

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The names of the columns of a single file of CSV, in small letters; empty where it is none."""
        if not self.is_one or not self.data.strip() or self.data.lstrip()[:1] in (b"{", b"["):
            return ()
        try:
            first = next(read_rows(self.text), None)
        except Unreadable:
            return ()
        return tuple(field.strip().casefold() for field in first.fields) if first else ()

    def rows(self, path: str = "") -> Iterator[CsvRow]:
        """Yield the rows of a file of CSV, the header first."""
        return read_rows(self.text_of(path) if path else self.text)


def is_wanted(path: str) -> bool:
    """Whether a file of that name, among several, can be one that a tracker writes."""
    return path.endswith(_WANTED)


def _unpacked(name: str, data: bytes) -> dict[str, bytes]:
    """Read the members of an archive in memory; raise `Refused` for one that goes elsewhere, or grows too much."""
    import zipfile  # few files are archives
    import zlib

    broken = (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {member.filename: _member(archive, member) for member in _wanted(name, archive.infolist())}
    except broken as error:
        raise Unreadable(f"{name} is an archive that cannot be opened: {excerpt(str(error), 80).lower()}.") from None


def _wanted(name: str, members: list[Any]) -> list[Any]:
    if len(members) > MOST_MEMBERS:
        raise Refused(f"{name} holds {len(members):,} files; an archive to take in has at most {MOST_MEMBERS:,}.")
    for member in members:
        _refuse_trap(name, member)
    wanted = [member for member in members if not member.is_dir() and is_wanted(member.filename)]
    if sum(member.file_size for member in wanted) > MOST_IN_ALL:
        raise Refused(f"{name} unpacks to more than {MOST_IN_ALL:,} bytes, and a file to take in has not.")
    return wanted


def _refuse_trap(name: str, member: Any) -> None:
    path = member.filename
    inside = excerpt(path)
    if path.startswith(("/", "\\")) or ".." in path.replace("\\", "/").split("/") or ":" in path[:3]:
        raise Refused(f"{name} holds “{inside}”, which leads out of the archive; no tracker writes that.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refused(f"{name} holds “{inside}”, which is a link to somewhere else; no tracker writes that.")
    if member.file_size > MOST_OF_ONE:
        raise Refused(f"{name} holds “{inside}” of {member.file_size:,} bytes; at most {MOST_OF_ONE:,} are taken in.")
    if member.file_size > 100_000 and member.file_size > _MOST_PACKED * max(1, member.compress_size):
        raise Refused(f"{name} holds “{inside}”, which would unpack to far more than it is; no tracker writes that.")


def _member(archive: Any, member: Any) -> bytes:
    with archive.open(member) as file:
        data: bytes = file.read(MOST_OF_ONE + 1)
    if len(data) > member.file_size:  # what it says of itself is not so
        raise Refused(f"{excerpt(member.filename)} unpacks to more than it says; no tracker writes that.")
    return data


class Database:
    """Opens the bytes of a parcel; every fault of the file, and what takes too long, is `Unreadable` or `Refused`."""

    def __init__(self, parcel: Parcel) -> None:
        """Open a copy in memory, in which no schema is trusted and nothing can be written."""
        import sqlite3  # few files are databases

        self._name, self._fault = parcel.name, sqlite3.Error
        self._until = time.monotonic() + _LONGEST_SECONDS
        self._file = sqlite3.connect(":memory:", isolation_level=None)
        self._file.text_factory = lambda data: data.decode("utf-8", "replace")
        # A file kept with a journal ahead of it can only be opened where there is a disk for that journal.
        data = parcel.data[:18] + _ROLLBACK_JOURNAL + parcel.data[20:] if len(parcel.data) > 20 else parcel.data
        try:
            self._file.deserialize(data)
            self._file.execute("PRAGMA trusted_schema = 0")
            self._file.execute("PRAGMA query_only = 1")
            self._file.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_TEXT)
            self._file.set_progress_handler(lambda: time.monotonic() > self._until, _STEPS)
            found = self._file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        except (sqlite3.Error, OverflowError, AttributeError) as error:
            self._file.close()
            raise self._broken(error) from None
        self._tables = {name.casefold(): name for name, sql in found if not _is_virtual(sql)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def rows(self, table: str, needed: Sequence[str], others: Sequence[str] = ()) -> Iterator[Mapping[str, Any]]:
        """Walk the rows of a table: the needed columns, and those of the others that are there."""
        name = self._tables.get(table.casefold())
        if name is None:
            raise Unreadable(f"{self._name} is an SQLite file without a table “{table}”, so it is no backup of Loop’s.")
        try:
            there = {row[1].casefold() for row in self._file.execute(f"PRAGMA table_info({_quoted(name)})")}
            if missing := [column for column in needed if column not in there]:
                raise Unreadable(f"{self._name}: the table “{table}” has no column “{missing[0]}”.")
            columns = [*needed, *(column for column in others if column in there)]
            wanted = ", ".join(map(_quoted, columns))
            found = self._file.execute(f"SELECT {wanted} FROM {_quoted(name)}")  # noqa: S608 - our own names alone
            for number, row in enumerate(found, 1):
                if number > MOST_ROWS:
                    raise Refused(
                        f"{self._name} has more than {MOST_ROWS:,} days, and no more are taken in at once; export it "
                        "as CSV, and import some of its habits at a time."
                    )
                yield dict(zip(columns, row, strict=True))
        except self._fault as error:
            raise self._broken(error) from None

    def _broken(self, error: Exception) -> Unreadable:
        if "interrupt" in str(error):
            return Unreadable(f"{self._name} takes too long to read, as no tracker's file does; export it anew.")
        return Unreadable(f"{self._name} is an SQLite file that cannot be read: {excerpt(str(error), 80)}.")


def _is_virtual(sql: object) -> bool:
    return isinstance(sql, str) and sql.lstrip()[:14].casefold() == "create virtual"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
