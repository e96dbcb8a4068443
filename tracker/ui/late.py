"""Late: what no first frame needs can be named at once, and is read in the first quiet moment after it.

A start is over when the screen stands there. What the keys do, and the boxes that they open, would take a tenth of it;
so they are read while somebody looks at the screen, and at once for a key that is quicker than that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib import import_module
from typing import Any

_named: dict[str, None] = {}
"""The modules that were named, in order."""


class Late:
    """A module that is read when something in it is called for the first time.

    Its functions and classes are there to be called, and for nothing else.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        _named[module] = None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return what calls the function, or makes an instance of the class, that has a name there."""

        def call(*args: Any, **named: Any) -> Any:
            return getattr(import_module(self._module), name)(*args, **named)

        return call


async def read_all() -> None:
    """Read all that was named; keys come in between."""
    for module in _named:
        import_module(module)
        await asyncio.sleep(0)
