"""Watches that no test leaves its surroundings: by the real clock, or by the files of whoever runs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.surroundings import CHILD, CLOCK, MOMENT

_ISOLATED = frozenset("IES")


class Outside(Exception):
    """A test has left its surroundings."""


class Watch:
    """Is told by the interpreter of each file that is opened and each program that is started, and refuses some."""

    def __init__(self, folders: Sequence[str], home: str) -> None:
        self.found: list[str] = []
        self._folders, self._home = tuple(folders), home
        self.hear = _hearing(
            {
                "open": self._path,
                "os.listdir": self._path,
                "os.scandir": self._path,
                "os.mkdir": self._path,
                "os.rename": self._path,
                "subprocess.Popen": lambda program, words, _, env: self._program(words or [program], env),
                "os.posix_spawn": lambda program, words, env: self._program(words or [program], env),
                "os.exec": lambda program, words, env: self._program(words or [program], env),
            }
        )

    def begin(self) -> None:
        """Watch from now on; there is no end to it."""
        sys.addaudithook(self.hear)

    def _path(self, path: object, *_: object) -> None:
        if isinstance(path, (str, bytes)) and os.fsdecode(path).startswith(self._folders):
            self._refuse(f"{os.fsdecode(path)} belongs to whoever runs the tests")

    def _program(self, words: Any, given: Mapping[Any, Any] | None) -> None:
        env = os.environ if given is None else {os.fsdecode(name): os.fsdecode(given[name]) for name in given}
        line = [os.fsdecode(word) for word in (words if isinstance(words, (list, tuple)) else [words])]
        if env.get("HOME") == self._home:
            self._refuse(f"{line[0]} would run in the home of whoever runs the tests")
        by_hand = env.get(CLOCK) == "by hand"
        told = MOMENT in env and (by_hand or CHILD in env.get("PYTHONPATH", "").split(os.pathsep))
        if not told or _is_isolated(line):
            self._refuse(f"{line[0]} would ask the real clock: give it `os.environ`, and more if you like")

    def _refuse(self, why: str) -> None:
        self.found.append(why)
        raise Outside(why)


def _hearing(checks: Mapping[str, Callable[..., None]]) -> Callable[[str, tuple[Any, ...]], None]:
    """Take in what the interpreter is about to do; what is heard raises `Outside` if it may not.

    It is told of each `id()` too, many thousand times a second: that takes a function a third of a method's time.
    """

    def hear(event: str, args: tuple[Any, ...]) -> None:
        if event in checks:
            checks[event](*args)

    return hear


def _is_isolated(line: Sequence[str]) -> bool:
    """Whether a Python is told to look at neither its environment nor `sitecustomize`."""
    options = [word for word in line[1:] if word.startswith("-")][:1]
    return "python" in os.path.basename(line[0]) and any(
        _ISOLATED & set(word) for word in options if not word.startswith("--")
    )
