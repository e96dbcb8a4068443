"""Disks for tests: one that is quick, and one that goes wrong at its n-th call, whichever that is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from tracker.storage.file.disk import Disk

Fault: TypeAlias = Callable[[str, Callable[..., Any], tuple[Any, ...]], Any]
"""What happens instead of a call, given its name, the call and its arguments."""

CALLS = frozenset(name for name in vars(Disk) if not name.startswith("_"))

NEVER = sys.maxsize


class QuickDisk(Disk):
    """A real disk that is not waited for: no test can cut the power."""

    def sync(self, handle: int) -> None:
        pass

    def sync_folder(self, path: str) -> None:
        pass


class FaultyDisk(QuickDisk):
    """A real disk that counts its calls, and has `fault` happen instead of the one with number `at`."""

    def __init__(self, at: int = NEVER, fault: Fault | None = None) -> None:
        self.calls: list[str] = []
        self._at = at
        self._fault = fault

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name not in CALLS:
            return found
        return lambda *args, **named: self._call(name, partial(found, **named), args)

    def _call(self, name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        self.calls.append(name)
        if len(self.calls) - 1 == self._at and self._fault:
            return self._fault(name, real, args)
        return real(*args)


def failing(code: int) -> Fault:
    """The call fails with an error of the system's; a write leaves half of its bytes behind."""

    def fault(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        if name == "write":
            real(args[0], args[1][: len(args[1]) // 2])
        raise OSError(code, os.strerror(code))

    return fault


def dying(share: float = 0) -> Fault:
    """The process is gone before the call, or when a share of the bytes is written."""

    def fault(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        if name == "write":
            real(args[0], args[1][: int(len(args[1]) * share)])
        os._exit(9)

    return fault


def short(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """The system takes only some of the bytes, as it may."""
    return real(args[0], args[1][: len(args[1]) // 3 + 1]) if name == "write" else real(*args)
