from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tracker.cli.console import Surroundings
from tracker.cli.run import run
from tracker.clock import Clock

NOON = datetime(2026, 11, 22, 12).astimezone()  # noon wherever the tests run


class Answer(NamedTuple):
    """What a run came to."""

    code: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """A stream in memory that can pose as a terminal."""

    def __init__(self, text: str | bytes = "", encoding: str = "utf-8", *, terminal: bool = False) -> None:
        data = text.encode(encoding) if isinstance(text, str) else text
        super().__init__(io.BytesIO(data), encoding=encoding, newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def bytes(self) -> bytes:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue()

    def text(self) -> str:
        try:
            return self.bytes().decode()
        except UnicodeDecodeError:
            return self.bytes().decode(self.encoding, "surrogateescape")


class Letbe:
    """letbe on a file of its own, at a time that stands still; called as it is from a shell."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.now = NOON
        self.opened: list[tuple[str | None, bool]] = []
        self.env: dict[str, str] = {"LETBE_FILE": path, "TERM": "xterm"}

    def __call__(
        self,
        *words: str,
        stdin: str | bytes = "",
        terminal: bool = False,
        env: Mapping[str, str] | None = None,
        encoding: str = "utf-8",
    ) -> Answer:
        streams = (
            Stream(stdin, terminal=terminal),
            Stream("", encoding, terminal=terminal),
            Stream("", encoding, terminal=terminal),
        )
        surroundings = Surroundings(
            *streams, {**self.env, **(env or {})}, self.open_app, Clock(lambda: self.now, wait=self.wait)
        )
        code = run(words, surroundings)
        return Answer(code, streams[1].text(), streams[2].text())

    def wait(self, seconds: float) -> None:
        """Let time go by, as far as the command can tell."""
        self.now += timedelta(seconds=seconds)

    def open_app(self, file: str | None, demo: bool, starters: str) -> int:  # noqa: FBT001 - how the screens are asked for
        self.opened.append((file, demo))
        return 0

    def out(self, *words: str) -> str:
        """Run what must succeed without a word on stderr; give what it prints."""
        answer = self(*words)
        assert (answer.code, answer.err) == (0, ""), answer
        return answer.out

    def json(self, *words: str) -> Any:
        return json.loads(self.out(*words, "--json"))

    def one(self, *words: str) -> Any:
        """Give the only item of a JSON list."""
        (item,) = self.json(*words)
        return item

    @property
    def bytes(self) -> bytes | None:
        if not os.path.exists(self.path):
            return None
        with open(self.path, "rb") as file:
            return file.read()
