"""What could be typed next: read off the declarations, the same for every shell and for the linear mode."""

from __future__ import annotations

import pytest

from tracker.cli.commands import COMMANDS
from tracker.cli.completion import replies
from tracker.cli.offering import Offer, Offers, matching, offers, short_parts
from tracker.cli.settings import values
from tracker.domain.habit import COLOURS
from tracker.exchange.trackers.formats import NAMES as TRACKERS
from tracker.service.files.importing import OURS

NAMES = {
    "HABIT": [("quiet", "Quiet time alone"), ("call-mum", "Call: mum"), ("nvidia", "-nvidia")],
    "AREA": [("care", "Self-care")],
    "ARCHIVED": [("old", "Old one")],
}
HABITS = ["Quiet time alone", "Call: mum", "nvidia"]


def offered(*typed: str, current: str = "") -> list[str]:
    return [each.text for each in offers(typed, current, NAMES.__getitem__).words]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (["done"], HABITS),
        (["done", "quiet"], HABITS),
        (["done", "--"], ["Quiet time alone", "Call: mum", "-nvidia"]),
        (["note"], HABITS),
        (["note", "quiet"], []),
        (["note", "--on", "today"], HABITS),
        (["--file", "x.json", "-q", "done"], HABITS),
        (["--", "done"], ["Quiet time alone", "Call: mum", "-nvidia"]),
        (["undo"], []),
        (["restore"], ["Old one"]),
        (["act", "quiet"], ["plan", "shrink", "cue", "pause", "let-go", "keep", "fade", "way"]),
        (["act", "quiet", "plan"], []),
        (["areas"], ["add", "rename", "move", "colour", "delete"]),
        (["areas", "rename"], ["Self-care"]),
        (["areas", "colour", "care"], list(COLOURS)),
        (["areas", "move", "care", "--before"], ["Self-care"]),
        (["areas", "delete", "care", "--to"], ["Self-care"]),
        (["edit", "quiet", "--area"], ["Self-care"]),
        (["move", "quiet", "--before"], HABITS),
        (["habits"], ["export", "import", "edit"]),
        (["import", "x.csv", "--from"], [*OURS, *TRACKERS]),
        (["export", "--format"], ["json", "csv", "markdown"]),
        *(([page, "--habit"], HABITS) for page in ("card", "review", "export")),
        *(([page, "--area"], ["Self-care"]) for page in ("card", "review", "export")),
        (["review", "--period"], ["week", "month", "quarter", "year", "all"]),
        (["backup"], ["list", "now", "restore"]),
        (["completion"], ["bash", "zsh", "fish"]),
        (["ease"], ["1", "2", "3", "4", "5"]),
        (["settings", "linear"], ["on", "off", "auto"]),
        (["settings", "week-start"], ["monday", "sunday", "saturday"]),
        (["settings", "theme"], list(values("theme"))),
        (["help"], [*COMMANDS, "safety"]),
        (["nosuch"], []),
        (["done", "--note"], []),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_may_stand_there_is_offered(line: list[str], expected: list[str]) -> None:
    assert offered(*line) == expected


def test_first_come_the_commands_and_what_each_does() -> None:
    assert offered() == [*COMMANDS, "help"]
    assert offered("--plain") == offered()
    assert offers((), "", NAMES.__getitem__).words[0].about == COMMANDS["today"].summary


def test_options_are_offered_where_one_is_begun_and_none_behind_two_dashes() -> None:
    assert offered("done", current="--")[:4] == ["--set", "--on", "--note", "--all-open"]
    assert "--file" in offered(current="-")
    assert not any(word.startswith("--") for word in offered("done", "--", current="-"))


@pytest.mark.parametrize("command", ["add", "edit"])
def test_every_option_of_a_command_is_offered(command: str) -> None:
    assert {"--glyph", "--colour", "--small", "--why", "--from"} <= set(offered(command, current="--"))


