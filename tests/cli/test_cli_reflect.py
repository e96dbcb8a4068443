"""`letbe reflect` for a week, a month and a year: questions, the review and the answers of a year ago beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Letbe
from tests.cli.test_cli_review import editor

GROWN = "Where did I grow this month, without waiting for anybody's leave?"
ROOM = "What do I want room for next month?"
A_YEAR = "Where did I grow this year, and whose leave did I not wait for?"


def answered(question: str, answer: str) -> str:
    return f"## {question}\n\n{answer}\n"


def seen_in(letbe: Letbe, tmp_path: Path, patch: pytest.MonkeyPatch, *words: str) -> str:
    """Return the sheet that an editor is given."""
    editor(tmp_path, patch, f"""cp "$2" '{tmp_path}/seen'""")
    assert letbe.out("reflect", *words).startswith("Nothing was changed")
    return (tmp_path / "seen").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "label", "id"),
    [
        (("--month", "today"), "Reflection on November 2026", "month:2026-11-01"),
        (("--month", "2025-11"), "Reflection on November 2025", "month:2025-11-01"),
        (("--month", "-22"), "Reflection on October 2026", "month:2026-10-01"),
        (("--month", "october"), "Reflection on October 2026", "month:2026-10-01"),
        (("--month", "Dec"), "Reflection on December 2025", "month:2025-12-01"),
        (("--month", "last"), "Reflection on October 2026", "month:2026-10-01"),
        (("--month", "last month"), "Reflection on October 2026", "month:2026-10-01"),
        (("--month", "sunday"), "Reflection on November 2026", "month:2026-11-01"),
        (("--year", "last year"), "Reflection on 2025", "year:2025-01-01"),
        (("--year", "today"), "Reflection on 2026", "year:2026-01-01"),
        (("--year", "2025"), "Reflection on 2025", "year:2025-01-01"),
        (("--year=2024-12-31",), "Reflection on 2024", "year:2024-01-01"),
    ],
)
def test_a_month_or_a_year_is_answered_undone_and_made_again(
    letbe: Letbe, words: tuple[str, ...], label: str, id: str
) -> None:
    question = A_YEAR if "year" in id else GROWN
    assert letbe.out("reflect", answered(question, "In asking."), *words).startswith(label)
    assert json.loads(letbe("export").out)["lookbacks"][id]["answers"] == {question: "In asking."}
    assert label in letbe.out("history")
    letbe("undo")
    assert not any("answers" in kept for kept in json.loads(letbe("export").out).get("lookbacks", {}).values())
    letbe("redo")
    assert json.loads(letbe("export").out)["lookbacks"][id]["answers"] == {question: "In asking."}
    assert letbe.out("reflect", answered(question, "In asking."), *words).startswith("Nothing was changed")


def test_the_editor_is_given_the_review_and_the_answers_of_a_year_ago(
    letbe: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letbe("done", "quiet", "20", "--on", "2026-11-01..2026-11-22")
    letbe("agreements", "add", "Thursdays stay free", "--since", "2026-11-02")
    letbe("reflect", answered(ROOM, "Rest --> more.\nAnd walks."), "--month", "2025-11")
    sheet = seen_in(letbe, tmp_path, monkeypatch, "--month", "today")
    assert sheet.startswith("# The month of November 2026\n\nWrite below each question; any may stay empty.\n")
    assert ": Thursdays stay free -->" in sheet
    assert "<!-- In the review: Quiet time alone: " in sheet
    assert f"## {ROOM}\n\n<!-- A year ago: Rest -> more. / And walks. -->\n" in sheet
    editor(tmp_path, monkeypatch, """sed -i 's/^<!-- A year ago.*/&\\n\\nA week alone./' "$2" """)
    assert letbe.out("reflect", "--month", "today").startswith("Reflection on November 2026")
    held = json.loads(letbe("export").out)["lookbacks"]
    assert held["month:2026-11-01"]["answers"] == {ROOM: "A week alone."}
    assert held["month:2025-11-01"]["answers"] == {ROOM: "Rest --> more.\nAnd walks."}


def test_what_is_asked_no_more_is_still_told_of_a_year_ago(
    letbe: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letbe("reflect", answered(GROWN, "In asking."), "--month", "2025-11")
    only = tmp_path / "list.json"
    only.write_text(json.dumps({"month_prompts": ["What now?"]}), encoding="utf-8")
    editor(tmp_path, monkeypatch, f"""cp '{only}' "$2" """)
    letbe("habits", "edit")
    sheet = seen_in(letbe, tmp_path, monkeypatch, "--month", "today")
    assert sheet.index("## What now?") < sheet.index(f"<!-- A year ago: {GROWN} -->\n<!-- A year ago: In asking. -->")


def test_what_was_typed_about_a_month_and_not_taken_is_kept_and_gone_on_with(
    letbe: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, """sed -i "/^## Where/a $(head -c 10001 /dev/zero | tr '\\0' x)" "$2" """)
    answer = letbe("reflect", "--month", "today")
    assert answer.code == 1
    assert "`letbe reflect --month 2026-11-01` goes on with it." in " ".join(answer.err.split())
    editor(tmp_path, monkeypatch, """sed -i 's/^xx*$/Shorter./' "$2" """)
    answer = letbe("reflect", "--month", "2026-11-01")
    assert "Going on with what was typed last time" in answer.err
    assert answer.out.startswith("Reflection on November 2026")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--month", "2026-12"), 1, "--month looks at this month or an earlier one."),
        (("--year", "2027"), 1, "--year looks at this year or an earlier one."),
        (("--month", "2026-13"), 2, "2026-13"),
        (("--month", "smarch"), 2, "“smarch” is not a day"),
        (("--year", "1969"), 1, "1970"),
        (("--month", "today", "--year", "today"), 2, "--month and --year do not go together"),
        (("--year", "today", "## Nobody asked"), 1, "None of the year's questions"),
        (("--month",), 2, "--month needs a value."),
    ],
)
def test_what_cannot_be_looked_back_on_is_said_in_a_sentence(
    letbe: Letbe, words: tuple[str, ...], code: int, said: str
) -> None:
    before = letbe.bytes
    answer = letbe("reflect", *words)
    assert (answer.code, said in " ".join(answer.err.split()), letbe.bytes) == (code, True, before), answer


def test_an_older_book_is_asked_what_letbe_ships_with_and_keeps_those_questions(letbe: Letbe) -> None:
    book = json.loads(letbe("export").out)
    for field in ("month_prompts", "year_prompts"):
        book["meta"]["book"].pop(field, None)
    older = {**book, "meta": {"book": {k: v for k, v in book["meta"]["book"].items() if k != "sum"}}}
    Path(letbe.path).write_text(json.dumps(older), encoding="utf-8")
    assert json.loads(letbe("habits", "export").out)["month_prompts"] == []
    assert letbe.out("reflect", answered(GROWN, "In asking."), "--month", "today").startswith(
        "Reflection on November 2026 (undo"
    )
    assert GROWN in json.loads(letbe("habits", "export").out)["month_prompts"]
    letbe("undo")
    assert json.loads(letbe("habits", "export").out)["month_prompts"] == []


def test_the_book_with_its_months_goes_out_and_in_again(letbe: Letbe) -> None:
    letbe("reflect", answered(GROWN, "In asking."), "--month", "today")
    letbe("reflect", answered(A_YEAR, "In leaving."), "--year", "today")
    for page in (
        letbe.out("export", "--format", "markdown"),
        letbe.out("review"),
        letbe.out("review", "--period", "year"),
    ):
        assert "In asking." in " ".join(page.split())
    assert "In leaving." not in letbe.out("review")
    assert "In leaving." in letbe.out("review", "--period", "year")
    assert "In asking." not in letbe.out("review", "--mask")
    assert "1 month, 1 year" in letbe.out("doctor")


def test_in_the_first_weeks_it_says_what_is_usual_and_can_be_told_not_to(
    letbe: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letbe("done", "quiet", "20", "--on", "-8")
    usual = "The second week: the cue matters more than the will."
    assert f"<!-- On the way: {usual}" in seen_in(letbe, tmp_path, monkeypatch)
    assert "The first week" in seen_in(letbe, tmp_path, monkeypatch, "--week", "-7")
    assert usual in " ".join(letbe("reflect", answered(GROWN, "In asking."), "--month", "today").err.split())
    letbe("settings", "first-weeks", "off")
    assert usual not in seen_in(letbe, tmp_path, monkeypatch)
    assert letbe("reflect", answered(GROWN, "In leaving."), "--month", "today").err == ""


def test_what_was_answered_can_be_listed_with_a_year_before(letbe: Letbe) -> None:
    letbe("reflect", answered(GROWN, "In asking."), "--month", "today")
    letbe("reflect", answered(GROWN, "In leaving.\nTwice."), "--month", "2025-11")
    before = letbe.bytes
    rows = letbe.json("reflect", "--month", "today")
    assert rows[1] == {
        "span": "month", "first": "2026-11-01", "last": "2026-11-30", "question": GROWN, "answer": "In asking.",
        "year_before": "In leaving.\nTwice.",
    }  # fmt: skip
    assert [row["answer"] for row in rows] == ["", "In asking.", "", ""]
    assert len(letbe.out("reflect", "--month", "today", "--plain").splitlines()) == 4
    assert letbe.bytes == before


def test_on_an_empty_place_the_questions_are_listed_and_nothing_is_written(empty: Letbe) -> None:
    assert len(empty.json("reflect", "--year", "today")) == 4
    assert empty.bytes is None
    assert empty("reflect", answered(A_YEAR, "In leaving."), "--year", "today").out.startswith("Reflection on 2026")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--month", "2026-08"), "the month of August 2026"),
        (("--year", "2025"), "the year 2025"),
        (("--week", "-9"), "the week from Monday 9 November 2026 to Sunday 15 November 2026"),
    ],
)
def test_an_answer_that_is_there_already_is_said_of_its_own_span(
    words: tuple[str, ...], said: str, letbe: Letbe
) -> None:
    first = next(row["question"] for row in letbe.json("reflect", *words))
    for _ in range(2):
        out = letbe.out("reflect", answered(first, "Piano."), *words)
    assert out.startswith(f"Nothing was changed in the answers of {said}")
