from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input, Static

from tests.ui.making import (
    DONE,
    TODAY,
    HeldClock,
    at_today,
    file_store,
    filed,
    habit,
    hint,
    mark,
    minutes,
    on,
    opened,
    said,
    saved,
    small_book,
    today_of,
    urges,
)  # fmt: skip
from tracker.domain.book import Lookback
from tracker.domain.changes import Put
from tracker.domain.log import Mark, MarkKind
from tracker.service.edits import marks as marking
from tracker.service.edits.habits import delete
from tracker.service.tracker import Tracker
from tracker.settings import Preferences
from tracker.storage.memory_store import MemoryStore
from tracker.ui.app import LetbeApp
from tracker.ui.dialogs.ask import Ask
from tracker.ui.dialogs.menu import Pick


@pytest.mark.usefixtures("drawn")
async def test_a_day_of_marks_is_read_back_from_the_file(tmp_path: Path) -> None:
    async with opened(filed(tmp_path)) as (app, pilot):
        await pilot.press("space")
        assert said(app).startswith("Walk outside, today: done · streak 8 days  ")
        assert said(app).endswith("u undo")
        on(app, "call")
        await pilot.press("s")
        on(app, "read")
        await pilot.press("space", "2", "0", "enter")
        await pilot.press("space", "+", "5", "enter")
        assert mark(app, "read") == minutes(25)
        await pilot.press("space", "3", "0", "enter")
        assert mark(app, "read") == minutes(30), "what is typed takes the place of the day's"
        await pilot.press("minus", "plus")
        assert mark(app, "read") == minutes(30)
        on(app, "fixing")
        await pilot.press("space", "plus", "exclamation_mark", "h", "l")
        await pilot.press("n", *"ok", "enter")
        await pilot.press("x")
        assert said(app) == "This habit counts urges: ! logs one that was acted on."
        for _ in range(2):
            await pilot.press("u")
        assert mark(app, "fixing") == urges(2)
        await pilot.press("U")
        assert mark(app, "fixing") == urges(2, 1)
        await saved(app)
        assert not app.tracker.saving.trouble
    book = Tracker(file_store(tmp_path), HeldClock()).book
    kept = {id: book.log(id).get(TODAY) for id in ("walk", "call", "read", "fixing")}
    assert {id: found._replace(at=None) for id, found in kept.items() if found} == {
        "walk": DONE,
        "call": Mark(MarkKind.SKIP),
        "read": minutes(30),
        "fixing": urges(2, 1),
    }


async def test_an_empty_answer_reaches_the_goal_and_nonsense_keeps_the_question() -> None:
    async with opened(small_book()) as (app, pilot):
        on(app, "read")
        await pilot.press("equals_sign", *"abc", "enter")
        assert isinstance(app.screen, Ask)
        assert "“abc” is not an amount" in hint(app)
        assert mark(app, "read") is None
        app.screen.query_one(Input).value = ""
        await pilot.pause()
        assert "30 min" in hint(app)
        await pilot.press("enter")
        assert at_today(app)
        assert mark(app, "read") == DONE


async def test_space_on_a_limit_asks_how_many_times() -> None:
    async with opened(small_book()) as (app, pilot):
        on(app, "sweets")
        await pilot.press("space")
        await pilot.pause()
        assert str(app.screen.query_one("#ask-title", Static).content) == "Sweets, today: how many times"


async def test_a_question_is_left_with_esc_and_nothing_changes() -> None:
    async with opened(small_book()) as (app, pilot):
        on(app, "read")
        await pilot.press("equals_sign", "9", "escape")
        assert at_today(app)
        assert mark(app, "read") is None


