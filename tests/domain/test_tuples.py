import copy
import pickle
import types
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.named_tuple import NamedTuple


class Ours(NamedTuple):
    """A class made here."""

    a: int
    cls: str = "b"
    new: typing.Any = None

    @property
    def twice(self) -> int:
        return 2 * self.a


class Theirs(typing.NamedTuple):
    """The same class as the standard library makes it."""

    a: int
    cls: str = "b"
    new: typing.Any = None


VALUES = st.lists(st.integers() | st.text(), max_size=5)
NAMED = st.dictionaries(st.sampled_from(("a", "cls", "new", "unknown")), st.integers(), max_size=4)


def outcome(kind: typing.Any, values: list[typing.Any], named: dict[str, typing.Any]) -> object:
    try:
        made = kind(*values, **named)
    except TypeError:
        return TypeError
    return tuple(made), made.a, made.cls, made.new, made._asdict(), repr(made).removeprefix(kind.__name__), hash(made)


@given(VALUES, NAMED)
def test_whatever_it_is_called_with_the_same_is_made_as_by_the_standard_library(
    values: list[int | str], named: dict[str, int]
) -> None:
    assert outcome(Ours, values, named) == outcome(Theirs, values, named)


def test_a_named_tuple_is_a_tuple_with_fields_defaults_and_properties() -> None:
    made = Ours(1)
    assert tuple(made) == (1, "b", None)
    assert (Ours._fields, Ours._field_defaults) == (("a", "cls", "new"), {"cls": "b", "new": None})
    assert (made.twice, made._replace(new=3), Ours.__doc__) == (2, Ours(1, "b", 3), "A class made here.")
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize("count", range(18))
def test_a_named_tuple_has_as_many_fields_as_are_named(count: int) -> None:
    fields = {f"field{number}": number for number in range(count)}
    made: typing.Any = types.new_class(
        "Many", (NamedTuple,), exec_body=lambda body: body.update(__annotations__=dict.fromkeys(fields, int))
    )
    assert made._fields == tuple(fields)
    assert made(*fields.values()) == made(**fields) == tuple(fields.values())
    for wrong in ([*fields, "more"], [*fields][1:]):
        if len(wrong) != count:
            with pytest.raises(TypeError, match=r"Many\.__new__"):
                made(*wrong)


def test_an_unknown_field_cannot_be_replaced() -> None:
    with pytest.raises(TypeError, match="unknown"):
        Ours(1)._replace(unknown=2)  # type: ignore[call-arg]


def test_a_named_tuple_is_matched_by_position_and_survives_copying() -> None:
    made = Ours(1, new=[2])
    match made:
        case Ours(a, b, c):
            assert (a, b, c) == (1, "b", [2])
    for again in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):  # noqa: S301
        assert (again, type(again)) == (made, Ours)
