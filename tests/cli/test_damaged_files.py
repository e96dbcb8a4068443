"""Small files of letbe's own, and files to take in, changed by a byte or in their shape: a sentence, never a fault."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.shell import Letbe
from tests.storage.damage import ODD, STRUCTURES, one_bit, put_an_odd_value
from tracker.settings import places


class Attacked(NamedTuple):
    """A file in a folder, what reads it, and what stands in it at first (None: what letbe writes there itself)."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    text: str | None = None


SITTING = {"habit": "quiet", "length": 20, "seen": 1, "counted": 60000, "asleep": 0, "day": "2026-11-22", "program": 1}
LIST = {
    "areas": [{"name": "Self-care"}],
    "habits": [
        {"name": "Sweep", "area": "Self-care", "schedule": "3/week", "goal": "at least 5 min", "glyph": "x"},
        {"name": "Rest", "area": "Self-care", "why": "it helps", "reminders": ["12:00"]},
    ],
    "prompts": ["What helped?"],
}
MARKS = """day,habit,mark,amount,passed,acted,note
2026-11-01,quiet,amount,20,,,a note
2026-11-02,quiet,skip,,,,
2026-11-03,fix,urges,,3,1,"two
lines"
"""
EVENTS = """day,at,habit,outcome,amount,strength,trigger,note
2026-11-01,14:05,fix,let pass,,4,short reply,took a walk
2026-11-02,,quiet,,20,,,
"""
SETTINGS = """theme = "letbe-dark"
ascii = true
hide_streaks = false
columns = ["streak", "strength"]

[keys]
undo = "u"
"""
FILES = {
    "settings": Attacked("config/letbe/config.toml", (("today",), ("settings",)), SETTINGS),
    "status": Attacked("state/letbe/status", (("status",), ("done", "quiet"), ("status",))),
    "a timer": Attacked("state/letbe/now.json", (("now",),)),
    "a device": Attacked("state/letbe/device", (("done", "quiet", "--set", "20"), ("doctor",))),
    "a reflection": Attacked("state/letbe/reflecting-on-2026-11-16.md", (("reflect",),), "## What helped?\n\nRest.\n"),
    "a list": Attacked("list.json", (("habits", "import", "FILE"),), json.dumps(LIST, indent=1)),
    "an edited list": Attacked(
        "state/letbe/habits-being-edited.json", (("habits", "edit"),), json.dumps(LIST, indent=1)
    ),
    "marks": Attacked("marks.csv", (("import", "FILE"),), MARKS),
    "events": Attacked("events.csv", (("import", "FILE"),), EVENTS),
    "a book": Attacked("book.json", (("import", "FILE"),)),
    "a copy": Attacked("copy.json", (("merge", "FILE"),)),
}


MERGED = {"a book", "a copy"}
"""What is merged has no entry of its own that could be undone."""


def changed(data: bytes, chance: random.Random) -> bytes:
    """Change a file by a bit, by lines, by a cut, or by an odd value in it."""
    ways: list[Callable[[bytes, random.Random], bytes]] = [one_bit, one_bit, *STRUCTURES[:3]]
    if data.lstrip().startswith(b"{"):
        ways += [with_an_odd_value] * 3
    else:
        ways += [with_an_odd_word] * 2
    return chance.choice(ways)(data, chance)


def with_an_odd_value(data: bytes, chance: random.Random) -> bytes:
    whole = json.loads(data)
    put_an_odd_value(whole, chance, (*ODD, float("inf"), float("nan"), -(10**400), 10**19, "9" * 5000), 0.2)
    return json.dumps(whole, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def with_an_odd_word(data: bytes, chance: random.Random) -> bytes:
    words = data.split(b" ") if b"," not in data else data.split(b",")
    odd = (b"", b"9" * 5000, b"-1", b"1e999", b"nan", b"\x00", b"\xff", b'"', b"=1+1", b"\xf0\x9f\xa7\x98" * 300)
    words[chance.randrange(len(words))] = chance.choice(odd)
    return (b"," if b"," in data else b" ").join(words)


def begin(letbe: Letbe, name: str) -> Path:
    """Have the file there, as letbe writes it."""
    attacked = FILES[name]
    path = Path(letbe.path).parent / attacked.name
    path.parent.mkdir(parents=True, exist_ok=True)
    letbe("done", "quiet", "20", "--note", "kept")
    letbe("status")
    if name in MERGED:
        path.write_text(letbe("export").out, encoding="utf-8")
        letbe("done", "walk")
    elif name == "a timer":
        path.write_text(json.dumps(SITTING | {"book": places(letbe.path).book}), encoding="utf-8")
    elif attacked.text is not None:
        path.write_text(attacked.text, encoding="utf-8")
    return path


def attack(letbe: Letbe, name: str, chance: random.Random, trials: int) -> list[str]:
    """Change the file again and again, and run what reads it; say what is no answer to that."""
    path = begin(letbe, name)
    data, found = path.read_bytes(), []
    for _ in range(trials):
        broken = changed(data, chance)
        path.write_bytes(broken)
        for words in FILES[name].commands:
            before = letbe.bytes
            answer = letbe(*(str(path) if word == "FILE" else word for word in words))
            said = answer.err.rstrip()
            if answer.code not in range(5) or "Traceback" in said or (answer.code and said[-1:] not in (".", "?")):
                found.append(f"{words} {answer.code} {said[-200:]!r} on {broken[:3000]!r}")
            elif answer.code and letbe.bytes != before:
                found.append(f"{words} {said[-200:]!r} and changed the book, on {broken[:3000]!r}")
            elif name not in MERGED and letbe.bytes != before and letbe("undo").code:
                found.append(f"{words} cannot be undone, on {broken[:3000]!r}")
    return found


@pytest.mark.parametrize("name", FILES)
def test_a_sample_of_changed_files_ends_in_sentences(letbe: Letbe, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    assert not attack(letbe, name, random.Random(len(name)), 3)  # noqa: S311 - a seeded sample


@pytest.mark.campaign
@pytest.mark.parametrize("name", FILES)
def test_all_changed_files_end_in_sentences(letbe: Letbe, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    assert not attack(letbe, name, random.Random(9), 300)  # noqa: S311 - seeded
