"""The command `completion`: lets a shell complete commands, options and the names of habits.

The scripts are printed from the declarations of the commands. Names of habits are asked for at each Tab, with
`letbe habits --plain`, so that they are those of the book as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tracker.cli.commands import COMMANDS, Command
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.domain.errors import Unreadable
from tracker.domain.text import excerpt

_EVERYWHERE = "--file --defaults --json --plain --no-color --quiet --help"
_VALUES = {
    "DAY": "today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday",
    "S": "daily weekdays weekends 1/week 2/week 3/week 1/month 2/month anytime",
    "P": "week month quarter year all",
    "F": "text markdown html",
}
"""What is offered behind an option, by what its usage says it takes; what it can choose between stands there itself."""

_BASH = """\
# Completion of letbe for bash.
_letbe() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} name value first=1 before=()
    if [ "$current" = = ]; then current=""; fi
    if [ "$previous" = = ]; then previous=${COMP_WORDS[COMP_CWORD - 2]}; fi
    case $previous in
    -o | --file | --defaults)
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$current"))
        return
        ;;
    esac
    while [[ $first -lt $COMP_CWORD && ${COMP_WORDS[first]} == -* ]]; do
        case ${COMP_WORDS[first]} in
        --file | --defaults)
            value=$((first + 1))
            if [ "${COMP_WORDS[value]}" = = ]; then value=$((value + 1)); fi
            before+=("${COMP_WORDS[first]}" "${COMP_WORDS[value]/#\\~/$HOME}")
            first=$value
            ;;
        esac
        first=$((first + 1))
    done
    local options="@everywhere@" choices="" place=2 habits="" paths="" takes="" values=""
    if [ "$first" -ge "$COMP_CWORD" ]; then
        if [[ $current != -* ]]; then options="@commands@"; fi
        COMPREPLY=($(compgen -W "$options" -- "$current"))
        return
    fi
    case ${COMP_WORDS[first]} in
@cases@
    esac
    case " $takes " in
