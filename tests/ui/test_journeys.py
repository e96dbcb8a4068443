from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.ui.making import (
    DONE,
    TODAY,
    HeldClock,
    answer,
    at_today,
    back,
    minutes,
    named,
    opened,
    saved,
    shown,
    small_book,
    texts,
    today_of,
    until,
    urges,
)  # fmt: skip
from tracker.domain.book import Book, Span
from tracker.domain.changes import PutArea, PutHabit, SetMark, together
from tracker.domain.history import Step
from tracker.domain.log import Mark, MarkKind
from tracker.service import marking
from tracker.service.marking import When
from tracker.service.steps import do
from tracker.service.tracker import Tracker
from tracker.settings import Preferences, read_preferences
from tracker.storage.file_store import FileStore
from tracker.storage.memory_store import MemoryStore
from tracker.storage.store import Commit, StoreError
from tracker.ui.app import LetbeApp
from tracker.ui.screens.ask import Ask
from tracker.ui.screens.first_start import FirstStart
from tracker.ui.screens.keys import KeysScreen
from tracker.ui.screens.pick import Pick
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.grid import HabitGrid
from tracker.ui.widgets.keys import Keys

CODES = "\x1b\x07\x9b"


def file_store(folder: Path) -> FileStore:
    return FileStore(str(folder / "habits.json"), str(folder / "state"))


def mark(app: LetbeApp, habit: str, ago: int = 0) -> Mark | None:
    """Give a day's mark without the minute at which it was made."""
    found = app.tracker.book.log(habit).get(back(ago))
    return found._replace(at=None) if found else None


def on(app: LetbeApp, habit: str, ago: int = 0) -> None:
    """Put the cursor on a cell."""
    screen = today_of(app)
    screen.move(screen.cursor._replace(habit=habit, day=back(ago)))


def said(app: LetbeApp) -> str:
    """Read the line that says what just happened."""
    return texts(today_of(app).query_one("#message", Canvas).lines)[0].strip()


async def test_the_first_start_takes_three_steps_and_is_kept(tmp_path: Path) -> None:
    async with opened(file_store(tmp_path)) as (app, pilot):
        first = app.screen
        assert isinstance(first, FirstStart)
        assert "without losing yourself" in shown(app)
        await pilot.press("enter")
        assert "Quiet time alone" in shown(app)
        await pilot.press("space", "j", "space", "enter")
        assert "You begin with 6 practices." in shown(app)
        assert "habits.json" in shown(app).replace("\n  ", "")
        await pilot.press("enter")
        assert at_today(app)
        chosen = [habit.name for habit in app.tracker.book.active]
        assert len(chosen) == 6
        assert "A step toward my own goal" in chosen
        assert "Time for a hobby that is mine" not in chosen
        await saved(app)
    async with opened(file_store(tmp_path)) as (app, _):
        assert at_today(app)
        assert [habit.name for habit in app.tracker.book.active] == chosen


async def test_leaving_the_first_start_writes_nothing(tmp_path: Path) -> None:
    async with opened(file_store(tmp_path)) as (app, pilot):
        await pilot.press("q")
        assert app.return_code == 0
    assert not (tmp_path / "habits.json").exists()


async def test_the_first_start_can_be_skipped_with_its_starters(tmp_path: Path) -> None:
    async with opened(file_store(tmp_path)) as (app, pilot):
        await pilot.press("s")
        assert at_today(app)
        assert app.tracker.book.active


async def test_a_day_of_marks_is_read_back_from_the_file(tmp_path: Path) -> None:
    store = file_store(tmp_path)
    store.commit(marking_of(small_book()), 0)
    async with opened(store) as (app, pilot):
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
        await pilot.press("space", "plus", "minus")
        await pilot.press("n", *"ok", "enter")
        await pilot.press("x")
        assert said(app) == "This habit counts urges: - logs one that was acted on."
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


def marking_of(book: Book) -> Step:
    """Give the step that makes a whole book of an empty one."""
    marks = (SetMark(id, day, mark) for id, log in book.logs.items() for day, mark in log)
    change = together([*map(PutArea, book.areas), *map(PutHabit, book.habits), *marks])
    return do(lambda _: change)


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


