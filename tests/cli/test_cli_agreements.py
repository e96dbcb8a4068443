"""The command of agreements: an agreement's life from the shell, with what each step answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Letbe


@pytest.fixture
def agreed(letbe: Letbe) -> Letbe:
    letbe("agreements", "add", "Thursdays stay free", "--with", "Robin", "--since", "2026-10-03")
    letbe("agreements", "add", "One call a day", "--again", "never")
    return letbe


def test_an_agreement_is_listed_with_its_story_and_when_to_look_again(agreed: Letbe) -> None:
    assert agreed.out("agreements") == (
        " 1  Thursdays stay free\n"
        "    with Robin, since Sat 3 Oct · look again, since Tue 3 Nov\n"
        " 2  One call a day\n"
        "    since Sun 22 Nov · not looked at again by itself\n"
    )
    assert agreed.out("agreements", "--due").count("\n") == 2


def test_each_step_says_what_became_of_it_and_can_be_undone_and_redone(agreed: Letbe) -> None:
    steps = {
        ("keep", "1", "--again", "1 year"): "Agreement looked at and kept: “Thursdays stay free” · "
        "look again on Mon 22 Nov 2027 (undo: letbe undo)\n",
        ("change", "thursdays", "Thursdays and Sundays"): "Agreement changed: “Thursdays and Sundays” · "
        "look again on Mon 22 Nov 2027 (undo: letbe undo)\n",
        ("end", "robin"): "Agreement ended: “Thursdays and Sundays” (undo: letbe undo)\n",
    }
    for words, answer in steps.items():
        before = agreed.json("agreements", "--all")
        assert agreed.out("agreements", *words) == answer
        after = agreed.json("agreements", "--all")
        agreed("undo")
        assert agreed.json("agreements", "--all") == before
        agreed("redo")
        assert agreed.json("agreements", "--all") == after
    assert [kept["text"] for kept in agreed.json("agreements")] == ["One call a day"]
    assert "    from Sat 3 Oct: Thursdays stay free\n" in agreed.out("agreements", "--all")


def test_its_fields_for_other_programs(agreed: Letbe) -> None:
    first = agreed.json("agreements")[0]
    assert {**first, "id": ""} == {
        "number": 1,
        "id": "",
        "text": "Thursdays stay free",
        "with": "Robin",
        "since": "2026-10-03",
        "again": "1 month",
        "due": "2026-11-03",
        "is_due": True,
        "ended": None,
        "wordings": [{"since": "2026-10-03", "text": "Thursdays stay free"}],
        "looks": [],
    }
    assert agreed.out("agreements", "--plain").splitlines()[0].split("\t")[2:] == [
        "2026-10-03", "2026-11-03", "", "Robin", "Thursdays stay free",
    ]  # fmt: skip


def test_a_look_marks_the_practice_of_it_where_that_is_in_the_list(agreed: Letbe, tmp_path: Path) -> None:
    practices = '{"areas":[{"id":"communication","name":"Communication"}],"habits":[{"id":"agreements","name":'
    (tmp_path / "list.json").write_text(
        practices + '"Look again","area":"communication","goal":"check","schedule":"1/month"}]}'
    )
    agreed("habits", "import", str(tmp_path / "list.json"))
    assert "· Look again done" in agreed.out("agreements", "keep", "1")
    assert agreed.one("log", "agreements")["mark"] == "done"
    agreed("undo")
    assert agreed.json("log", "agreements") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("keep", "9"), 3, "There is no agreement 9; the list has 2."),
        (("keep", "tea"), 3, "There is no agreement “tea”"),
        (("keep", "1", "--again", "soon"), 2, "is no length of time"),
        (("keep", "1", "--again", "11 years"), 1, "ten years"),
        (("change", "1"), 2, "Say how it reads now"),
        (("add", " "), 1, "needs a few words"),
        (("add", "x", "--since", "tomorrow"), 1, "not come yet"),
        (("add",), 2, "needs TEXT"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(agreed: Letbe, words: tuple[str, ...], code: int, said: str) -> None:
    answer = agreed("agreements", *words)
    assert answer.code == code
    assert said in answer.err


def test_what_would_change_nothing_is_said(agreed: Letbe) -> None:
    assert agreed.out("agreements", "add", "One call a day") == "That is agreed already.\n"
    assert agreed.out("agreements", "keep", "2") == "It was written down today; that is a look at it.\n"
    assert agreed.out("agreements", "change", "2", "One call a day") == "It reads so already.\n"


def test_a_mask_hides_what_was_agreed_and_with_whom(agreed: Letbe) -> None:
    agreed("settings", "mask", "on")
    shown = agreed.out("agreements") + agreed.out("agreements", "keep", "1") + agreed.out("history")
    assert not {"Thursdays", "Robin", "call"} & set(shown.replace("“", " ").split())
    assert agreed.json("agreements")[0]["with"] == "Robin"


def test_where_nothing_is_agreed_it_says_how_to_begin(letbe: Letbe) -> None:
    assert "letbe agreements add" in letbe("agreements").err
    assert "No agreement wants" in letbe("agreements", "--due").err


def test_it_is_deleted_with_a_question_on_a_terminal_and_comes_back(agreed: Letbe) -> None:
    assert agreed.out("agreements", "delete", "call", "--yes") == "Agreement deleted (undo: letbe undo)\n"
    assert len(agreed.json("agreements", "--all")) == 1
    agreed("undo")
    assert len(agreed.json("agreements")) == 2


def test_a_number_goes_on_meaning_the_same_one_when_another_ends(agreed: Letbe) -> None:
    before = {each["number"]: each["text"] for each in agreed.json("agreements")}
    first = agreed.out("agreements", "end", "1")
    assert before[1] in first
    assert "This agreement ended" in agreed("agreements", "end", "1").err
    assert {each["number"]: each["text"] for each in agreed.json("agreements", "--all")} == before
    assert [each["number"] for each in agreed.json("agreements")] == [2]
    assert before[2] in agreed.out("agreements", "change", "2", before[2] + " and more")