@pytest.mark.parametrize(("key", "answer"), [("a", ""), ("d", "nonsense"), ("P", "nonsense"), ("equals_sign", "abc")])
async def test_what_the_editor_gives_is_held_to_the_same_rules(
    key: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.ui.dialogs.ask.edit_text", lambda _: answer)
    async with opened(small_book()) as (app, pilot):
        monkeypatch.setattr(app, "suspend", nullcontext)
        on(app, "read")
        await pilot.press(key, "ctrl+o")
        assert isinstance(app.screen, Ask)
        assert not answer or answer in hint(app)
        assert app.tracker.book == small_book()


async def test_a_note_of_several_lines_comes_from_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.ui.dialogs.ask.edit_text", lambda text: f"{text}one\ntwo")
    async with opened(small_book()) as (app, pilot):
        monkeypatch.setattr(app, "suspend", nullcontext)
        await pilot.press("n", "ctrl+o")
        assert mark(app, "walk") == Mark(MarkKind.NOTE, note="one\ntwo")
        await pilot.press("n", "enter")
        assert mark(app, "walk") == Mark(MarkKind.NOTE, note="one\ntwo"), "an answer left as it is loses no line"


async def test_ease_is_one_key_after_the_dot() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("full_stop")
        assert isinstance(app.screen, Pick)
        await pilot.press("4")
        kept = app.tracker.book.reflection(Lookback.DAY, TODAY)
        assert kept
        assert kept.ease == 4
        assert said(app).startswith("Today: ease 4  "), "a streak has nothing to do with it"
        await pilot.press("full_stop", "z")
        assert app.tracker.book.reflection(Lookback.DAY, TODAY) == kept


async def test_a_day_that_is_over_is_asked_about_as_over() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("full_stop")
        assert "How does today feel?" in str(app.screen.query_one("#ask-title", Static).content)
        await pilot.press("escape", "left", "full_stop")
        assert "How did yesterday feel?" in str(app.screen.query_one("#ask-title", Static).content)


async def test_several_chosen_habits_are_marked_by_one_act_and_one_undo() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("v", "v", "space")
        assert (mark(app, "walk"), mark(app, "read")) == (DONE, DONE)
        await pilot.press("u")
        assert (mark(app, "walk"), mark(app, "read")) == (None, None)
        assert today_of(app).body.cursor.chosen == {"walk", "read"}, "a choice holds until esc"
        await pilot.press("escape")
        assert today_of(app).body.cursor.chosen == frozenset()


async def test_the_chosen_ones_are_marked_missed_whatever_the_cursor_is_on() -> None:
    async with opened(small_book()) as (app, pilot):
        on(app, "read")
        await pilot.press("v", "x")
        assert today_of(app).body.cursor.habit == "sweets"
        assert mark(app, "read") == Mark(MarkKind.MISSED)


async def test_a_key_typed_before_the_first_picture_finds_its_habit() -> None:
    app = LetbeApp(MemoryStore(small_book()), Preferences(ascii=False), clock=HeldClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        assert mark(app, "walk") == DONE
        app.tracker.close()


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (" ", "Zebra, today: done · streak 1 day"),
        (" u", "Undone: Zebra, Sun 22 Nov: done"),
        (" uu", "Undone: Zebra: added"),
        (" uuU", "Redone: Zebra: added"),
        (" s", "Zebra, today: skipped"),
    ],
)
async def test_keys_typed_in_one_go_say_what_the_last_of_them_did(keys: str, words: str) -> None:
    tracker = Tracker(store := MemoryStore(small_book()), HeldClock())
    tracker.commit(lambda _: Put(habit("Zebra")._replace(position=9)))
    async with opened(store) as (app, pilot):
        on(app, "zebra")
        for key in keys:
            app.post_message(Key("space" if key == " " else key, key))
        await pilot.pause()
        await pilot.pause()
        assert said(app).startswith(words)


async def test_a_habit_that_is_deleted_elsewhere_while_it_is_checked_off_has_no_streak_to_tell() -> None:
    async with opened(small_book()) as (app, pilot):
        screen = today_of(app)
        screen.commit(marking.toggle("walk", TODAY, app.tracker.when))
        app.tracker.commit(delete(["walk"]))
        await pilot.pause()
        assert said(app).startswith("Walk outside, today: done")