def hint(app: LetbeApp) -> str:
    """Read the line below a question."""
    return str(app.screen.query_one("#ask-hint", Static).content)


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
    monkeypatch.setattr("tracker.ui.screens.ask.edit_text", lambda _: answer)
    async with opened(small_book()) as (app, pilot):
        monkeypatch.setattr(app, "suspend", nullcontext)
        on(app, "read")
        await pilot.press(key, "ctrl+o")
        assert isinstance(app.screen, Ask)
        assert not answer or answer in hint(app)
        assert app.tracker.book == small_book()


async def test_a_note_of_several_lines_comes_from_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.ui.screens.ask.edit_text", lambda text: f"{text}one\ntwo")
    async with opened(small_book()) as (app, pilot):
        monkeypatch.setattr(app, "suspend", nullcontext)
        await pilot.press("n", "ctrl+o")
        assert mark(app, "walk") == Mark(MarkKind.NOTE, note="one\ntwo")
        await pilot.press("n", "enter")
        assert mark(app, "walk") == Mark(MarkKind.NOTE, note="one\ntwo"), "an answer left as it is loses no line"


async def test_a_past_day_is_checked_after_paging_back() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("left_square_bracket", "l", "space")
        screen = today_of(app)
        assert screen.cursor.day < back(14)
        day = screen.cursor.day
        assert app.tracker.book.log("walk").get(day) is not None
        await pilot.press("t")
        assert screen.cursor.day == screen.cursor.edge == TODAY
        await pilot.press("u")
        assert screen.cursor.day == day, "an undo shows where it happened"
        assert app.tracker.book.log("walk").get(day) is None


async def test_the_cursor_goes_to_a_date_to_the_first_mark_and_never_beyond_today() -> None:
    async with opened(small_book()) as (app, pilot):
        screen = today_of(app)
        await pilot.press("d")
        await answer(pilot, "2026-01-05")
        assert screen.cursor.day.isoformat() == "2026-01-05"
        assert screen.grid
        assert screen.cursor.day.toordinal() in screen.grid.columns.days
        await pilot.press("home")
        assert screen.cursor.day == back(9)
        for _ in range(12):
            screen.action_act("on")
        assert screen.cursor.day == TODAY


async def test_every_step_back_keeps_the_cursor_in_sight() -> None:
    async with opened(small_book(), size=(40, 20)) as (app, _):
        screen = today_of(app)
        for number in range(60):
            screen.action_act("back")
            assert screen.grid
            assert screen.cursor.day == back(number + 1)
            assert screen.cursor.day.toordinal() in screen.grid.columns.days


async def test_a_filter_narrows_while_typing_and_esc_shows_all_again() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("slash", *"fix")
        assert "Walk outside" not in "\n".join(texts(today_of(app).query_one(HabitGrid).lines))
        await pilot.press("enter")
        assert today_of(app).cursor.habit == "fixing"
        await pilot.press("slash")
        await answer(pilot, "zzz")
        await pilot.press("slash")
        assert isinstance(app.screen, Ask), "a filter that fits nothing can be changed"
        await pilot.press("escape", "escape")
        assert "Walk outside" in shown(app)


async def test_ease_is_one_key_after_the_dot() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("full_stop")
        assert isinstance(app.screen, Pick)
        await pilot.press("4")
        kept = app.tracker.book.reflection(Span.DAY, TODAY)
        assert kept
        assert kept.ease == 4
        assert said(app).startswith("Today: ease 4  "), "a streak has nothing to do with it"
        await pilot.press("full_stop", "z")
        assert app.tracker.book.reflection(Span.DAY, TODAY) == kept


async def test_several_chosen_habits_are_marked_by_one_act_and_one_undo() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("v", "v", "space")
        assert (mark(app, "walk"), mark(app, "read")) == (DONE, DONE)
        assert today_of(app).cursor.chosen == frozenset()
        await pilot.press("u")
        assert (mark(app, "walk"), mark(app, "read")) == (None, None)


async def test_the_chosen_ones_are_marked_missed_whatever_the_cursor_is_on() -> None:
    async with opened(small_book()) as (app, pilot):
        on(app, "read")
        await pilot.press("v", "x")
        assert today_of(app).cursor.habit == "sweets"
        assert mark(app, "read") == Mark(MarkKind.MISSED)


