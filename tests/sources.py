"""The source of letbe as Python reads it: parsed once for all tests that look into how it is built."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
TRACKER = ROOT / "tracker"


@cache
def nodes() -> dict[Path, tuple[ast.AST, ...]]:
    """Return for each file of `tracker` all nodes of its syntax tree."""
    paths = sorted(TRACKER.rglob("*.py"))
    return {path: tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8")))) for path in paths}


def module_of(path: Path) -> str:
    """Return the name by which a file is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
