"""The text of the file: JSON that people and git can read line by line, and that is read strictly.

Every document stands on a line of its own. In `meta` and `logs` every field does, so that a log is one line a
month and a check-off changes one of them.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from math import isinf
from typing import Any, TypeAlias
from zlib import crc32

from tracker.domain.text import excerpt

Document: TypeAlias = Mapping[str, Any]
"""One record as it stands in the file, with whatever unknown fields it has."""

Tables: TypeAlias = Mapping[str, Mapping[str, Document]]
"""What the file holds: documents by id, by table."""

Plain: TypeAlias = dict[str, dict[str, Any]]  # the same, as it is handed about

SCHEMA = 4  # the shape that this version of letbe writes
SIZE_LIMIT = 50_000_000

KNOWN_TABLES = ("meta", "areas", "habits", "logs", "pauses", "reflections", "questions", "agreements", "lookbacks")
"""The tables of a book, in the order in which a new file holds them; others are kept as they are."""

_ONLY_WHERE_SET = ("questions", "agreements", "lookbacks")
"""Tables that a file without anything in them does not have."""

_SEAL = "sum"
SEAL_BEGINS = "crc32:"
_SEALED = b'"sum": "crc32:'
_SEALED_BEFORE = rb'"sum": "[0-9a-f]{8}"'  # which an older letbe wrote, of the logs alone
_NO_SUM = "crc32:00000000"

# json.dumps(indent=…) would leave the C encoder, and be ten times as slow. So everything is encoded on one line
# that is then broken where one object follows another. No text can be broken by mistake: `"` before a letter or
# digit opens a text here, since inside one it would stand behind a backslash, and behind one there is no letter.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_LOGS_NAME = b'\n  "logs": '
_LOGS_BEGIN, _NEXT_LOG, _LOGS_END = _LOGS_NAME + b'{\n    "', b'\n    },\n    "', b"\n    }\n  }"
_LOG_ENDS = b"\n    }"


class Malformed(ValueError):
    """What is wrong with a text or a record, as the end of a sentence that names the place."""


class Sealed(Mapping[str, Any]):
    """A log as it stands in a file that nobody but letbe wrote to: its text, which is read when somebody asks."""

    __slots__ = ("_read", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self._read: dict[str, Any] | None = None

    def __getitem__(self, name: str) -> Any:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    @property
    def is_read(self) -> bool:
        """Whether somebody has asked for what is in it."""
        return self._read is not None

    @property
    def _fields(self) -> dict[str, Any]:
        if self._read is None:
            self._read = json.loads(self.text)  # it was read strictly before it was sealed
        return self._read


class Layout:
    """Turns tables into text, and remembers the text of each document that stays the same object."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[object, bytes]] = {}

    def text(self, tables: Tables) -> bytes:
        """Lay tables out as JSON text, with a seal on it: the sum of it all, by which it is known to be untouched."""
        parts = [b"{\n"]  # joined once, in the end: each copy of a book of many years takes a millisecond
        for name, table in tables.items():
            if name in _ONLY_WHERE_SET and not table:
                continue
            parts.append((b",\n  " if len(parts) > 1 else b"  ") + _encode(name).encode() + b": ")
            if name == "logs":
                parts += self._by_id(name, table)
            elif name == "meta":
                parts += self._by_id(name, _with_room_for_a_seal(table))
            else:
                parts.append(self._once((name, ""), table, _by_document))
        return _sealed([*parts, b"\n}\n"])

    def _by_id(self, name: str, table: Mapping[str, Document]) -> Iterator[bytes]:
        """Lay a table out with a line for every field of its documents."""
        between = b"{\n    "
        for id, document in table.items():
            yield between + _encode(id).encode() + b": "
            yield self._once((name, id), document, _by_field)
            between = b",\n    "
        yield b"\n  }" if table else b"{}"

    def _once(self, key: tuple[str, str], value: Any, lay_out: Callable[[Any], str]) -> bytes:
        if isinstance(value, Sealed):
            return value.text
        known = self._known.get(key)
        if known is None or known[0] is not value:
            known = self._known[key] = (value, lay_out(value).encode())
        return known[1]


def _by_document(table: object) -> str:
    text = _encode(table)
    if not isinstance(table, dict) or not table:
        return text
    return _braced(["    " + _broken(text[1:-1], _begins_document, "    ")], "  ")


def _by_field(document: Document) -> str:
    """Return a log by month, all in one stroke, and any other document field by field."""
    if document and all(isinstance(value, dict) for value in document.values()):
        return _braced(["      " + _broken(_encode(document)[1:-1], _begins_month, "      ")], "    ")
    return _braced([f"      {_encode(name)}: {_encode(value)}" for name, value in document.items()], "    ")


def _broken(text: str, begins: Callable[[str], bool], indent: str) -> str:
    """Break a text between objects, where what follows begins one that has a line of its own."""
    first, *others = text.split('}, "')
    return first + "".join([f'}},\n{indent}"{each}' if begins(each) else f'}}, "{each}' for each in others])


def _begins_document(text: str) -> bool:
    id, _, after = text.partition('"')
    return (id[:1].isalnum() or id[:1] == "_") and "\\" not in id and after.startswith(": {")


def _begins_month(text: str) -> bool:
    return text[4:5] == "-" and text[7:11] == '": {' and (text[:4] + text[5:7]).isdecimal()