def test_a_value_may_stand_behind_its_option_or_in_it() -> None:
    assert "yesterday" in offered("done", "quiet", "--on")
    assert "--on=yesterday" in offered("done", "quiet", current="--on=ye")
    assert offered("edit", "quiet", current="--area=") == ["--area=Self-care"]


@pytest.mark.parametrize(
    "line",
    [["--file"], ["review", "-o"], ["done", "--defaults"], ["import"], ["merge", "a.json"], ["habits", "import"]],
)
def test_where_a_path_is_to_come_the_shell_offers_files(line: list[str]) -> None:
    assert offers(line, "", NAMES.__getitem__) == Offers(files=True)


@pytest.mark.parametrize(
    ("current", "expected"),
    [("q", ["quiet"]), ("CALL", ["call"]), ("call-", ["call"]), ("TIME", ["quiet"]), ("quiet t", ["Quiet time alone"]),
     ("", ["quiet", "call", "nvidia"]), ("xyz", []), ("--o", [])],
)  # fmt: skip
def test_a_name_is_found_in_any_case_by_its_beginning_its_id_or_any_part(current: str, expected: list[str]) -> None:
    found = offers(["done"], "", NAMES.__getitem__)
    assert [each.text for each in matching(found, current)] == expected


@pytest.mark.parametrize(
    ("name", "raw", "replaced", "reply"),
    [
        ("Call: mum", "Call:\\ mu", "\\ mu", "\\ mum"),
        ("Call: mum", "call:\\ mu", "call:\\ mu", "Call:\\ mum"),
        ("Call: mum", '"Call: m', "Call: m", 'Call: mum"'),
        ("Call: mum", "$'Call: m", "Call: m", "Call: mum'"),
        ("a=b@c", "a=b@", "", "c"),
        ("x $(touch pwned)", '"x', "x", 'x \\$(touch pwned)"'),
        ("x $(touch pwned)", "'x", "x", "x $(touch pwned)'"),
        ("x $(touch pwned)", "x", "x", "x\\ \\$\\(touch\\ pwned\\)"),
        ("wow!", '"wow', "wow", 'wow"\\!""'),
        ("dogs'", "'dogs", "dogs", "dogs'\\'''"),
        ("it's late", "$'it\\'s l", "l", "late'"),
        ("a b", "a\\", "a\\", "a\\ b"),
    ],
)
def test_a_reply_takes_the_place_of_what_the_shell_takes_for_the_word(
    name: str, raw: str, replaced: str, reply: str
) -> None:
    assert replies(Offers((Offer(name, id="id"),)), raw, replaced, history=True) == [reply]


def test_several_replies_leave_their_quotes_open() -> None:
    names = Offers((Offer("Walk", id="walk"), Offer("Walk home", id="walk-home")))
    assert replies(names, '"Wa', "Wa", history=True) == ["Walk", "Walk home"]


@pytest.mark.parametrize(
    ("names", "shorts"),
    [
        (["Quiet time alone", "Time for a hobby"], ["quiet", "hobby"]),
        (["Walk", "Walk home"], ["", "home"]),
        (["A b", "Ça va bien"], ["", "bien"]),
        (["Read", "Reading aloud"], ["", "reading"]),
        (["-nvidia", "x $(touch pwned)"], ["nvidia", "touch"]),
    ],
)
def test_the_short_part_of_a_name_is_a_plain_word_that_means_no_other(names: list[str], shorts: list[str]) -> None:
    found = short_parts([(str(number), name) for number, name in enumerate(names)])
    assert [found.get(str(number), "") for number in range(len(names))] == shorts


def test_a_word_that_is_the_whole_of_another_is_no_short_part() -> None:
    assert short_parts([("hobby", "Piano"), ("piano-2", "Practise hobby")]) == {"hobby": "piano", "piano-2": "practise"}


def test_what_fits_in_the_middle_is_not_put_behind_what_is_typed_already() -> None:
    assert replies(Offers((Offer("Mum: call", id="m"),)), "call:", "", history=True) == []
