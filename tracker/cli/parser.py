"""Parser: what a command declares of its words, and the reading of a line that is plainly well formed.

Such a line is read here, at a glance. Every other goes to argparse (`strict.py`), which alone refuses one, and which
costs a third of a bare Python to load; a test holds that both read every plain line in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace as Namespace

from tracker.cli.command import Command
from tracker.cli.options import in_utf8
from tracker.cli.session import Session
from tracker.domain.errors import Unreadable
from tracker.domain.named_tuple import NamedTuple

__all__ = ["Declared", "Handler", "Namespace", "Parser", "read_plainly"]

_FROM_STDIN = """\
What you type on a command line stays in your shell's history. - in place of a
text of your own reads it from standard input, as in `letbe note quiet -`;
ctrl+d ends it. Behind -- a - is a - and nothing more."""


class Handler(NamedTuple):
    """How a command reads its words, and what it then does; it may give an exit code."""

    arguments: Callable[[Parser], None]
    run: Callable[[Session, Namespace], int | None]


class Declared(NamedTuple):
    """One option or word that a command takes, in the terms of argparse.

    Of those that are `one_of` the same, only one can be given. In the place of what `is_text`, of the user's own, a `-`
    stands for stdin.
    """

    names: tuple[str, ...]
    dest: str
    metavar: str = ""
    nargs: str | None = None
    action: str = "store"
    default: object = None
    const: object = None
    one_of: str = ""
    help: str = ""
    is_text: bool = False

    @property
    def is_option(self) -> bool:
        """Whether it is called by its name, in any place."""
        return self.names[0].startswith("-")

    @property
    def takes_value(self) -> bool:
        """Whether it is more than a switch."""
        return self.action != "store_true"


class Parser:
    """Takes down what a command declares, for whoever reads its words or explains them."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.declared: list[Declared] = []

    def add_argument(
        self,
        *names: str,
        help: str = "",
        metavar: str = "",
        nargs: str | None = None,
        action: str = "store",
        dest: str = "",
        default: object = None,
        const: object = None,
        one_of: str = "",
    ) -> None:
        """Declare an option, or a word in its place."""
        dest = dest or names[-1].lstrip("-").replace("-", "_")
        default = False if action == "store_true" else default
        self.declared.append(Declared(names, dest, metavar, nargs, action, default, const, one_of, help))

    def text(self, *names: str, metavar: str = "TEXT", nargs: str | None = None, help: str = "") -> None:
        """Declare a text of the user's own; `-` in its place reads it from stdin."""
        self.add_argument(*names, metavar=metavar, nargs=nargs, help=help)
        self.declared[-1] = self.declared[-1]._replace(is_text=True)

    def format_help(self) -> str:
        """Return the help: what the command does, examples, usage, and the options with what they mean."""
        from tracker.cli.help import explain, introduce

        lines = [line for name, words in self.explained() for line in explain(name, words)]
        options = "\nOptions\n" + "\n".join(lines) + "\n" if lines else ""
        has_texts = any(each.is_text for each in self.declared)
        return introduce(self.command) + options + (f"\n{_FROM_STDIN}\n" if has_texts else "")

    def explained(self) -> list[tuple[str, str]]:
        """Return the options and words that are explained, each with what it means."""
        return [
            (" ".join((", ".join(each.names if each.is_option else ()), each.metavar)), each.help)
            for each in self.declared
            if each.help
        ]


def read_plainly(declared: Sequence[Declared], words: Sequence[str]) -> Namespace | None:
    """Read a line of whole options, each once and with its value, and of as many words as there are places for them.

    None where it is anything else, or asks for a text from stdin.
    """
    if not all(map(_is_text, words)):
        return None
    options = {name: each for each in declared if each.is_option for name in each.names}
    found = Namespace(**{each.dest: each.default for each in declared})
    given: list[str] = []
    loose: list[str] = []
    left = iter(words)
    for word in left:
        if _is_loose(word):
            loose.append(word)
            continue
        name, equals, value = word.partition("=")
        option = options.get(name)
        value = value if equals else next(left, "") if option and option.takes_value else "given"
        if option is None or option.nargs or not value or not _is_loose(value) or (equals and not option.takes_value):
            return None
        given.append(option.one_of or option.dest)
        setattr(found, option.dest, [value] if option.action == "append" else value if option.takes_value else True)
    return found if len(set(given)) == len(given) and _place(declared, loose, found) else None


def _place(declared: Sequence[Declared], loose: list[str], found: Namespace) -> bool:
    """Put loose words where they belong, as many as fit, the first place first; tell whether that can be done."""
    places = [each for each in declared if not each.is_option]
    needed = sum(each.nargs in (None, "+") for each in places)
    for each in places:
        needed -= each.nargs in (None, "+")
        free = len(loose) - needed
        taken = [loose.pop(0) for _ in range(free if each.nargs in ("*", "+") else min(free, 1))]
        if not taken and each.nargs in (None, "+"):
            return False
        if each.nargs in ("*", "+"):
            setattr(found, each.dest, taken)
        elif taken:
            setattr(found, each.dest, taken[0])
    return not loose


def _is_loose(word: str) -> bool:
    """Whether a word is no option: `-3..today` and `-20m` are none either."""
    return not word.startswith("-") or word[1:2].isdecimal()


def _is_text(word: str) -> bool:
    try:
        return in_utf8(word) == word
    except Unreadable:
        return False