def _braced(lines: list[str], indent: str) -> str:
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}" if lines else "{}"


def seal_of(data: bytes) -> str | None:
    """Return the seal of a file that is as letbe wrote it; empty for one that is not, None if an older letbe may have.

    A seal does not say who wrote the file: whoever sends one can seal it too.
    """
    at = data.find(_SEALED) + len(_SEALED)
    if at < len(_SEALED):
        return None if re.search(_SEALED_BEFORE, data) or not (b'"sum"' in data or b"crc32:" in data) else ""
    seal = _sum(data, at)
    return seal if data[at : at + 8] == seal.encode() else ""


def read_text(data: bytes, *, trusting: bool) -> dict[str, dict[str, Any]]:
    """Read the bytes of a file into tables of documents; raise `Malformed` for all but sound JSON of that shape.

    Where they are known to be what letbe itself wrote last (`trusting`), the logs are left unread until they are asked
    for: they were looked over before they were written.
    """
    return (_read_unopened(data) if trusting else None) or _read_whole(_decoded(data))


def _read_whole(text: str) -> dict[str, dict[str, Any]]:
    try:
        tables = _shaped(decode(text))
        if "\\ud" in text or "\\uD" in text:
            _encode(tables).encode()
    except json.JSONDecodeError as error:
        raise Malformed(f"line {error.lineno}, column {error.colno} is not JSON ({error.msg})") from None
    except RecursionError:
        raise Malformed("it is nested too deeply") from None
    except UnicodeEncodeError:
        raise Malformed("a text in it holds half a character, written as \\ud…") from None
    except Malformed:
        raise
    except ValueError:
        raise Malformed("a number in it has too many digits") from None
    _unseal(tables)
    return tables


def _read_unopened(data: bytes) -> dict[str, dict[str, Any]] | None:
    """Read a file and leave its logs unread; None for one in which they cannot be told apart unread.

    A line break never stands inside a JSON text, so these cuts fall between values.
    """
    begin = data.find(_LOGS_BEGIN)
    end = data.find(_LOGS_END, begin)
    if begin < 0 or end < 0:
        return None
    before, inside, after = data[:begin], data[begin + len(_LOGS_BEGIN) : end], data[end + len(_LOGS_END) :]
    stand_in = os.urandom(8).hex()
    try:
        tables = decode(f'{before.decode()}\n  "logs": "{stand_in}"{after.decode()}')
        if not isinstance(tables, dict) or tables.get("logs") != stand_in:
            return None
        tables = _shaped({**tables, "logs": {}})
    except (ValueError, RecursionError):
        return None
    _unseal(tables)
    if b"{},\n" in inside:
        return None
    for log in inside.split(_NEXT_LOG):
        id, between, months = log.partition(b'": {')
        if b"\\" in id or not between:
            return None
        tables["logs"][id.decode()] = Sealed(b"{" + months + _LOG_ENDS)
    return tables


def _unseal(tables: dict[str, dict[str, Any]]) -> None:
    """Take the seal out of tables that were read; it is no part of the book."""
    book = tables.get("meta", {}).get("book", {})
    if isinstance(book, dict):
        book.pop(_SEAL, None)


def _with_room_for_a_seal(meta: Mapping[str, Document]) -> Mapping[str, Document]:
    return {**meta, "book": {**meta["book"], _SEAL: _NO_SUM}} if "book" in meta else meta


def _sealed(parts: list[bytes]) -> bytes:
    """Join the parts of a text, with the sum of it all put into the room that one of them has for it."""
    place = next((place for place, part in enumerate(parts) if _SEALED in part), None)
    if place is not None:
        before, _, after = parts[place].partition(_SEALED)
        parts[place] = before + _SEALED + b"00000000" + after[8:]
        total = 0
        for part in parts:
            total = crc32(part, total)
        parts[place] = before + _SEALED + f"{total:08x}".encode() + after[8:]
    return b"".join(parts)


def _sum(text: bytes, at: int) -> str:
    """Return the sum of a text as it is with nothing but noughts at the place of the sum."""
    view = memoryview(text)
    return f"{crc32(view[at + 8 :], crc32(b'00000000', crc32(view[:at]))):08x}"


def _decoded(data: bytes) -> str:
    if not data.strip():
        raise Malformed("it is empty")
    if data.startswith(b"\xef\xbb\xbf"):
        raise Malformed("it begins with a byte order mark; save it as plain UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(f"byte {error.start + 1:,} is not UTF-8") from None


def _shaped(tables: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(tables, dict):
        raise Malformed("it holds no object with tables")
    for name in KNOWN_TABLES:
        table = tables.get(name, {})
        if not isinstance(table, dict):
            raise Malformed(f"the table “{name}” is no object")
        for id, document in table.items():
            if not isinstance(document, dict):
                raise Malformed(f"in the table “{name}” the record “{excerpt(id)}” is no object")
    return tables | {name: {} for name in _ONLY_WHERE_SET if name not in tables}


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise Malformed(f"the number {excerpt(digits)} is too large")
    return number


def _refuse_constant(name: str) -> None:
    raise Malformed(f"it holds {name}, which is no number in JSON")


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in fields if names.count(name) > 1)
        raise Malformed(f"“{excerpt(twice)}” stands twice in one object")
    return fields


decode = json.JSONDecoder(parse_float=_finite, parse_constant=_refuse_constant, object_pairs_hook=_distinct).decode
