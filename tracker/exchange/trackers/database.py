"""Database: an SQLite file of another program, read in memory: named columns of tables, and nothing it would run."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from tracker.domain.errors import Refused, Unreadable
from tracker.domain.text import excerpt
from tracker.exchange.csv_rows import MOST_ROWS
from tracker.exchange.trackers.parcel import Parcel

_LONGEST_TEXT = 1_000_000
_LONGEST = 10.0
_STEPS = 100_000
_ROLLBACK_JOURNAL = b"\x01\x01"


class Database:
    """Opens the bytes of a parcel; every fault of the file, and what takes too long, is `Unreadable` or `Refused`."""

    def __init__(self, parcel: Parcel) -> None:
        """Open a copy in memory, in which no schema is trusted and nothing can be written."""
        import sqlite3  # few files are databases

        self._name, self._fault = parcel.name, sqlite3.Error
        self._until = time.monotonic() + _LONGEST
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