async def test_checking_off_only_what_counts_says_that_it_cannot() -> None:
    async with opened(small_book()) as (app, pilot):
        on(app, "sweets")
        await pilot.press("v", "space")
        assert said(app) == "None of the chosen habits can be checked off; they count what happens."
        assert today_of(app).cursor.chosen == {"sweets"}


async def test_masks_and_hidden_streaks_are_remembered(settings_file: Path) -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("asterisk", "H")
        assert not [habit.name for habit in small_book().habits if habit.name in shown(app)]
        assert "streak " not in shown(app, "grid", "detail")
        for key in ("space", "u", "U", "n"):
            await pilot.press(key)
            assert "Walk outside" not in shown(app) + said(app)
            assert "Walk outside" not in app.export_screenshot().replace("&#160;", " ")
    assert read_preferences(str(settings_file)) == (Preferences(hide_streaks=True, mask=True), [])


async def test_a_new_theme_is_remembered_and_draws_everything_anew(settings_file: Path) -> None:
    async with opened(small_book()) as (app, pilot):
        before = app.export_screenshot()
        app.theme = "letbe-light"
        await pilot.pause()
        assert app.export_screenshot() != before
    assert read_preferences(str(settings_file))[0].theme == "letbe-light"


async def test_themes_that_are_not_ours_draw_the_screen_too() -> None:
    async with opened(small_book(), demo=True) as (app, pilot):
        for theme in ("ansi-dark", "nord", "solarized-light"):
            app.theme = theme
            await pilot.pause()
            assert "Walk" in app.export_screenshot()


async def test_settings_that_cannot_be_written_are_said_and_hold_until_the_end(settings_file: Path) -> None:
    settings_file.parent.parent.mkdir(parents=True)
    settings_file.parent.write_text("a file in the way")
    async with opened(small_book()) as (app, pilot):
        await pilot.press("H")
        assert app.look.hide_streaks
        assert "was not saved" in next(iter(app._notifications)).message


async def test_the_demo_remembers_nothing(settings_file: Path) -> None:
    async with opened(small_book(), demo=True) as (_, pilot):
        await pilot.press("H", "asterisk")
    assert read_preferences(str(settings_file)) == (Preferences(), [])


async def test_a_click_on_a_cell_does_what_space_does_and_the_right_button_asks_for_a_note() -> None:
    async with opened(small_book()) as (app, pilot):
        grid = today_of(app).grid
        assert grid
        place = grid.columns.place_of(TODAY.toordinal())
        assert place
        await pilot.click("#grid", offset=(place, 3))
        assert mark(app, "walk") == DONE
        await pilot.click("#grid", offset=(place, 3))
        assert mark(app, "walk") is None
        await pilot.click("#grid", offset=(3, 5))
        assert today_of(app).cursor.habit == "sweets", "a click on a name only goes there"
        await pilot.click("#grid", offset=(place, 3), button=3)
        assert isinstance(app.screen, Ask)


async def test_a_click_on_a_key_hint_does_what_the_key_does() -> None:
    async with opened(small_book()) as (app, pilot):
        bar = shown(app, "keys")
        await pilot.hover("#keys", offset=(bar.index("skip"), 0))
        assert today_of(app).query_one(Keys).tooltip == "Excuse this day: it vanishes from every count"
        await pilot.click("#keys", offset=(bar.index("skip"), 0))
        assert mark(app, "walk") == Mark(MarkKind.SKIP)
        await pilot.click("#keys", offset=(shown(app, "keys").index("help"), 0))
        assert isinstance(app.screen, KeysScreen)


async def test_the_wheel_moves_through_the_habits() -> None:
    async with opened(small_book()) as (app, pilot):
        screen = today_of(app)
        for rows, habit in ((1, "read"), (1, "sweets"), (-1, "read")):
            screen.query_one(HabitGrid).post_message(HabitGrid.Wheeled(rows))
            await pilot.pause()
            assert screen.cursor.habit == habit


