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

_EVERYWHERE = "--file --json --plain --no-color --quiet --help"

_BASH = """\
# Completion of letbe for bash.
_letbe() {
    local current=${COMP_WORDS[COMP_CWORD]} name
    case ${COMP_WORDS[COMP_CWORD - 1]} in
    -o | --file)
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$current"))
        return
        ;;
    esac
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "@commands@" -- "$current"))
        return
    fi
    local options="@everywhere@" choices="" place=2 habits="" paths=""
    case ${COMP_WORDS[1]} in
@cases@
    esac
    if [ "$COMP_CWORD" -ne "$place" ]; then choices=""; elif [ -n "$choices" ]; then habits=""; fi
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
        done < <(letbe habits --plain 2>/dev/null)
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
    local -a commands lines names ids choices options
    local place=2 habits="" paths=""
    commands=(
@commands@
    )
    if (( CURRENT == 2 )); then
        _describe command commands
        return
    fi
    if [[ $words[CURRENT-1] == (-o|--file) ]]; then
        _files
        return
    fi
    options=(@everywhere@)
    case $words[2] in
@cases@
    esac
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
        lines=(${(f)"$(letbe habits --plain 2>/dev/null)"})
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
complete -c letbe -f
complete -c letbe -s o -rF
complete -c letbe -l file -rF
@lines@
"""


def _arguments(parser: Parser) -> None:
    parser.add_argument("shell", metavar="SHELL", help="")


def _completion(session: Session, arguments: Namespace) -> None:
    scripts = {"bash": _bash, "zsh": _zsh, "fish": _fish}
    shell = arguments.shell.strip().casefold()
    if shell not in scripts:
        raise Unreadable(f"There is no completion for “{excerpt(arguments.shell)}”; there is {', '.join(scripts)}.")
    session.console.print(scripts[shell]().rstrip("\n"))


def _bash() -> str:
    return _filled(_BASH, commands=" ".join(COMMANDS), everywhere=_EVERYWHERE, cases="\n".join(_cases()))


def _zsh() -> str:
    described = "\n".join(f"        {_quoted(f'{c.name}:{c.summary}')}" for c in COMMANDS.values())
    return _filled(_ZSH, commands=described, everywhere=_EVERYWHERE, cases="\n".join(_cases(listed=True)))


def _fish() -> str:
    lines = []
    for command in COMMANDS.values():
        seen = f"-n '__fish_seen_subcommand_from {command.name}'"
        lines.append(f"complete -c letbe -n __fish_use_subcommand -a {command.name} -d {_quoted(command.summary)}")
        lines += [f"complete -c letbe {seen} -a {word}" for word in _choices(command)[0]]
        lines += [f"complete -c letbe {seen} -l {option[2:]}" for option in _options(command)]
        if _names_habits(command):
            lines.append(f"complete -c letbe {seen} -a '(__letbe_habits)'")
        if _names_files(command):
            lines.append(f"complete -c letbe {seen} -F")
    return _filled(_FISH, lines="\n".join(lines))


def _cases(*, listed: bool = False) -> Iterable[str]:
    """Give, for bash and zsh, what each command has of its own: options, choices, and whether it names habits."""
    for command in COMMANDS.values():
        choices, place = _choices(command)
        own = {"options": _options(command), "choices": choices}
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


def _choices(command: Command) -> tuple[list[str], int]:
    """Give the words that make a command another one, or that it chooses between, and the place where they stand."""
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
