"""Rows of a CSV file, each taken whole or refused with its line, and none of them ever cut.

A comma parts the fields, or a semicolon or a tab, as spreadsheets write them elsewhere; the first line says which.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tracker.domain.errors import Refused, Unreadable
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import counted, excerpt

MOST_ROWS = 150_000
"""How many rows, or days of another tracker, are taken in at once: so that an undo of them takes seconds too."""

SEPARATORS: Mapping[str, str] = MappingProxyType({",": "comma", ";": "semicolon", "\t": "tab"})

_MOST_CHARACTERS = 80_000
_NAMED = r'"?sep=(.?)"?(?:\r\n|\r|\n|$)'
_HOW = "a text with a {} or a line break in it stands in quotation marks, and those in it are doubled"


class CsvRow(NamedTuple):
    """The fields of a row, and the line on which it begins."""

    line: int
    fields: list[str]


def read_rows(text: str) -> Iterator[CsvRow]:
    """Yield the header and every row that is not blank; raise `Unreadable`, with the line, for one that does not fit.

    Every row has as many fields as the header. A first line such as `sep=;`, which one spreadsheet writes for
    another, names what parts them. Raises `Refused` for too many rows before the first is read.
    """
    text = text.removeprefix("\ufeff")
    separator, start = _separator(text)
    _refuse_too_many(text, separator)
    rows = _walk(text[start:], separator, 1 if start else 0)
    header = next(rows, None)
    if header is None:
        return
    yield header
    names = _casefolded(header)
    for row in rows:
        if len(row.fields) != len(header.fields):
            raise Unreadable(
                f"Line {row.line}: this row has {counted(len(row.fields), 'field')} and the header "
                f"{len(header.fields)}; {_HOW.format(SEPARATORS[separator])}."
            )
        if row.fields[0].strip().casefold() == names[0] and _casefolded(row) == names:
            raise Unreadable(f"Line {row.line}: the header stands here once more; take this line out.")
        yield row


def _refuse_too_many(text: str, separator: str) -> None:
    """Raise `Refused` for more rows than are taken in at once; those that are no CSV are told where they are read."""
    if text.count("\n") + text.count("\r") <= MOST_ROWS:
        return
    csv.field_size_limit(_MOST_CHARACTERS)
    try:
        lines = io.StringIO(text, newline="")
        count = sum(map(any, csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True))) - 1
    except csv.Error:
        return
    if count > MOST_ROWS:
        raise Refused(
            f"This file has {count:,} rows, and at most {MOST_ROWS:,} are taken in at once; part it into several."
        )


def _separator(text: str) -> tuple[str, int]:
    """Tell what parts the fields, and where the header begins."""
    if named := re.match(_NAMED, text, re.IGNORECASE):
        if named[1] not in SEPARATORS:
            raise Unreadable(f"Line 1: “{excerpt(named[0])}” should name a comma, a semicolon or a tab.")
        return named[1], named.end()
    first = re.match(r"\s*([^\r\n]*)", text)
    return max(SEPARATORS, key=first[1].count) if first else ",", 0


def _casefolded(row: CsvRow) -> list[str]:
    return [field.strip().casefold() for field in row.fields]


class _Lines:
    """Hands out lines, and remembers how many there were, and those of the row under way."""

    def __init__(self, text: str, count: int) -> None:
        self._lines = io.StringIO(text, newline="")
        self.count = count
        self.row: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.count += 1
        self.row.append(line)
        return line


def _walk(text: str, separator: str, before: int) -> Iterator[CsvRow]:
    """Yield the rows that are not blank, however many fields they have."""
    csv.field_size_limit(_MOST_CHARACTERS)
    field = rf' *+(?:"(?:[^"]|"")*+"|[^"{separator}\r\n]*+)'
    sound = re.compile(rf"(?:{field})(?:{separator}(?:{field}))*+(?:\r\n|\r|\n)?")
    lines = _Lines(text, before)
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True)
    how = _HOW.format(SEPARATORS[separator])
    while True:
        first, lines.row = lines.count + 1, []
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error:
            said = "this is not CSV, since a quotation mark here has no fellow at the end of its field"
            raise Unreadable(f"Line {first}: {said}; {how}.") from None
        whole = "".join(lines.row)
        if '"' in whole and not sound.fullmatch(whole):
            raise Unreadable(f"Line {first}: this is not CSV, since a quotation mark stands within a field; {how}.")
        if not "".join(fields).isspace() and any(fields):
            yield CsvRow(first, fields)