@values@
    esac
    if [ -n "$values" ]; then
        COMPREPLY=($(compgen -W "$values" -- "$current"))
        return
    fi
    if [ $((COMP_CWORD - first + 1)) -ne "$place" ]; then choices=""; elif [ -n "$choices" ]; then habits=""; fi
    COMPREPLY=($(compgen -W "$choices" -- "$current"))
    if [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$current"))
    elif [ -n "$paths" ]; then
        compopt -o filenames 2>/dev/null
        COMPREPLY+=($(compgen -f -- "$current"))
    elif [ -n "$habits" ]; then
        local id quote="" begin=() ids=() within=() casing=$(shopt -p nocasematch)
        if [[ $current == [\\'\\"]* ]]; then quote=${current:0:1} current=${current:1}; fi
        current=${current//\\\\/}
        shopt -s nocasematch
        while IFS=$'\\t' read -r id name _; do
            if [[ $name == "$current"* ]]; then begin+=("$name")
            elif [[ $id == "$current"* ]]; then ids+=("$id")
            elif [[ $name == *"$current"* ]]; then within+=("$name"); fi
        done < <(letbe "${before[@]}" habits --plain 2>/dev/null)
        $casing
        if [ ${#begin[@]} -eq 0 ]; then begin=("${ids[@]}"); fi
        if [ ${#begin[@]} -eq 0 ]; then begin=("${within[@]}"); fi
        for name in "${begin[@]}"; do
            if [ -n "$quote" ]; then COMPREPLY+=("$name"); else COMPREPLY+=("$(printf '%q' "$name")"); fi
        done
    fi
}
complete -F _letbe letbe
"""

_ZSH = """\
#compdef letbe
# Completion of letbe for zsh.
_letbe() {
    local -a commands lines names ids choices options takes before
    local place=2 habits="" paths="" previous=$words[CURRENT-1] values=""
    commands=(
@commands@
    )
    options=(@everywhere@)
    if [[ $previous == (-o|--file|--defaults) ]]; then
        _files
        return
    fi
    while (( CURRENT > 2 )) && [[ $words[2] == -* ]]; do
        if [[ $words[2] == (--file|--defaults) ]]; then
            before+=($words[2] ${${(Q)words[3]}/#\\~/$HOME})
            words[2]=()
            (( CURRENT-- ))
        fi
        words[2]=()
        (( CURRENT-- ))
    done
    if (( CURRENT <= 2 )); then
        if [[ $PREFIX == -* ]]; then compadd -- $options; else _describe command commands; fi
        return
    fi
    case $words[2] in
@cases@
    esac
    case " $takes " in
@values@
    esac
    if [[ -n $values ]]; then
        compadd -- ${=values}
        return
    fi
    if [[ $PREFIX == -* ]]; then
        compadd -- $options
        return
    fi
    if (( CURRENT == place + 1 && $#choices )); then
        compadd -- $choices
        habits=""
    fi
    [[ -n $paths ]] && _files
    if [[ -n $habits ]]; then
        local anyhow='m:{[:lower:][:upper:]}={[:upper:][:lower:]}'
        lines=(${(f)"$(letbe $before habits --plain 2>/dev/null)"})
        ids=(${lines%%$'\\t'*})
        names=(${${lines#*$'\\t'}%%$'\\t'*})
        compadd -M "$anyhow" -a names || compadd -M "$anyhow" -a ids || compadd -M "$anyhow l:|=* r:|=*" -a names
    fi
}
if [[ $funcstack[1] == _letbe ]]; then _letbe "$@"; else compdef _letbe letbe; fi
"""

_FISH = """\
# Completion of letbe for fish.
function __letbe_habits
    letbe habits --plain 2>/dev/null | string split -f2 \\t
end
function __letbe_begins
    set -l words (commandline -opc)[2..-1]
    while set -q words[1]; and string match -q -- '-*' $words[1]
        contains -- $words[1] --file --defaults; and set -e words[1]
        set -e words[1]
    end
    not set -q words[1]
end
complete -c letbe -f
complete -c letbe -s o -rF
complete -c letbe -l file -rF
complete -c letbe -l defaults -rF
@lines@
"""


def _arguments(parser: Parser) -> None:
    parser.add_argument("shell", metavar="SHELL", help="")


def _completion(session: Session, arguments: Namespace) -> None:
    scripts = {"bash": _bash, "zsh": _zsh, "fish": _fish}
    shell = arguments.shell.strip().casefold()
    if shell not in scripts:
        raise Unreadable(f"There is no completion for “{excerpt(arguments.shell)}”; there is {', '.join(scripts)}.")
    session.console.data(scripts[shell]().rstrip("\n") + "\n")


def _bash() -> str:
    return _filled(
        _BASH, commands=" ".join(COMMANDS), everywhere=_EVERYWHERE, cases="\n".join(_cases()), values=_offers()
    )


def _zsh() -> str:
    described = "\n".join(f"        {_quoted(f'{c.name}:{c.summary}')}" for c in COMMANDS.values())
    return _filled(
        _ZSH, commands=described, everywhere=_EVERYWHERE, cases="\n".join(_cases(listed=True)), values=_offers()
    )


def _fish() -> str:
    lines = []
    for command in COMMANDS.values():
        seen = f"-n '__fish_seen_subcommand_from {command.name}'"
        lines.append(f"complete -c letbe -n __letbe_begins -a {command.name} -d {_quoted(command.summary)}")
        lines += [f"complete -c letbe {seen} -a {word}" for word in _choices(command)[0]]
        takes = {option: f" -xa '{_offered(what)}'" for option, what in _takes(command)}
        lines += [f"complete -c letbe {seen} -l {option[2:]}{takes.get(option, '')}" for option in _options(command)]
        if _names_habits(command):
            lines.append(f"complete -c letbe {seen} -a '(__letbe_habits)'")
        if _names_files(command):
            lines.append(f"complete -c letbe {seen} -F")
    return _filled(_FISH, lines="\n".join(lines))


def _cases(*, listed: bool = False) -> Iterable[str]:
    """Give, for bash and zsh, what each command has of its own: options, choices, and whether it names habits."""
    for command in COMMANDS.values():
        choices, place = _choices(command)
        takes = [f"{option}:{_bare(what)}" for option, what in _takes(command)]
        own = {"options": _options(command), "choices": choices, "takes": takes}
        left, right = ("(", ")") if listed else ('" ', '"')
        parts = [f"{name}+={left}{' '.join(words)}{right}" for name, words in own.items() if words]
        parts += [
            f"{what}=yes" for what, names in (("habits", _names_habits), ("paths", _names_files)) if names(command)
        ]
        parts += [f"place={place}"] if place > 2 else []
        if parts:
            yield f"        {command.name}) {'; '.join(parts)} ;;"


def _options(command: Command) -> list[str]:
    declared = " ".join(each.usage for each in (command, *command.parts))
    return list(dict.fromkeys(re.findall(r"--[a-z-]+", declared)))


def _takes(command: Command) -> list[tuple[str, str]]:
    """Give the options whose values can be offered, each with what it takes: `DAY`, or `json|csv`."""
    found = re.findall(r"(--[a-z-]+) ([A-Z]+\b|[a-z]+(?:\|[a-z]+)+)", command.usage)
    return [(option, what) for option, what in found if what in _VALUES or "|" in what]


def _offers() -> str:
    """Give, for bash and zsh, the case in which each thing that options take is offered."""
    kinds = dict.fromkeys(what for command in COMMANDS.values() for _, what in _takes(command))
    return "\n".join(f'    *" $previous:{_bare(what)} "*) values="{_offered(what)}" ;;' for what in kinds)


def _offered(what: str) -> str:
    return _VALUES.get(what, what.replace("|", " "))


def _bare(what: str) -> str:
    """Write `json|csv` without the bar, which means something else to a shell."""
    return what.replace("|", "-or-")


def _choices(command: Command) -> tuple[list[str], int]:
    """Give the words that make a command another one, or that it chooses between, and the place where they stand."""
    if command.name == "settings":
        from tracker.cli.settings import NAMES  # its names are those of the settings there are

        return list(NAMES), 2
    parts = [part.name.split()[1] for part in command.parts]
    chosen = re.search(r"(?<![\w-])[a-z][a-z-]*(?: \| [a-z][a-z-]*)+", command.usage)
    before = command.usage[: chosen.start()].strip(" [") if chosen else ""
    return parts + (chosen[0].split(" | ") if chosen else []), 2 + len(before.split())


def _names_habits(command: Command) -> bool:
    return "HABIT" in command.usage


def _names_files(command: Command) -> bool:
    return command.usage.startswith("PATH")


def _filled(script: str, **texts: str) -> str:
    for name, text in texts.items():
        script = script.replace(f"@{name}@", text)
    return script


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


HANDLERS: Mapping[str, Handler] = MappingProxyType({"completion": Handler(_arguments, _completion)})