async def test_a_new_day_moves_the_cursor_along() -> None:
    clock = HeldClock(hour=23)
    async with opened(small_book(), clock=clock) as (app, pilot):
        on(app, "walk", 1)
        clock.pass_by(hours=1)
        today_of(app).tick()
        assert today_of(app).cursor.day == back(1), "somebody at work on another day is left there"
        await pilot.press("t")
        clock.pass_by(days=1)
        today_of(app).tick()
        assert today_of(app).cursor.day == today_of(app).cursor.edge == TODAY + timedelta(2)
        assert said(app) == "A new day has begun."
        assert "Tue 24 Nov" in shown(app, "header")
        await pilot.press("space")
        assert app.tracker.book.log("walk").get(TODAY + timedelta(2)) is not None


async def test_a_change_from_outside_shows_at_the_next_look(tmp_path: Path) -> None:
    store = file_store(tmp_path)
    store.commit(marking_of(small_book()), 0)
    async with opened(store) as (app, _):
        elsewhere = Tracker(file_store(tmp_path), HeldClock())
        elsewhere.commit(marking.done(["walk"], [TODAY], When(TODAY)))
        app._tick()
        await until(app, lambda: mark(app, "walk") == DONE)
        assert "1 of 3 today" in shown(app, "header")
        await app.run_action("act('undo')", today_of(app))
        await saved(app)
        elsewhere.look()
        assert elsewhere.book.log("walk").get(TODAY) is None


class Failing(MemoryStore):
    """A store whose disk is full until it is not."""

    full = True

    def commit(self, step: Step, now: int) -> Commit:
        if self.full:
            raise StoreError("habits.json was not saved: the disk is full.")
        return super().commit(step, now)


async def test_what_cannot_be_saved_is_said_held_and_saved_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.service.writer.RETRY_SECONDS", 0.01)
    store = Failing(small_book())
    async with opened(store) as (app, pilot):
        await pilot.press("space")
        await until(app, lambda: bool(app.tracker.saving.trouble))
        assert "not saved" in shown(app, "header")
        assert said(app) == "1 not saved yet: habits.json was not saved: the disk is full."
        assert mark(app, "walk") == DONE
        store.full = False
        await saved(app)
        assert "saved" in shown(app, "header")
        assert "not saved" not in shown(app, "header")
        assert store.read().log("walk").get(TODAY) is not None


async def test_leaving_with_something_unsaved_asks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.service.writer.RETRY_SECONDS", 0.01)
    store = Failing(small_book())
    async with opened(store) as (app, pilot):
        await pilot.press("space")
        await until(app, lambda: bool(app.tracker.saving.trouble))
        await pilot.press("q")
        assert isinstance(app.screen, Pick)
        await pilot.press("n")
        assert at_today(app)
        store.full = False
        await saved(app)
        await pilot.press("q")
        assert app.return_code == 0


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_leaving_saves_first(key: str, tmp_path: Path) -> None:
    store = file_store(tmp_path)
    store.commit(marking_of(small_book()), 0)
    async with opened(store) as (app, pilot):
        await pilot.press("space", key)
        assert app.return_code == 0
    assert file_store(tmp_path).read().log("walk").get(TODAY) is not None


