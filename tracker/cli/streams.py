"""Streams: what a command reads from and prints to, whatever becomes of them.

A stream that takes nothing more (closed, full, or read by nobody) stops no command: what is to be recorded comes first.
"""

from __future__ import annotations

import os

from tracker.domain.errors import Refused
from tracker.domain.text import NOTE_LIMIT, PLAIN_TYPOGRAPHY, no_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO, TextIO

_TO_ASCII = {**PLAIN_TYPOGRAPHY, ord("…"): "...", ord("→"): "->", ord("≤"): "<="}
_MOST_BYTES = 8 * NOTE_LIMIT


class Outlet:
    """Writes to a stream as long as it takes anything, and remembers in `trouble` why it did not."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.trouble: OSError | None = None

    def write(self, text: str, *, plain: bool) -> None:
        """Write what is for people; what the stream cannot show is replaced."""
        self._try(lambda: self._stream.write(_fitting(text, self._stream, plain=plain)))

    def data(self, data: bytes) -> None:
        """Write what is data and no sentence, as it is."""
        binary = getattr(self._stream, "buffer", None)
        if binary is None:  # a stream that takes text alone, whatever its bytes will be
            self._try(lambda: self._stream.write(data.decode("utf-8", "replace")))
            return
        self.flush()
        self._try(lambda: binary.write(data))

    def flush(self) -> None:
        """Send out what is still held back."""
        self._try(self._stream.flush)

    def _try(self, write: Callable[[], object]) -> None:
        try:
            write()
        except OSError as error:
            self.trouble = self.trouble or error
            self._abandon()

    def _abandon(self) -> None:
        """Give the stream up, so that what is held back is not written to it once more at the end."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        except (OSError, ValueError):
            return


def takes_unicode(stream: TextIO) -> bool:
    """Tell whether a stream takes every character."""
    return (stream.encoding or "utf-8").casefold().replace("-", "").startswith("utf")


def read_line(stream: TextIO) -> str | None:
    """Read a line, without its end; None at the end of the stream, or where nothing can be read.

    Raises `Unreadable` for what is not text in UTF-8.
    """
    try:
        line = binary(stream).readline()
    except OSError:
        return None
    return _text(line).rstrip("\r\n") if line else None


def read_text(stream: TextIO) -> str:
    """Read a text to be written down, without the line feeds at its end.

    Raises `Refused` where nothing comes, or more than any text holds, and `Unreadable` for what is not text in UTF-8.
    """
    try:
        data = binary(stream).read(_MOST_BYTES + 1)
    except OSError as error:
        raise Refused(
            f"Standard input cannot be read ({(error.strerror or 'closed').lower()}), so nothing was changed."
        ) from None
    if len(data) > _MOST_BYTES:
        raise Refused(
            f"What came on standard input is longer than any text here; a note has at most {NOTE_LIMIT:,} characters."
        )
    text = _text(data).replace("\r\n", "\n").rstrip("\n")
    if not text.strip():
        raise Refused("Nothing came on standard input, so nothing was changed; give '' to take a text away.")
    return text


def _fitting(text: str, stream: TextIO, *, plain: bool) -> str:
    """Replace what a stream cannot show, so that printing never fails."""
    encoding = stream.encoding or "utf-8"
    if plain or not takes_unicode(stream):
        text = text.translate(_TO_ASCII)
    return text if text.isascii() else text.encode(encoding, "replace").decode(encoding)


def binary(stream: TextIO) -> BinaryIO:
    """Return the bytes below a stream: what comes in is UTF-8, whatever the locale says."""
    return stream.buffer


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise no_text(data.decode("utf-8", "replace")) from None
