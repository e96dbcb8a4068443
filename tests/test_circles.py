"""No file needs another that needs it: imports for types and those made late are imports too."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from tests.sources import module_of, nodes


def _imported(tree: Iterable[ast.AST], known: Mapping[str, object]) -> Iterator[str]:
    """Walk the files of ours that a file names in an import, wherever in it that stands."""
    for node in tree:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in known or node.module in known:
                    yield inner if inner in known else node.module


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Find the groups of nodes that all lead to one another (Tarjan's strongly connected components)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in graph.get(node, ()):
            if other not in order:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == order[node]:
            at = stack.index(node)
            group = stack[at:]
            del stack[at:]
            if len(group) > 1 or node in graph.get(node, ()):
                found.append(sorted(group))

    for node in graph:
        if node not in order:
            visit(node)
    return found


def test_there_is_no_circle_of_imports_anywhere() -> None:
    modules = {module_of(path): tree for path, tree in nodes().items()}
    graph = {name: set(_imported(tree, modules)) for name, tree in modules.items()}
    assert sum(map(len, graph.values())) > 800
    assert circles(graph) == []


def test_a_circle_would_be_found_however_it_is_made() -> None:
    sources = {
        "a": "import b",
        "b": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from c import C",
        "c": "def late():\n    from a import A",
        "d": "import a",
    }
    graph = {name: set(_imported(ast.walk(ast.parse(text)), sources)) for name, text in sources.items()}
    assert circles(graph) == [["a", "b", "c"]]
