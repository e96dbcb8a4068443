from __future__ import annotations

from datetime import datetime, timedelta

from tests.cli.shell import Letbe


def test_undo_and_redo_name_what_they_change(letbe: Letbe) -> None:
    letbe("done", "quiet")
    assert letbe.out("undo") == "Taken back: Quiet time alone, Sun 22 Nov: done (back again: letbe redo)\n"
    assert letbe.out("redo") == "Done again: Quiet time alone, Sun 22 Nov: done (undo: letbe undo)\n"
    assert letbe.one("log", "quiet")["mark"] == "done"


def test_several_are_undone_at_once_and_brought_back(letbe: Letbe) -> None:
    letbe("done", "quiet")
    letbe("skip", "mindful")
    assert letbe.out("undo", "2").startswith("Taken back 2 changes: Mindful minutes")
    assert [item["mark"] for item in letbe.json("today")] == [None] * 7
    assert letbe.out("redo", "2").endswith("(undo: letbe undo 2)\n")
    assert [item["mark"] for item in letbe.json("today")][1:3] == ["done", "skip"]


def test_more_than_there_is_undoes_what_there_is(letbe: Letbe) -> None:
    letbe("done", "quiet")
    assert letbe.out("undo", "99").startswith("Taken back 2 changes, all there is: Quiet time alone")
    answer = letbe("undo")
    assert (answer.code, answer.err) == (1, "There is nothing to undo.\n")


def test_even_the_beginning_can_be_taken_back_and_brought_back(letbe: Letbe) -> None:
    letbe("undo")
    assert "no habits here yet" in letbe("today").err
    letbe("redo")
    assert len(letbe.json("habits")) == 7


def test_a_change_of_ones_own_closes_the_way_forward(letbe: Letbe) -> None:
    letbe("done", "quiet")
    letbe("undo")
    letbe("done", "listen")
    assert letbe("redo").code == 1


def test_the_history_is_newest_first_and_tells_what_was_undone(letbe: Letbe) -> None:
    letbe("done", "quiet")
    letbe.now = letbe.now.replace(hour=15)
    letbe("done", "listen")
    letbe("undo")
    changes = letbe.json("history")
    assert [change["undone"] for change in changes[:2]] == [True, False]
    assert changes[0]["at"].endswith("+00:00")
    assert datetime.fromisoformat(changes[0]["at"]) == letbe.now
    lines = letbe.out("history", "2").splitlines()
    assert lines[0].endswith("Listen without fixing, Sun 22 Nov: done (undone)")
    assert lines[1].startswith("3 hours ago")
    assert letbe.out("history", "1", "--plain").count("\n") == 1


def test_nothing_changed_yet_is_said(empty: Letbe) -> None:
    assert empty("history").err == "Nothing was changed yet.\n"
    assert empty.json("history") == []


def test_changes_stand_in_one_column_whenever_they_were_made(letbe: Letbe) -> None:
    letbe("done", "quiet")
    letbe.now += timedelta(hours=3)
    letbe("done", "listen")
    lines = letbe.out("history", "2").splitlines()
    assert [line.index(name) for line, name in zip(lines, ("Listen", "Quiet"), strict=True)] == [19, 19]
