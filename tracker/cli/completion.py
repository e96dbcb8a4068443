"""The command `completion`: lets a shell complete commands, options and the names of habits and areas.

The scripts are short: at each Tab they ask letbe itself, by the word `__complete`, what could come next. So there is
one place that knows, and nothing that stands in the book is ever read by a shell as anything but text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from tracker.cli.console import Console, Surroundings
from tracker.cli.offering import Naming, Offers, matching, offers
from tracker.cli.options import Options, split
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.quoting import ended, kept, quoted, typed
from tracker.cli.session import Session
from tracker.domain.errors import LetbeError, Unreadable
from tracker.domain.text import excerpt

_BASH = r"""# Completion of letbe for bash.
_letbe() {
    local reply
    COMPREPLY=()
    while IFS= read -r reply; do
        case $reply in
        files) compopt -o default 2>/dev/null ;;
        =*) COMPREPLY+=("${reply#=}") ;;
        esac
    done < <(letbe __complete bash "$2" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}
complete -F _letbe letbe
"""

_ZSH = r"""#compdef letbe
# Completion of letbe for zsh.
_letbe() {
    local kind text about anyhow='m:{[:lower:][:upper:]}={[:upper:][:lower:]}'
    local -a texts lines
    while IFS=$'\t' read -r kind text about; do
        case $kind in
        files) _files ;;
        word) texts+=("$text") lines+=("$text${about:+  $about}") ;;
        esac
    done < <(letbe __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    (( $#texts )) || return 0
    compadd -M "$anyhow" -l -d lines -a texts && return 0
    compadd -U -l -d lines -a texts
    (( $#texts > 1 )) && compstate[insert]='' compstate[list]='list force'
}
if [[ $funcstack[1] == _letbe ]]; then _letbe "$@"; else compdef _letbe letbe; fi
"""

_FISH = r"""# Completion of letbe for fish.
function __letbe_complete
    set -l words (commandline -opc)
    set -l found (letbe __complete fish $words[2..-1] (commandline -ct) 2>/dev/null)
    if test "$found[1]" = files
        __fish_complete_path (commandline -ct)
    else
        string replace -- = '' $found
    end
end
complete -c letbe -f -a '(__letbe_complete)'
"""


def _arguments(parser: Parser) -> None:
    parser.add_argument("shell", metavar="SHELL", help="")


def _completion(session: Session, arguments: Namespace) -> None:
    scripts = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
    shell = arguments.shell.strip().casefold()
    if shell not in scripts:
        raise Unreadable(f"There is no completion for “{excerpt(arguments.shell)}”; there is {', '.join(scripts)}.")
    session.console.data(scripts[shell])


def complete(argv: Sequence[str], around: Surroundings) -> int:
    """Answer a shell that asks what could be typed next; where that cannot be known, with nothing."""
    console = Console(around, Options(quiet=True))
    shell, *words = argv or ("",)
    try:
        for line in _ANSWERS[shell](words, around) if shell in _ANSWERS and words else ():
            console.data(f"{line}\n")
    except LetbeError:  # nobody has asked to be told at a Tab
        return 1
    return 0


def _for_bash(words: Sequence[str], around: Surroundings) -> Iterator[str]:
    replaced, line = words
    found = typed(line)
    offered = offers(found.words[1:], found.value, naming(found.words[1:], around))
    if offered.files:
        yield "files"
    for reply in replies(offered, found.raw, replaced, history=True):
        yield f"={reply}"


def _for_zsh(words: Sequence[str], around: Surroundings) -> Iterator[str]:
    *before, current = words
    offered = offers(before, current, naming(before, around))
    if offered.files:
        yield "files"
    for each in matching(offered, current):
        yield f"word\t{each.text}\t{each.about}"


def _for_fish(words: Sequence[str], around: Surroundings) -> Iterator[str]:
    *before, current = words
    offered = offers(before, current, naming(before, around))
    if offered.files:
        yield "files"
    for each in offered.words:  # fish chooses what fits, and by other parts of a name too
        if each.short and each.short.startswith(current.casefold()):
            yield f"={each.short}\t{each.text}"
        else:
            yield f"={each.text}\t{each.about or each.id}".rstrip("\t")


_ANSWERS = MappingProxyType({"bash": _for_bash, "zsh": _for_zsh, "fish": _for_fish})


def replies(offered: Offers, raw: str, replaced: str, *, history: bool) -> list[str]:
    """Write what fits a half-typed word so that it can take the place of its last piece, in the quotes that it has.

    `raw` is the word as it is typed, `replaced` the end of it that the reply is put in place of: a shell may take
    a colon for the end of a word.
    """
    stays = raw[: len(raw) - len(replaced)] if raw.endswith(replaced) else ""
    before, quotes = kept(stays)
    current, _ = kept(raw)
    fitting = [each.text for each in matching(offered, current)]
    fitting = [text for text in fitting if text[: len(before)].casefold() == before.casefold()]
    texts = [quoted(text[len(before) :], quotes, history=history) for text in fitting]
    return [ended(texts[0], quotes)] if len(texts) == 1 else texts


def naming(words: Sequence[str], around: Surroundings) -> Naming:
    """Return the names in the book that some words are about, which is opened when they are asked for."""

    def names(what: str) -> list[tuple[str, str]]:
        options, _ = split(words)
        session = Session(Console(around, options._replace(quiet=True)), around)
        book = session.book
        if what in ("TRIGGER", "INSTEAD"):
            return _urge_words(session, what)
        if what == "AREA":
            return [(area.id, area.name) for area in book.areas]
        pool = [habit for habit in book.habits if habit.archived] if what == "ARCHIVED" else book.active
        return [(habit.id, habit.name) for habit in pool]

    return names


def _urge_words(session: Session, what: str) -> list[tuple[str, str]]:
    """Return the user's own words for what sets urges off, or for what is done instead."""
    if session.preferences.mask:
        return []
    book = session.book
    from tracker.service.edits.mending import insteads, triggers  # other words do without

    found = insteads(book) if what == "INSTEAD" else [trigger for trigger, _ in triggers(book)]
    return [(words, words) for words in found]


HANDLERS: Mapping[str, Handler] = MappingProxyType({"completion": Handler(_arguments, _completion)})
