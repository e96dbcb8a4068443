"""NamedTuple: the one of `typing`, made at a tenth of the cost.

Some fifty such classes are on the way of every command, and making them was a sixth of its time: for each of them
the standard library looks over names and types, and writes and compiles a constructor. Here types are left to mypy,
and the constructor, which is the same, is written when somebody needs it. Few are needed in one run.
"""

import sys
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING or sys.version_info >= (3, 14):  # where annotations wait until they are asked for
    from typing import NamedTuple
else:
    from collections import _tuplegetter

    class _Making(type):
        """Makes a class whose annotated names are the fields of a tuple, in order."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body.get("__annotations__", ()))
            body["_field_defaults"] = {field: body[field] for field in fields if field in body}
            body["_fields"] = body["__match_args__"] = fields
            body["__slots__"] = ()
            for index, field in enumerate(fields):
                body[field] = _tuplegetter(index, field)
            return super().__new__(cls, name, bases, body)

    class NamedTuple(tuple, metaclass=_Making):  # noqa: SLOT001 - the metaclass sees to it
        """A tuple whose fields have names."""

        def __new__(cls, *values: Any, **named: Any) -> Any:
            """Take a value for each field; where some are named or left out, write the constructor that knows how."""
            if len(values) == len(cls._fields) and not named:
                return tuple.__new__(cls, values)
            fields = ", ".join(cls._fields)
            new = eval(f"lambda _cls, {fields}: _new(_cls, ({fields},))", {"_new": tuple.__new__})  # noqa: S307
            new.__defaults__ = tuple(cls._field_defaults.values())
            cls.__new__ = new
            return cls(*values, **named)

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **changes: Any) -> Any:
            return type(self)(**self._asdict() | changes)

        def __repr__(self) -> str:
            named = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({named})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)
