"""When somebody has to look, what systemd, launchd and cron are told of it, and how the timer is kept."""

from __future__ import annotations

import os
import plistlib
import shlex
from datetime import datetime
from pathlib import Path

import pytest

from tests.service.lists import TODAY, book_of
from tests.service.test_reminders import reminded, ruled
from tracker.domain.book import Book
from tracker.domain.errors import Refused
from tracker.service.reminders import systemd
from tracker.service.reminders.asking import EVERY_DAY, Firing, next_firing, plan_of
from tracker.service.reminders.texts import Call, cron_text, launchd_text, service_text, timer_text

BOOK = "/home/me/habits.json"
WORK = frozenset(range(5))
ODD = '/home/a b/"quo\\te"/100%/$HOME/ü/letbe'
CALL = Call((ODD, "--file", "/home/new\nline", "remind"), (("XDG_STATE_HOME", "/var/50%"),), BOOK)
PLAN = (Firing(480), Firing(1080, WORK), Firing(1230, frozenset({6})))


def late(book: Book) -> Book:
    """Begin the day at three."""
    return book._replace(settings=book.settings._replace(day_start=180))


@pytest.mark.parametrize(
    ("book", "plan"),
    [
        (book_of(time="A B"), ()),
        (reminded(book_of(time="A B"), a="18:00", b="18:00 8:00"), (Firing(480), Firing(1080))),
        (reminded(book_of(time="A"), day="20:30"), (Firing(1230),)),
        (ruled(reminded(book_of(time="A"), a="18:00"), "a", "mon fri"), (Firing(1080, frozenset({0, 4})),)),
        (
            ruled(ruled(reminded(book_of(time="A B"), a="18", b="18"), "a", "mon fri"), "b", "sun"),
            (Firing(1080, frozenset({0, 4, 6})),),
        ),
        (ruled(reminded(book_of(time="A B"), a="18", b="18"), "a", "mon"), (Firing(1080),)),
        (ruled(reminded(book_of(time="A"), a="18", day="18"), "a", "mon"), (Firing(1080),)),
        (ruled(reminded(book_of(time="A"), a="18"), "a", "3/week"), (Firing(1080),)),
        # Half past midnight after Sunday is on Monday.
        (
            late(ruled(reminded(book_of(time="A"), a="0:30 9"), "a", "sun")),
            (Firing(30, frozenset({0})), Firing(540, frozenset({6}))),
        ),
        (ruled(reminded(book_of(time="A"), a="18"), "a", "daily", "at most 1"), ()),
        (ruled(reminded(book_of(time="A"), a="18"), "a", "anytime", "let go"), ()),
    ],
)  # fmt: skip
def test_each_time_comes_once_and_on_chosen_weekdays_alone_where_all_want_those(
    book: Book, plan: tuple[Firing, ...]
) -> None:
    assert plan_of(book, TODAY) == plan


def test_an_archived_habit_wants_no_time() -> None:
    book = reminded(book_of(time="A"), a="18")
    assert plan_of(book._replace(habits=(book.habits[0]._replace(archived=TODAY),)), TODAY) == ()


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-27 07:59", "2026-11-27 08:00"),  # a Friday
        ("2026-11-27 08:00", "2026-11-27 18:00"),
        ("2026-11-28 08:00", "2026-11-29 08:00"),
        ("2026-11-29 08:00", "2026-11-29 20:30"),
        ("2026-11-29 20:30", "2026-11-30 08:00"),
    ],
)
def test_the_next_time_is_found_over_days_that_have_none(now: str, then: str) -> None:
    assert next_firing(PLAN, datetime.fromisoformat(now)) == datetime.fromisoformat(then)
    assert next_firing((), datetime.fromisoformat(now)) is None


def test_systemd_is_told_each_time_once_with_its_weekdays() -> None:
    lines = timer_text(CALL, PLAN).splitlines()
    assert [line for line in lines if line.startswith("OnCalendar")] == [
        "OnCalendar=*-*-* 08:00:00",
        "OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 18:00:00",
        "OnCalendar=Sun *-*-* 20:30:00",
    ]
    assert "Persistent=true" in lines


def test_systemd_is_told_the_words_of_a_command_whatever_is_in_them() -> None:
    lines = service_text(CALL).splitlines()
    assert lines[-1] == (
        r'ExecStart="/usr/bin/env" "/home/a b/\"quo\\te\"/100%%/$$HOME/ü/letbe" "--file" "/home/new\x0aline" "remind"'
    )
    assert 'Environment="XDG_STATE_HOME=/var/50%%"' in lines
    assert 'Environment="DBUS_SESSION_BUS_ADDRESS=unix:path=%t/bus"' in lines


def test_a_program_that_systemd_takes_is_called_by_itself() -> None:
    plain = CALL._replace(words=("/opt/50% $x/letbe", "$y"))
    assert 'ExecStart="/opt/50%% $x/letbe" "$$y"' in service_text(plain).splitlines()


