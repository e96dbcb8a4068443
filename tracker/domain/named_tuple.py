"""NamedTuple: the one of `typing`, made at a tenth of the cost.

Some fifty such classes are on the way of every command, and making them was a sixth of its time: for each of them
the standard library looks over names and types, and writes and compiles a constructor. Here types are left to mypy,
and there is one constructor for each number of fields, which is given the names of each class.
"""

from __future__ import annotations

import sys
from types import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any, TypeVar

    _Type = TypeVar("_Type", bound=type)

__all__ = ["NamedTuple", "typed"]

if TYPE_CHECKING or sys.version_info >= (3, 14):  # where annotations wait until they are asked for
    from typing import NamedTuple
else:
    try:
        from _collections import _tuplegetter
    except ImportError:  # a private part; without it a field is found less fast
        from operator import itemgetter

        def _tuplegetter(index: int, doc: str) -> Any:
            return property(itemgetter(index), doc=doc)

    _new = tuple.__new__
    _MADE = (
        lambda _cls: _new(_cls, ()),
        lambda _cls, a: _new(_cls, (a,)),
        lambda _cls, a, b: _new(_cls, (a, b)),
        lambda _cls, a, b, c: _new(_cls, (a, b, c)),
        lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
        lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
        lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
        lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
        lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
        lambda _cls, a, b, c, d, e, f, g, h, j: _new(_cls, (a, b, c, d, e, f, g, h, j)),
        lambda _cls, a, b, c, d, e, f, g, h, j, k: _new(_cls, (a, b, c, d, e, f, g, h, j, k)),
        lambda _cls, a, b, c, d, e, f, g, h, j, k, m: _new(_cls, (a, b, c, d, e, f, g, h, j, k, m)),
        lambda _cls, a, b, c, d, e, f, g, h, j, k, m, n: _new(_cls, (a, b, c, d, e, f, g, h, j, k, m, n)),
        lambda _cls, a, b, c, d, e, f, g, h, j, k, m, n, p: _new(_cls, (a, b, c, d, e, f, g, h, j, k, m, n, p)),
        lambda _cls, a, b, c, d, e, f, g, h, j, k, m, n, p, q: _new(_cls, (a, b, c, d, e, f, g, h, j, k, m, n, p, q)),
    )
    """Functions that make a tuple of so many values. They stand here, so that Python has compiled them long ago."""

    def _constructor(count: int) -> CodeType:
        """Return a function that makes a tuple of so many values; more than any class here has are compiled now."""
        if count < len(_MADE):
            return _MADE[count].__code__
        values = "".join(f"_{index}, " for index in range(count))
        return eval(f"lambda _cls, {values}: _new(_cls, ({values}))").__code__  # noqa: S307

    class _Making(type):
        """Makes a class whose annotated names are the fields of a tuple, in order."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            code = _constructor(len(fields)).replace(
                co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__", co_filename=f"<{name}>"
            )
            body["__new__"] = FunctionType(code, {"_new": _new}, "__new__", tuple(defaults.values()))
            body["__slots__"] = ()
            body["__match_args__"] = body["_fields"] = fields
            body["_field_defaults"] = defaults
            for index, field in enumerate(fields):
                body[field] = _tuplegetter(index, field)
            return super().__new__(cls, name, bases, body)

    class NamedTuple(tuple, metaclass=_Making):  # noqa: SLOT001 - the metaclass sees to it
        """A tuple whose fields have names."""

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **changes: Any) -> Any:
            return type(self)(**self._asdict() | changes)

        def __repr__(self) -> str:
            named = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({named})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)


def typed(named: _Type) -> _Type:
    """Let the values of a class of changes equal only their own kind: without it, two empty tuples would be one."""

    def equals(self: tuple[object, ...], other: object) -> bool:
        return type(self) is type(other) and tuple.__eq__(self, other)

    def differs(self: tuple[object, ...], other: object) -> bool:
        return not equals(self, other)

    for name, method in (("__eq__", equals), ("__ne__", differs), ("__hash__", tuple.__hash__)):
        setattr(named, name, method)
    return named
