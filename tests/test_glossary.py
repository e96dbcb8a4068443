"""One word, one thing: the glossary names what there is, and no class name stands for two things."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache

import pytest

from tests.sources import ROOT, nodes

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
WORDS = sorted(set(re.findall(r"`(\w+)`", GLOSSARY)) - {"daily", "anytime"})


@cache
def defined() -> dict[str, set[str]]:
    """Give each name that is defined anywhere in tracker, with the files in which it is."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, tree in nodes().items():
        for node in tree:
            match node:
                case ast.ClassDef(name=name):
                    found[name].add(f"{path}")
                case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                    found[name].add(f"{path} (function or name)")
    return found


def classes() -> dict[str, list[str]]:
    """Give each name that several classes have; `_Entry` is taken for the word it is made of."""
    named: dict[str, list[str]] = defaultdict(list)
    for name, places in defined().items():
        named[name.strip("_")] += [place for place in places if "(" not in place]
    return {name: places for name, places in named.items() if len(places) > 1}


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_glossary_is_a_name_in_the_code(word: str) -> None:
    assert word in defined()


def test_no_class_name_stands_for_two_things() -> None:
    assert classes() == {}
