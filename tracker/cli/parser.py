"""Parser: reads the words of one command, and says in one plain sentence what is wrong with them.

Arguments are declared in the words of argparse, which itself stays out: importing it and setting it up would take
a command a tenth of its time, and its errors and its help would have to be rewritten.
"""

from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias

from tracker.cli.commands import Command
from tracker.domain.errors import Unreadable
from tracker.domain.text import excerpt

if TYPE_CHECKING:
    from tracker.cli.session import Session  # the help of a command does without a book

Namespace: TypeAlias = SimpleNamespace
"""What was read, by the names of the arguments."""


class Handler(NamedTuple):
    """How a command reads its words, and what it then does; it may give an exit code."""

    arguments: "Callable[[Parser], None]"
    run: "Callable[[Session, Namespace], int | None]"


class _Argument(NamedTuple):
    """One argument; without a `nargs` it takes one word, and a flag takes none."""

    name: str
    dest: str
    metavar: str
    help: str
    nargs: str
    is_flag: bool
    default: Any


class Parser:
    """The arguments of one command. Only the last of those without an option may take several words."""

    def __init__(self, command: Command) -> None:
        self._command = command
        self._options: dict[str, _Argument] = {}
        self._places: list[_Argument] = []
        self._rivals: list[set[str]] = []

    def add_argument(
        self,
        name: str,
        *,
        nargs: str = "",
        metavar: str = "",
        help: str = "",
        action: str = "store",
        dest: str = "",
        default: Any = None,
    ) -> None:
        """Declare a word (`nargs`: `?` it may be missing, `*` any number, `+` at least one) or an option."""
        is_flag = action == "store_true"
        dest = dest or name.lstrip("-").replace("-", "_")
        argument = _Argument(name, dest, metavar, help, nargs, is_flag, False if is_flag else default)
        if name.startswith("-"):
            self._options[name] = argument
        else:
            self._places.append(argument)

    def add_mutually_exclusive_group(self) -> "Rivals":
        """Give a group of which only one option may be used."""
        names: set[str] = set()
        self._rivals.append(names)
        return Rivals(self, names)

    def parse(self, words: Sequence[str]) -> Namespace:
        """Read words and options in any order; after `--` everything is a word. Raises `Unreadable`."""
        found = {option.dest: option.default for option in self._options.values()}
        used: list[str] = []
        loose: list[str] = []
        left = iter(words)
        for word in left:
            if word == "--":
                loose.extend(left)
            elif _looks_like_an_option(word):
                option, value = self._read_option(word, left)
                self._refuse_rivals(option.name, used)
                found[option.dest] = value
            else:
                loose.append(word)
        return Namespace(**found, **self._placed(loose))

    def format_help(self) -> str:
        """Give the help: what the command does, examples, usage, and the options with what they mean."""
        from tracker.cli.help import introduce  # only for those who ask

        described = [argument for argument in (*self._places, *self._options.values()) if argument.help]
        lines = [f"  {_shown(argument):<18} {argument.help}" for argument in described]
        return introduce(self._command) + ("\nOptions\n" + "\n".join(lines) + "\n" if lines else "")

    def _read_option(self, word: str, following: Iterator[str]) -> tuple[_Argument, Any]:
        name, equals, value = word.partition("=")
        option = self._options.get(name)
        if option is None:
            self._refuse_words([word])
        if option.is_flag:
            return (option, True) if not equals else self._refuse(f"{name} takes no value.")
        given = value if equals else next(following, "--")
        if not equals and _looks_like_an_option(given):
            self._refuse(f"{name} needs a value.")
        return option, given

    def _refuse_rivals(self, name: str, used: list[str]) -> None:
        for rivals in self._rivals:
            if rival := next((other for other in used if {other, name} <= rivals and other != name), None):
                self._refuse(f"{name} and {rival} do not go together.")
        used.append(name)

    def _placed(self, words: list[str]) -> dict[str, Any]:
        """Give each word to the argument whose place it stands at."""
        missing = [place.metavar for place in self._places[len(words) :] if place.nargs in ("", "+")]
        if missing:
            self._refuse(f"{self._name} needs {', '.join(missing)}.")
        takes_all = bool(self._places) and self._places[-1].nargs in ("*", "+")
        if len(words) > len(self._places) and not takes_all:
            self._refuse_words(words[len(self._places) :])
        one_each = dict(zip((place.dest for place in self._places), words, strict=False))
        found = {place.dest: one_each.get(place.dest, place.default) for place in self._places}
        if takes_all:
            found[self._places[-1].dest] = words[len(self._places) - 1 :]
        return found

    def _refuse_words(self, words: Sequence[str]) -> NoReturn:
        self._refuse(f"{self._name} does not know what to do with “{excerpt(' '.join(words))}”.")

    def _refuse(self, sentence: str) -> NoReturn:
        raise Unreadable(f"{sentence} See {self._name[:-1]} --help`.")

    @property
    def _name(self) -> str:
        return f"`letbe {self._command.name}`"


class Rivals:
    """A group of options that do not go together."""

    def __init__(self, parser: Parser, names: set[str]) -> None:
        self._parser = parser
        self._names = names

    def add_argument(self, name: str, **said: Any) -> None:
        """Declare one of them, as `Parser.add_argument` does."""
        self._parser.add_argument(name, **said)
        self._names.add(name)


def _looks_like_an_option(word: str) -> bool:
    """Whether a word is an option, known or not: `-3..today`, `-20m` and whole sentences are none."""
    return len(word) > 1 and word[0] == "-" and not word[1].isdigit() and " " not in word


def _shown(argument: _Argument) -> str:
    named = argument.name if argument.name.startswith("-") else ""
    return f"{named} {argument.metavar}".strip()
