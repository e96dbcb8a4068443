"""The command `status`: one line for a shell prompt, tmux or a bar. It reads its words by itself, for speed."""

from __future__ import annotations

from tracker.cli.console import Console, Surroundings
from tracker.cli.options import in_utf8
from tracker.clock import Clock
from tracker.domain.errors import Unreadable
from tracker.domain.text import clean, excerpt
from tracker.service.status_cache import Glance, look, recall, remember
from tracker.settings import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_USUAL = "{done}/{due}"
_PLACE = r"\{(\w*)\}"


def status(words: Sequence[str], console: Console, around: Surroundings) -> int:
    """Print how today stands, in the form that `--format` gives; an empty line where nobody has begun yet."""
    wanted = _read_format(words)
    counts = _counts(console, around)
    if wanted == _USUAL:
        console.data(f"{counts['done']}/{counts['due']}\n")
        return 0
    import re  # most prompts want no other form

    unknown = next((name for name in re.findall(_PLACE, wanted) if name not in counts), None)
    if unknown is not None:
        names = ", ".join(f"{{{name}}}" for name in counts)
        raise Unreadable(f"There is nothing called {{{excerpt(unknown)}}} to show; there are {names}.")
    console.data(re.sub(_PLACE, lambda match: str(counts[match[1]]), wanted) + "\n")
    return 0


def _read_format(words: Sequence[str]) -> str:
    match [in_utf8(word) for word in words]:
        case [] | ["--"]:
            return _USUAL
        case ["--format", text]:
            return clean(text)
        case [word] if word.startswith("--format="):
            return clean(word.removeprefix("--format="))
        case ["--format"]:
            raise Unreadable(f"--format needs a text such as '{_USUAL}'.")
        case _:
            raise Unreadable(f"`letbe status` takes --format only; “{excerpt(' '.join(words))}” means nothing to it.")


def _counts(console: Console, around: Surroundings) -> Mapping[str, object]:
    """Count what is done, due and open; where nothing has happened since the last time, remember it."""
    clock = around.clock or Clock()
    found = places(console.options.file or around.env.get("LETBE_FILE", ""))
    if known := recall(found, clock):
        return known.counts
    looked = look(found)  # before it is read: if it changes meanwhile, what was counted is never recalled
    from tracker.cli.session import Session  # reading and judging: what a prompt mostly does without
    from tracker.service.due import say

    session = Session(console, around)
    active = () if session.is_new else session.book.active
    habits = {habit.id: say(session.standing(habit), session.today) for habit in active}
    glance = Glance(session.book.settings.day_start, session.today, looked, habits)
    if looked:
        remember(found, glance)
    return glance.counts
