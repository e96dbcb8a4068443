"""Nothing grows out of hand: what a reader has to keep in mind at once stays small, inherited things counted."""

from __future__ import annotations

import ast
import inspect
from collections import Counter
from functools import cached_property
from importlib import import_module
from types import FunctionType

from tests.sources import TRACKER as ROOT
from tests.sources import module_of, nodes

MEMBERS = (FunctionType, property, cached_property, classmethod, staticmethod)
TEXTUALS = "tracker.ui.terminal."
"""What stands in for parts of Textual that cannot be handed to it; it counts as Textual's."""


def _classes() -> set[type]:
    found = set()
    for path in ROOT.rglob("*.py"):
        name = module_of(path)
        if name != "tracker.__main__":
            module = import_module(name)
            found |= {one for one in vars(module).values() if inspect.isclass(one) and one.__module__ == name}
    return found


def members(kind: type) -> set[str]:
    """Name the functions of a class, those of ours that it inherits counted; not what `NamedTuple` makes for it."""
    ours = [one for one in kind.__mro__ if one.__module__.startswith("tracker.") and one.__name__ != "NamedTuple"]
    found = set()
    for one in ours:
        if not one.__module__.startswith(TEXTUALS) or one is kind:
            found |= {
                name for name, value in vars(one).items() if isinstance(value, MEMBERS) and _is_written(one, name)
            }
    return found


def _is_written(kind: type, name: str) -> bool:
    """Whether a member stands in the source, and was not made by a class that makes classes."""
    value = inspect.getattr_static(kind, name)
    function = getattr(value, "fget", None) or getattr(value, "func", None) or getattr(value, "__func__", value)
    code = getattr(function, "__code__", None)
    return code is not None and str(ROOT) in code.co_filename


def test_no_class_has_more_than_twenty_members_inherited_ones_counted() -> None:
    counted = Counter({kind.__qualname__: len(members(kind)) for kind in _classes()})
    assert counted["TodayBody"] > 10, "what is counted is there"
    large = [(name, count) for name, count in counted.most_common() if count > 20]
    assert large == []


def test_the_app_stays_small() -> None:
    assert (ROOT / "ui" / "app.py").read_text(encoding="utf-8").count("\n") < 150


def test_no_file_grows_out_of_hand() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in ROOT.rglob("*.py")}
    assert [str(path) for path, length in lengths.items() if length > 300] == []


def test_a_small_file_that_one_other_needs_stands_in_that_one() -> None:
    paths = {".".join(path.relative_to(ROOT.parent).with_suffix("").parts): path for path in nodes()}
    needed: dict[str, set[str]] = {name: set() for name in paths}
    for name, path in paths.items():
        for node in nodes()[path]:
            if isinstance(node, ast.ImportFrom) and node.module:
                for wanted in {node.module, *(f"{node.module}.{one.name}" for one in node.names)} & paths.keys():
                    needed[wanted].add(name)
    small = {name for name, path in paths.items() if 1 < path.read_text(encoding="utf-8").count("\n") < 40}
    assert sorted(name for name in small if len(needed[name]) == 1 and not name.endswith("__init__")) == []
