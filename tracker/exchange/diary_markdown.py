"""A diary as Markdown, to be read by people: a heading for each day, and under it what was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.domain.named_tuple import NamedTuple

_ACTS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_BEGINS = re.compile(r"[-+=:]|\d+(?=[.)])")
"""What begins a list, a heading or a rule where it stands at the beginning of a line."""


class DiaryPart(NamedTuple):
    """A heading of a diary, with what stands under it: a text, points, and answers behind their prompts."""

    level: int
    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()


def write_diary(parts: Iterable[DiaryPart]) -> str:
    """Write the parts of a diary one below the other, so that whatever was typed shows as it was typed."""
    return "\n\n".join(block for part in parts for block in _blocks(part)) + "\n"


def _blocks(part: DiaryPart) -> Iterator[str]:
    yield f"{'#' * part.level} {_plain(part.title)}"
    if part.text:
        yield _lines(part.text)
    if part.points:
        yield "\n".join(f"- {_begun(_plain(_in_one_line(point)))}" for point in part.points)
    for prompt, answer in part.answers:
        yield f"**{_plain(prompt)}** {_lines(answer)}"


def _in_one_line(text: str) -> str:
    return " / ".join(text.split("\n"))


def _lines(text: str) -> str:
    """Return a text of several lines so that Markdown shows each of them, and takes none for a list or a heading."""
    return "  \n".join(_begun(_plain(line.strip())) for line in text.split("\n"))


def _begun(line: str) -> str:
    """Return a line that begins with what would be a list, a heading or a rule so that it is none."""
    match = _BEGINS.match(line)
    if match is None:
        return line
    begins, rest = match[0], line[match.end() :]
    return f"{begins}\\{rest}" if begins.isdecimal() else f"\\{begins}{rest}"


def _plain(text: str) -> str:
    """Return a text so that Markdown shows it as it was typed."""
    return _ACTS.sub(r"\\\1", text)
