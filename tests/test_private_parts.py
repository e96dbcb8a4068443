"""The private parts of libraries that letbe stands on: all are named here, and it works without each of them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from textual._compositor import Compositor

from tests.sources import TRACKER, nodes
from tests.storage.making import BEGIN, commit, done, on
from tests.ui.making import DONE, mark, opened, saved, shown, small_book
from tests.ui.quicker import DRAW
from tests.ui.test_leaving import store_at
from tracker.storage.format import tables
from tracker.ui.terminal import compositor, driver, key_queue, last_net, private

TEXTUAL = {
    "_character_to_key", "_check_bindings", "_close_messages_no_wait", "_compositor", "_dirty_regions",
    "_dirty_widgets", "_driver", "_exception", "_fatal_error", "_file", "_get_breakpoint_classes", "_handle_exception",
    "_on_timer_update", "_refresh_truecolor_filter", "_regions_to_spans", "_set_dirty", "textual._compositor",
}  # fmt: skip
"""In `tracker/ui/terminal`, which asks for each with `part`, or does without the module."""

TINYDB = {"_read_table", "_update_table"}
"""In `tracker/storage/format/tables.py`, behind `AT_ONCE`."""

PYTHON = {"_collections", "_exit", "_tuplegetter"}
"""A part of collections, without which a field is found less fast; `os._exit` is public."""

_NAMED_TUPLE = {"_replace", "_asdict", "_fields", "_make"}


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in _NAMED_TUPLE


def _used(tree: Iterable[ast.AST]) -> Iterator[str]:
    """Walk the private names that a module asks for, sets, or overrides with a method."""
    for node in tree:
        match node:
            case ast.Attribute(attr=name):
                yield name
            case ast.Call(args=[_, ast.Constant(value=str(name)), *_]):
                yield name
            case ast.ImportFrom(module=str(module), names=names) if not module.startswith("tracker"):
                yield from (module,) if any(map(_is_private, module.split("."))) else ()
                yield from (one.name for one in names)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if name in TEXTUAL:
                yield name


def _own(tree: Iterable[ast.AST]) -> Iterator[str]:
    """Walk the names that a module defines."""
    for node in tree:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name


def test_every_private_part_of_a_library_is_named_here() -> None:
    trees = nodes().values()
    known = TEXTUAL | TINYDB | PYTHON
    own = {name for tree in trees for name in _own(tree)} - known
    used = {name for tree in trees for name in _used(tree)} - own
    assert {name for name in used if _is_private(name.rpartition(".")[2])} == known


def test_the_parts_of_textual_are_asked_for_in_one_folder() -> None:
    for path, tree in nodes().items():
        if TRACKER / "ui" in path.parents and path.parent.name != "terminal":
            assert not set(_used(tree)) & TEXTUAL, path


@pytest.mark.parametrize("missing", sorted(TEXTUAL - {"textual._compositor"}))
async def test_the_app_opens_and_checks_off_without_a_part(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def part(of: object, name: str) -> object:
        return None if name == missing else getattr(of, name, None)

    for module in (private, compositor, last_net, driver, key_queue):
        monkeypatch.setattr(module, "part", part)
    await _check_off()


async def test_the_app_opens_and_checks_off_where_textual_draws_in_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ChopsUpdate", "Compositor", "CompositorUpdate"):
        monkeypatch.setattr(compositor, name, object)
    monkeypatch.setattr(Compositor, "render_update", DRAW)
    await _check_off()


async def _check_off() -> None:
    async with opened(small_book(), size=(100, 30)) as (app, pilot):
        assert "▸ Walk outside" in shown(app, "grid")
        await pilot.press("space")
        await saved(app)
        assert mark(app, "walk") == DONE
        await pilot.press("n", *"hi", "enter", "q")
        assert app.return_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="it keeps its file elsewhere")
def test_the_book_is_read_and_saved_without_the_parts_of_tinydb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "AT_ONCE", False)
    commit(store_at(tmp_path), BEGIN)
    commit(store_at(tmp_path), done(3))
    monkeypatch.undo()
    assert [day for day, _ in store_at(tmp_path).read().log("quiet")] == [on(3)]
    assert commit(store_at(tmp_path), done(4)) is not None
