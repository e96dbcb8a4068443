"""due and remind, as a shell, a timer and a notification program see them."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.shell import NOON, Letbe

PROGRAMS = ("notify-send", "osascript", "termux-notification")
NAME = "Quiet; $(touch pwned) `id` <b>\\n&"


@pytest.fixture
def asking(letbe: Letbe) -> Letbe:
    """letbe with one habit that asks at noon, and one that asks at six."""
    letbe("edit", "quiet", "--remind", "12:00", "--cue", "after lunch")
    letbe("edit", "hobby", "--remind", "18:00", "--cue", "")
    return letbe


def programs(letbe: Letbe, folder: Path, *names: str, code: int = 0) -> None:
    """Put programs on the path that write down with which arguments they are called, and how they end."""
    (folder / "bin").mkdir(exist_ok=True)
    for name in names:
        program = folder / "bin" / name
        program.write_text(
            f'#!/bin/sh\nfor word in {name} "$@" "$DBUS_SESSION_BUS_ADDRESS"\ndo printf "%s\\0" "$word" >> "$CALLS"\n'
            f'done\nprintf "\\n\\0" >> "$CALLS"\nexit {code}\n'
        )
        program.chmod(0o700)
    letbe.env |= {
        **os.environ,
        "PATH": str(folder / "bin"),
        "CALLS": str(folder / "calls"),
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/tmp/bus",
    }


def calls(folder: Path) -> list[list[str]]:
    """Read what was called with which arguments."""
    found = folder / "calls"
    text = found.read_text() if found.exists() else ""
    return [call.removesuffix("\0").split("\0") for call in text.split("\n\0") if call]


@pytest.mark.parametrize(
    ("words", "code", "out"),
    [
        ((), 0, "12:00  Quiet time alone · after lunch\n"),
        (("--by", "11:59"), 1, ""),
        (("--by", "18"), 0, "12:00  Quiet time alone · after lunch\n18:00  Time for a hobby that is mine\n"),
        (("--mask",), 0, "12:00  habit jsn\n"),
        (("--plain",), 0, "12:00\tquiet\tQuiet time alone\tafter lunch\n"),
        (("--plain", "--mask"), 0, "12:00\t\thabit jsn\t\n"),
        (("--by", "8", "--json"), 1, "[]\n"),
    ],
)
def test_due_says_what_is_open_and_has_asked(asking: Letbe, words: tuple[str, ...], code: int, out: str) -> None:
    assert asking("due", *words) == (code, out, "")


def test_due_tells_a_program_all_it_may_want_and_masks_ids_too(asking: Letbe) -> None:
    found = json.loads(asking("due", "--json").out)
    assert found == [
        {"day": "2026-11-22", "time": "12:00", "id": "quiet", "name": "Quiet time alone", "area": "personal-time",
         "cue": "after lunch"}
    ]  # fmt: skip
    assert "quiet" not in asking("due", "--json", "--mask").out.casefold()


def test_due_has_nothing_to_say_of_what_is_done_nor_where_nobody_has_begun(asking: Letbe, empty: Letbe) -> None:
    asking("done", "quiet", "20")
    assert asking("due") == (1, "", "")
    fresh = Letbe(asking.path + ".other")
    assert fresh("due") == (1, "", "")
    assert fresh("remind") == (0, "", "")


def test_a_reminder_without_a_program_to_show_it_is_printed_once(asking: Letbe) -> None:
    assert asking("remind") == (0, "letbe: 1 open\n", "")
    assert asking("remind") == (0, "", "")
    asking.now = NOON + timedelta(hours=6)
    assert asking("remind", "--names") == (0, "letbe: 1 open\nTime for a hobby that is mine\n", "")
    asking.now = NOON + timedelta(days=1)
    assert asking("remind", "--names") == (0, "letbe: 1 open\nafter lunch: Quiet time alone\n", "")


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_is_given_the_message_and_no_name(asking: Letbe, program: str, tmp_path: Path) -> None:
    programs(asking, tmp_path, program)
    asking("edit", "quiet", "--name", NAME)
    assert asking("remind") == (0, "", "")
    assert asking("remind") == (0, "", "")
    (call,) = calls(tmp_path)
    assert "letbe" in call
    assert "1 open" in call
    assert not any(word in " ".join(call) for word in ("Quiet", "lunch", "hobby"))


@pytest.mark.parametrize(
    ("program", "body"),
    [
        ("notify-send", "after lunch: Quiet; $(touch pwned) `id` &lt;b&gt;\\\\n&amp;"),
        ("osascript", f"after lunch: {NAME}"),
        ("termux-notification", f"after lunch: {NAME}"),
    ],
)
def test_names_reach_a_program_letter_by_letter_and_never_a_shell(
    asking: Letbe, program: str, body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs(asking, tmp_path, program)
    monkeypatch.chdir(tmp_path)
    asking("edit", "quiet", "--name", NAME)
    asking("remind", "--names")
    (call,) = calls(tmp_path)
    assert call[-2] == body
    assert "letbe: 1 open" in call
    assert not (tmp_path / "pwned").exists()


def test_where_one_program_fails_the_next_one_is_tried_and_at_last_it_is_printed(asking: Letbe, tmp_path: Path) -> None:
    programs(asking, tmp_path, *PROGRAMS, code=1)
    assert asking("remind") == (0, "letbe: 1 open\n", "")
    assert [call[0] for call in calls(tmp_path)] == list(PROGRAMS)


def test_without_a_bus_there_is_no_use_in_notify_send(asking: Letbe, tmp_path: Path) -> None:
    programs(asking, tmp_path, "notify-send")
    asking.env |= {"DBUS_SESSION_BUS_ADDRESS": "", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert asking("remind") == (0, "letbe: 1 open\n", "")
    (tmp_path / "bus").touch()
    asking.now = NOON + timedelta(hours=6)
    assert asking("remind") == (0, "", "")
    assert [call[-1] for call in calls(tmp_path)] == [f"unix:path={tmp_path}/bus"]


@pytest.fixture
def timed(asking: Letbe, tmp_path: Path) -> Letbe:
    """The same, where systemd can be asked."""
    programs(asking, tmp_path, "systemctl")
    asking.env |= {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    return asking


def test_a_timer_is_shown_put_in_place_followed_and_taken_away(timed: Letbe, tmp_path: Path) -> None:
    units = tmp_path / "config" / "systemd" / "user" / "letbe-remind.timer"
    shown = timed.out("remind", "--show")
    assert "OnCalendar=*-*-* 12:00:00\nOnCalendar=*-*-* 18:00:00\n" in shown
    assert not units.exists()
    assert timed.out("remind", "--install").startswith(f"{units} is in place, next at 18:00 today (undo: letbe remind")
    assert units.read_text() in shown
    said = timed("edit", "hobby", "--remind", "19:00")
    assert said.err == "The timer follows: next at 19:00 today.\n"
    assert "OnCalendar=*-*-* 19:00:00" in units.read_text()
    assert timed("undo").err == "The timer follows: next at 18:00 today.\n"
    assert timed("done", "quiet").err == ""
    assert f"Reminders: {units} is there, next at 18:00 today." in timed.out("doctor", "--plain")
    assert timed.out("remind", "--uninstall") == f"{units} is gone\n"
    assert not units.exists()
    assert "no timer of letbe's starts them here" in timed.out("doctor", "--plain")


def test_a_timer_names_nobody_unless_asked(timed: Letbe) -> None:
    for kind in ("systemd", "launchd", "cron"):
        out = timed("remind", "--show", kind).out
        assert "Quiet" not in out
        assert "--names" not in out
        assert "--names" in timed("remind", "--show", kind, "--names").out


def test_without_any_reminder_there_is_nothing_to_install(letbe: Letbe) -> None:
    answer = letbe("remind", "--install")
    assert (answer.code, answer.out) == (1, "")
    assert "`letbe edit HABIT --remind 18:00`" in answer.err
    assert letbe("remind", "--show", "sundial").code == 2
    assert letbe("remind", "--show", "--install").code == 2
    assert "Reminders" not in letbe.out("doctor")


def test_a_calendar_is_printed_or_written_and_names_nobody(asking: Letbe, tmp_path: Path) -> None:
    text = asking.out("calendar")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "quiet" not in text.casefold()
    assert asking.out("calendar", "quiet", "--names").count("SUMMARY:Quiet time alone") >= 1
    path = tmp_path / "letbe.ics"
    assert " events written" in asking.out("calendar", "-o", str(path))
    assert path.read_bytes().decode() == text
    assert asking("calendar", "--days", "0").code == 2
    assert asking("calendar", "--days", "x").code == 2


def test_without_the_library_a_calendar_says_how_to_get_it(asking: Letbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    answer = asking("calendar")
    assert (answer.code, answer.out) == (1, "")
    assert f"{sys.executable} -m pip install icalendar" in answer.err