def test_cron_and_launchd_are_told_the_same() -> None:
    plain = CALL._replace(words=(ODD, "remind"))
    times = [line.split(" ", 5) for line in cron_text(plain, PLAN).splitlines()]
    assert [" ".join(line[:5]) for line in times] == ["0 8 * * *", "0 18 * * 1,2,3,4,5", "30 20 * * 0"]
    assert {tuple(shlex.split(line[5].replace(r"\%", "%"))) for line in times} == {
        ("XDG_STATE_HOME=/var/50%", ODD, "remind")
    }
    told = plistlib.loads(launchd_text(CALL, PLAN).encode())
    assert tuple(told["ProgramArguments"]) == CALL.words
    assert len(told["StartCalendarInterval"]) == 7
    assert told["StartCalendarInterval"][-1] == {"Hour": 20, "Minute": 30, "Weekday": 0}


@pytest.fixture
def units(tmp_path: Path) -> systemd.Units:
    """Where units lie, and a systemctl that writes down what it was asked."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "systemctl"
    program.write_text('#!/bin/sh\necho "$@" >> "$ASKED"\n')
    program.chmod(0o700)
    env = {
        **os.environ, "PATH": str(tmp_path / "bin"), "ASKED": str(tmp_path / "asked"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "data"),
    }  # fmt: skip
    return systemd.units_for(BOOK, env)


def asked(units: systemd.Units) -> list[str]:
    """Read what systemctl was asked."""
    path = Path(units.env["ASKED"])
    return path.read_text().splitlines() if path.exists() else []


def files_of(units: systemd.Units) -> dict[str, str]:
    """Read all that lies where the units are."""
    config = Path(units.env["XDG_CONFIG_HOME"])
    return {str(path.relative_to(config)): path.read_text() for path in sorted(config.rglob("*")) if path.is_file()}


def test_installing_twice_comes_to_the_same_and_uninstalling_leaves_nothing(units: systemd.Units) -> None:
    assert systemd.install(units, CALL, PLAN)
    once = files_of(units)
    assert systemd.install(units, CALL, PLAN)
    assert files_of(units) == once
    assert list(once) == [
        f"systemd/user/{name}"
        for name in ("letbe-remind.service", "letbe-remind.timer", "timers.target.wants/letbe-remind.timer")
    ]
    assert asked(units)[:2] == ["--user daemon-reload", "--user restart letbe-remind.timer"]
    stamp = Path(units.env["XDG_DATA_HOME"], "systemd", "timers", "stamp-letbe-remind.timer")
    stamp.parent.mkdir(parents=True)
    stamp.touch()
    assert systemd.uninstall(units)
    assert files_of(units) == {}
    assert not stamp.exists()
    assert os.listdir(units.env["XDG_CONFIG_HOME"]) == []
    assert not systemd.uninstall(units)


def test_a_changed_time_is_followed_and_nothing_else_is_touched(units: systemd.Units) -> None:
    assert not systemd.follow(units, PLAN)
    systemd.install(units, CALL, PLAN)
    assert not systemd.follow(units, PLAN)
    before = asked(units)
    assert systemd.follow(units, PLAN[:1])
    assert asked(units)[len(before) :] == ["--user daemon-reload", "--user restart letbe-remind.timer"]
    assert systemd.is_in_step(units, PLAN[:1])
    assert systemd.follow(units, ())
    assert "OnCalendar=1970" in Path(units.timer).read_text()
    assert systemd.follow(units, PLAN)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[Timer]\nOnCalendar=hourly\n", "is your own, so it stays as it is"),
        ("", "is your own"),
        (timer_text(CALL._replace(book="/home/other.json"), PLAN), "reminds of another book"),
    ],
)
def test_what_is_not_letbes_for_this_book_stays_as_it_is(units: systemd.Units, text: str, sentence: str) -> None:
    os.makedirs(units.folder)
    Path(units.timer).write_text(text)
    with pytest.raises(Refused, match=sentence):
        systemd.install(units, CALL, PLAN)
    with pytest.raises(Refused, match=sentence):
        systemd.uninstall(units)
    assert not systemd.follow(units, PLAN[:1])
    assert Path(units.timer).read_text() == text


def test_without_a_systemd_that_answers_the_units_are_there_and_nobody_claims_more(units: systemd.Units) -> None:
    Path(units.env["PATH"], "systemctl").write_text("#!/bin/sh\nexit 1\n")
    assert not systemd.install(units, CALL, PLAN)
    assert systemd.is_ours(units)
    assert not systemd.runs(units)


def test_a_disk_that_refuses_is_said(units: systemd.Units) -> None:
    Path(units.env["XDG_CONFIG_HOME"]).write_text("a file where the folder should be")
    with pytest.raises(systemd.NotInstalled, match="cannot be written"):
        systemd.install(units, CALL, PLAN)


def test_the_very_letbe_that_runs_is_called(tmp_path: Path) -> None:
    script = tmp_path / "a folder" / "letbe"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n")
    script.chmod(0o700)
    call = systemd.call_of(str(script), BOOK, {"XDG_STATE_HOME": "/state", "XDG_DATA_HOME": "no path"})
    assert call.words == (str(script), "--file", BOOK, "remind")
    assert call.env == (("XDG_STATE_HOME", "/state"),)
    module = systemd.call_of(str(tmp_path / "__main__.py"), BOOK, {}, named=True)
    assert module.words[1:3] == ("-m", "tracker")
    assert module.words[-1] == "--names"
    assert Firing(5).weekdays == EVERY_DAY
