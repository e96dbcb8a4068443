"""Files that are no sound books: each gets one plain sentence, and stays as it is to the byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, commit, done, still
from tracker.domain.amounts import LIMIT, format_amount
from tracker.domain.errors import LetbeError, Unreadable
from tracker.storage.file.book_file import BookFile, read_whole
from tracker.storage.file.file_store import FileStore
from tracker.storage.format.json_text import SIZE_LIMIT, Layout, Malformed, read_text
from tracker.storage.format.months import read_log
from tracker.storage.recovery.rescue import read_sound
from tracker.storage.store import Damaged, StoreError

META = {"book": {"schema": 1, "id": "0123456789abcdef"}}
HABIT = {"name": "Walk", "area": "a", "rules": [{"since": "2026-11-01", "schedule": "daily", "goal": "check"}],
         "created": "2026-11-01"}  # fmt: skip


def book(**tables: Any) -> bytes:
    return json.dumps({"meta": META, **tables}).encode()


def habit(**fields: Any) -> bytes:
    return book(habits={"walk": {**HABIT, **fields}})


def month(name: str = "2026-11", **fields: Any) -> bytes:
    return book(logs={"walk": {name: {"days": "#", **fields}}})


def meta(**fields: Any) -> bytes:
    return book(meta={"book": {**META["book"], **fields}})


def rule(**fields: Any) -> bytes:
    return habit(rules=[{**HABIT["rules"][0], **fields}])  # type: ignore[dict-item]


ODD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\n", "is empty"),
    "null": (b"null", "no object with tables"),
    "list": (b"[]", "no object with tables"),
    "text": (b'"habits"', "no object with tables"),
    "prose": (b"Dear diary", "line 1, column 1 is not JSON"),
    "truncated": (book(logs={"walk": {"2026-11": {"days": "####"}}})[:-9], "is not JSON"),
    "two books": (book() + book(), "is not JSON"),
    "byte order mark": (b"\xef\xbb\xbf" + book(), "byte order mark"),
    "UTF-16": (book().decode().encode("utf-16"), "not UTF-8"),
    "half a character": (b'{"a": "\xc3"}', "byte 8 is not UTF-8"),
    "lone surrogate": (habit(icon="\ud83d"), "half a character"),
    "NaN": (habit(position=float("nan")), "NaN"),
    "infinity": (habit(position=float("inf")), "Infinity"),
    "too large a number": (habit().replace(b'"area": "a"', b'"position": 1e999'), "too large"),
    "endless number": (habit().replace(b'"area": "a"', b'"position": ' + b"9" * 5000), "digits"),
    "duplicate names": (habit().replace(b'"name"', b'"name": "Run", "name"'), "“name” stands twice"),
    "duplicate habits": (b'{"meta":' + json.dumps(META).encode() + b',"habits":{"a":{},"a":{}}}', "“a” stands twice"),
    "deeply nested": (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
    "another program's": (b'{"name": "left-pad", "version": "1.0.0"}', "not a book"),
    "no book at all": (b"{}", "not a book"),
    "schema of another kind": (meta(schema="1"), "not a book"),
    "schema below the first": (meta(schema=0), "not a book"),
    "id that leaves the folder": (meta(id="../../../etc/passwd"), "id of the book"),
    "meta as a list": (book(meta=[]), "“meta” is no object"),
    "a habit that is a text": (book(habits={"walk": "daily"}), "“habits” the record “walk” is no object"),
    "a log that is a list": (book(logs={"walk": []}), "“logs” the record “walk” is no object"),
    "no name": (habit(name=None), "“habits” the record “walk” is wrong: “name” is missing"),
    "an empty name": (habit(name=" \u200b "), "at least one letter"),
    "a name without end": (habit(name="x" * 10_000), "at most 200"),
    "a number as a text": (habit(why=7), "“why” should be a text"),
    "a position that is none": (habit(position="first"), "“position” should be a number"),
    "true as a position": (habit(position=True), "“position” should be a number"),
    "no rules": (habit(rules=[]), "no rule"),
    "rules in disorder": (habit(rules=HABIT["rules"] * 3), "follow one another"),  # type: ignore[operator]
    "a rule that is a text": (habit(rules=["daily"]), "a rule should be an object"),
    "an odd schedule": (rule(schedule="hourly"), "“hourly” is not a schedule"),
    "an odd goal": (rule(goal="some"), "“some” is not a goal"),
    "goal and schedule at odds": (rule(goal="let go"), "no schedule to keep"),
    "an odd weekday": (rule(week_start="doomsday"), "no weekday"),
    "an odd day": (habit(created="2026-02-30"), "“2026-02-30” in “created” is no day"),
    "a week as a day": (habit(created="2026-W47-7"), "is no day"),
    "an id with an escape": (book(habits={"\x1b[31m": HABIT}), "not a short plain text"),
    "month 13": (month("2026-13"), "“2026-13” is no month"),
    "month in another script": (month("２０２６-11"), "is no month"),
    "year 0": (month("0000-01"), "is no month"),
    "an unknown code": (month(days="#x"), "“days” of 2026-11"),
    "a code of another script": (month(days="＃"), "“days” of 2026-11"),
    "days as a list": (month(days=["#"]), "“days” of 2026-11"),
    "31 November": (month(days="#" * 31), "“days” of 2026-11"),
    "a month that is a text": (book(logs={"walk": {"2026-11": "#"}}), "2026-11 is no object"),
    "amounts as a list": (month(amounts=[20]), "“amounts” of 2026-11"),
    "an amount below 0": (month(days="~", amounts="1=-5"), "“amounts” of 2026-11"),
    "an amount of another kind": (month(days="~", amounts="1=abc"), "“amounts” of 2026-11"),
    "an amount above a million": (month(days="~", amounts="1=9999999"), "“amounts” of 2026-11"),
    "an amount just above a million": (month(days="~", amounts="1=1000000.001"), "“amounts” of 2026-11"),
    "an amount with decimals above a million": (month(days="~", amounts="1=1500000.5"), "“amounts” of 2026-11"),
    "an amount on day 0": (month(days="~", amounts="0=5 1=20"), "“amounts” of 2026-11 should name only days with ~"),
    "an amount on 31 November": (month(days="~", amounts="1=20 31=5"), "“amounts” of 2026-11"),
    "an amount twice on a day": (month(days="~", amounts="1=20 01=35"), "“amounts” of 2026-11 should name only days"),
    "an amount by another mark": (month(days="#~", amounts="1=20 2=5"), "“amounts” of 2026-11 should name only days"),
    "an amount in a month without days": (month(days="", amounts="1=20"), "“amounts” of 2026-11"),
    "urges by another mark": (month(days="o-", urges="1=2/1 2=1/1"), "“urges” of 2026-11 should name only days with o"),
    "urges twice on a day": (month(days="o", urges="1=2/1 1=2/1"), "“urges” of 2026-11 should name only days"),
    "urges without a count": (month(days="o", urges="1=2"), "“urges” of 2026-11"),
    "a note that is a number": (month(notes={"1": 5}), "“notes” of 2026-11"),
    "a note on day 32": (month(notes={"32": "x"}), "“notes” of 2026-11"),
    "a note without end": (month(notes={"1": "x" * 10_001}), "“notes” of 2026-11"),
    "minutes that are none": (month(at="1,-,2"), "“at” of 2026-11"),
    "minutes of another kind": (month(at="1--2"), "“at” of 2026-11"),
    "endless minutes": (month(at="9" * 5000), "“at” of 2026-11"),
    "a pause without a start": (book(pauses={"p": {"why": "rest"}}), "“start” is missing"),
    "a reflection on a year": (book(reflections={"year:2026-01-01": {"text": "x"}}), "neither a day nor a week"),
    "an ease of 6": (book(reflections={"day:2026-01-01": {"ease": 6}}), "from 1 to 5"),
    "answers as a list": (book(reflections={"day:2026-01-01": {"answers": []}}), "“answers” should be an object"),
    "a day that begins at noon and a half": (meta(settings={"day_start": "12:30"}), "between 00:00 and 12:00"),
    "a day that begins at dawn": (meta(settings={"day_start": "dawn"}), "a time such as 04:00"),
    "a look at the whole day at noon": (meta(remind="noon"), "“remind” should be a time such as 04:00"),
    "prompts as a text": (meta(prompts="Why?"), "“prompts” should be a list"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_refused_in_a_sentence_and_left_alone(name: str, tmp_path: Path) -> None:
    data, sentence = ODD[name]
    path = tmp_path / "habits.json"
    path.write_bytes(data)
    store = FileStore(str(path), str(tmp_path / "state"), still, QuickDisk())
    for touch in (store.read, store.history, lambda: commit(store, done(0))):
        with pytest.raises(LetbeError) as refused:
            touch()
        assert isinstance(refused.value, StoreError)
        assert sentence in str(refused.value)
        assert str(path) in str(refused.value)
        assert str(refused.value).endswith(".")
        assert len(str(refused.value)) < 600
        assert str(refused.value).replace("\n", " ").isprintable()
    assert path.read_bytes() == data


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "habits.json"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    with pytest.raises(StoreError, match="larger than is allowed"):
        FileStore(str(path), str(tmp_path), still, QuickDisk()).read()


LOGS = {"walk": {"2026-11": {"days": "#"}}}
OTHER_LAYOUTS = (
    json.dumps({"meta": META, "habits": {"walk": HABIT}, "logs": LOGS}),
    json.dumps({"logs": LOGS, "habits": {"walk": HABIT}, "meta": META}, indent=4),
    json.dumps({"meta": META, "habits": {"walk": HABIT}, "logs": LOGS}, indent="\t"),
    f'{{"meta":{json.dumps(META)},\n  "logs": {{\n    "walk": {{\n"2026-11":{{"days":"#  "}}\n    }}\n  }}}}',
)


@pytest.mark.parametrize("text", OTHER_LAYOUTS)
def test_a_sound_book_is_read_however_it_is_laid_out(text: str, tmp_path: Path) -> None:
    path = tmp_path / "habits.json"
    path.write_text(text)
    store = FileStore(str(path), str(tmp_path / "state"), still, QuickDisk())
    assert len(list(store.read().log("walk"))) == 1
    made = commit(store, done(5, "walk"))
    assert FileStore(str(path), str(tmp_path), still, QuickDisk()).read() == made.book
    assert len(list(made.book.log("walk"))) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"days": "#"', '"days": ".", "days": "#"'),
        ('      "2026-11": {', '      "2026-11": {"days": "."},\n      "2026-11": {'),
        ('    "quiet": {\n', '    "quiet": {\n      "2026-10": {"days": "#"}\n    },\n    "quiet": {\n'),
    ],
)
def test_what_stands_twice_is_found_in_our_own_layout_too(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "habits.json"
    store = FileStore(str(path), str(tmp_path / "state"), still, QuickDisk())
    commit(store, BEGIN)
    commit(store, done(0))
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(Damaged, match="stands twice"):
        BookFile(str(path), QuickDisk()).load(lambda *_: True)


def test_a_table_that_looks_like_the_logs_is_not_taken_for_them(tmp_path: Path) -> None:
    inner = '{\n  "logs": {\n    "quiet": {\n      "2026-11": {"days": "#"}\n    }\n  }\n}'
    path = tmp_path / "habits.json"
    path.write_text('{"meta": ' + json.dumps(META) + ', "dreams": ' + inner + ', "logs": {}}')
    assert FileStore(str(path), str(tmp_path), still, QuickDisk()).read().logs == {}


def test_marks_set_by_hand_are_read_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "habits.json"
    notes = {"4": "a\x1b[2Jb", "3": "on a blank day"}
    path.write_bytes(month(days="#- .~o~o", amounts="07=1.5 5=20", urges="06=2/0", notes=notes, at="5,,7"))
    log = FileStore(str(path), str(tmp_path), still, QuickDisk()).read().log("walk")
    assert [(day.day, str(mark.kind), mark.amount, mark.passed, mark.note) for day, mark in log] == [
        (1, "done", 0, 0, ""),
        (2, "skip", 0, 0, ""),
        (4, "missed", 0, 0, "a[2Jb"),
        (5, "amount", 20_000, 0, ""),
        (6, "urges", 0, 2, ""),
        (7, "amount", 1_500, 0, ""),
        (8, "urges", 0, 0, ""),
    ]


@given(st.dictionaries(st.integers(0, 32), st.integers(0, 2 * LIMIT), min_size=1), st.sampled_from(["", "02"]))
def test_amounts_set_by_hand_are_read_as_they_stand_or_found_wrong(amounts: dict[int, int], width: str) -> None:
    text = " ".join(f"{day:{width}}={format_amount(amount)}" for day, amount in amounts.items())
    document = {"2026-11": {"days": "~" * 30, "amounts": text}}
    if any(amount > LIMIT for amount in amounts.values()) or not amounts.keys() <= set(range(1, 31)):
        with pytest.raises(Malformed):
            read_log(document)
    else:
        read = {day.day: mark.amount for day, mark in read_log(document)}
        assert read == dict.fromkeys(range(1, 31), 0) | amounts


def test_a_seal_is_believed_only_in_a_file_of_our_own() -> None:
    forged = Layout().text({"meta": META, "logs": {"walk": {"2026-11": {"days": 3}}}})
    read_text(forged, trusting=True)
    with pytest.raises(Unreadable, match="should have one of"):
        read_whole(forged.decode())
    with pytest.raises(Malformed):
        read_sound(forged)