async def test_a_key_typed_before_the_first_picture_finds_its_habit() -> None:
    app = LetbeApp(MemoryStore(small_book()), Preferences(ascii=False), clock=HeldClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        assert mark(app, "walk") == DONE
        app.tracker.close()


async def test_yesterdays_gaps_are_offered_on_a_morning_only() -> None:
    async with opened(small_book(), clock=HeldClock(hour=9)) as (app, pilot):
        assert said(app) == ""
        await pilot.press("y")
        assert today_of(app).cursor.day == back(1)
    book = small_book()._replace(logs={})
    async with opened(book, clock=HeldClock(hour=9)) as (app, pilot):
        assert said(app).startswith("Yesterday has 2 without a mark")
        await pilot.press("y")
        assert (today_of(app).cursor.habit, today_of(app).cursor.day) == ("walk", back(1))
    async with opened(book, clock=HeldClock(hour=15)) as (app, _):
        assert said(app) == ""


async def test_y_passes_by_what_is_marked_as_missed() -> None:
    missed = small_book().log("walk").marked(back(1), Mark(MarkKind.MISSED))
    async with opened(small_book()._replace(logs={"walk": missed})) as (app, pilot):
        await pilot.press("y")
        assert today_of(app).cursor.habit == "read"


async def test_a_habit_is_added_with_a_name_and_a_rule_and_is_in_sight_at_once() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("a")
        await answer(pilot, "Sing")
        assert app.screen.query_one(Input).value == "daily"
        await answer(pilot, "3/week, at least 20 min")
        assert today_of(app).cursor.habit == "sing"
        await pilot.pause()
        assert "▸ Sing" in shown(app, "grid")
        assert "at least 20 min, 3 times a week" in shown(app, "detail")
        assert said(app).startswith("Sing: added, at least 20 min, 3 times a week  ")
        await pilot.press("u")
        assert "Sing" not in shown(app, "grid")


async def test_the_first_habit_of_an_empty_list_is_in_sight_at_once() -> None:
    async with opened(small_book()._replace(habits=(), logs={})) as (app, pilot):
        assert "No habits yet" in shown(app)
        await pilot.press("a")
        await answer(pilot, "Sing")
        await pilot.press("enter")
        assert "▸ Sing" in shown(app, "grid")
        assert "Sing" in app.export_screenshot()


@pytest.mark.parametrize(("name", "refusal"), [("walk outside", "already"), ("x" * 201, "at most 200")])
async def test_a_name_that_cannot_be_is_refused_where_it_is_typed(name: str, refusal: str) -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("a")
        await answer(pilot, name)
        assert isinstance(app.screen, Ask)
        assert refusal in hint(app)


async def test_a_habit_is_paused_and_unpaused_with_one_key() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("P")
        await answer(pilot, "tomorrow")
        pause = app.tracker.book.pauses[0]
        assert (pause.habit, pause.start, pause.end) == ("walk", TODAY, TODAY + timedelta(1))
        assert "paused" in shown(app, "detail")
        await pilot.press("P")
        assert not app.tracker.book.pauses
        await pilot.press("P", "enter")
        assert app.tracker.book.pauses[0].end is None


async def test_the_keys_screen_finds_an_action_and_does_it() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("question_mark")
        app.screen.query_one(Input).value = "excuse this day"
        await pilot.pause()
        assert "skip" in shown(app)
        await pilot.press("enter")
        assert mark(app, "walk") == Mark(MarkKind.SKIP)
        await pilot.press("question_mark", "question_mark")
        assert at_today(app)


HOSTILE = ("[red]x[/]", "[@click=app.quit]x", "a\x1b[31mb\x07\x9b2Jc", "[/]", "$x {y} %s \\d", "日本語" * 60)


async def test_hostile_names_are_text_on_every_screen() -> None:
    book = named(*HOSTILE)
    book = book._replace(habits=tuple(one._replace(cue=one.name, why=one.name, small=one.name) for one in book.habits))
    async with opened(book, demo=True) as (app, pilot):
        for habit in book.habits:
            on(app, habit.id)
            today_of(app).action_act("toggle")
            assert not any(code in app.export_screenshot() for code in CODES)
        assert all(f"  {name}  " in shown(app, "grid") for name in HOSTILE[:2])
        for id in ("note", "pause", "ease", "help", "palette", "add", "filter", "date"):
            on(app, "h2")
            today_of(app).action_act(id)
            await pilot.pause()
            assert not at_today(app)
            assert not any(code in app.export_screenshot() for code in CODES)
            app.pop_screen()
        assert app.is_running


@pytest.mark.parametrize("habit", ["h0", "h1"])
async def test_a_question_about_a_hostile_name_shows_it_as_text(habit: str) -> None:
    book = named(*HOSTILE)
    async with opened(book) as (app, pilot):
        on(app, habit)
        await pilot.press("n")
        svg = app.export_screenshot().replace("&#160;", " ")
        assert f"{book.habit(habit).name}, today" in svg


@pytest.mark.parametrize("size", [(30, 8), (1, 1), (40, 9), (300, 80)])
async def test_no_size_of_terminal_is_too_odd(size: tuple[int, int]) -> None:
    async with opened(small_book(), size=size) as (app, pilot):
        for id in ("toggle", "down", "amount", "help"):
            today_of(app).action_act(id)
            await pilot.pause()
            if not at_today(app):
                app.pop_screen()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "▸ Read a book" in shown(app, "grid")
