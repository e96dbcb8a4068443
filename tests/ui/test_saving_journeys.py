from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from tests.ui.making import (
    DONE,
    SKIP,
    TODAY,
    HeldClock,
    at_today,
    file_store,
    filed,
    mark,
    opened,
    said,
    saved,
    shown,
    small_book,
    today_of,
    until,
)  # fmt: skip
from tracker.domain.history import Step
from tracker.service.edits import marks as marking
from tracker.service.edits.habits import delete
from tracker.service.edits.marks import When
from tracker.service.tracker import Tracker
from tracker.settings import Preferences
from tracker.storage.memory_store import MemoryStore
from tracker.storage.store import Commit, StoreError
from tracker.ui.app import LetbeApp
from tracker.ui.dialogs.menu import Pick

pytestmark = pytest.mark.more


async def test_a_change_from_outside_shows_at_the_next_look(tmp_path: Path) -> None:
    async with opened(filed(tmp_path)) as (app, _):
        elsewhere = Tracker(file_store(tmp_path), HeldClock())
        elsewhere.commit(marking.done(["walk"], [TODAY], When(TODAY)))
        app.catch_up()
        await until(app, lambda: mark(app, "walk") == DONE)
        assert "1 of 3" in shown(app, "header")
        await app.run_action("run('undo')", today_of(app))
        await saved(app)
        elsewhere.look()
        assert elsewhere.book.log("walk").get(TODAY) is None


async def test_the_grid_is_drawn_once_for_a_key_and_what_is_told_around_it(tmp_path: Path) -> None:
    async with opened(filed(tmp_path)) as (app, pilot):
        screen, drawn = today_of(app), list[int]()
        draw = screen.painter._draw_body

        def draw_and_count(width: int) -> None:
            drawn.append(width)
            draw(width)

        screen.painter._draw_body = draw_and_count
        await pilot.press("space")
        await saved(app)
        assert (len(drawn), "done" in said(app), "saved" in shown(app, "header")) == (1, True, True)
        elsewhere = Tracker(file_store(tmp_path), HeldClock())
        elsewhere.commit(marking.skip(["walk"], [TODAY], When(TODAY)))
        app.catch_up()
        await until(app, lambda: mark(app, "walk") == SKIP)
        await pilot.pause()
        assert len(drawn) == 2


class Failing(MemoryStore):
    """A store whose disk is full until it is not."""

    full = True

    def commit(self, step: Step, now: int) -> Commit:
        if self.full:
            raise StoreError("habits.json was not saved: the disk is full.")
        return super().commit(step, now)


async def test_what_cannot_be_saved_is_said_held_and_saved_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.service.background_writer.RETRY_SECONDS", 0.01)
    store = Failing(small_book())
    async with opened(store) as (app, pilot):
        await pilot.press("space")
        await until(app, lambda: bool(app.tracker.saving.trouble))
        await pilot.pause()
        assert "not saved" in shown(app, "header")
        assert said(app) == "1 not saved yet: habits.json was not saved: the disk is full."
        assert mark(app, "walk") == DONE
        store.full = False
        await saved(app)
        assert "saved" in shown(app, "header")
        assert "not saved" not in shown(app, "header")
        assert store.read().log("walk").get(TODAY) is not None


async def test_leaving_with_something_unsaved_asks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.service.background_writer.RETRY_SECONDS", 0.01)
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


async def test_a_change_that_no_longer_fits_is_told_and_nothing_is_left_to_save(tmp_path: Path) -> None:
    async with opened(filed(tmp_path)) as (app, pilot):
        Tracker(file_store(tmp_path), HeldClock()).commit(delete(["walk"]))
        await pilot.press("space")
        await saved(app)
        await pilot.pause()
        (told,) = app._notifications
        assert "one change was given up: There is no habit “walk”" in told.message
        assert "not saved" not in shown(app, "header")
        await pilot.press("q")
        assert app.return_code == 0


async def test_a_change_that_is_given_up_at_the_very_end_is_told_after_it(tmp_path: Path) -> None:
    async with opened(filed(tmp_path)) as (app, _):
        Tracker(file_store(tmp_path), HeldClock()).commit(delete(["walk"]))
        today_of(app).commit(marking.toggle("walk", TODAY, When(TODAY)))
        app.leave()
        assert app.return_code == 0
        assert any("one change was given up" in str(words) for words in app._exit_renderables)


class Unreadable(MemoryStore):
    """A store that has changed and cannot be looked at."""

    def changed(self) -> bool:
        raise StoreError("habits.json may not be read.")


async def test_a_file_that_can_no_longer_be_read_keeps_nobody_in_who_has_nothing_to_save() -> None:
    async with opened(Unreadable(small_book())) as (app, pilot):
        app.catch_up()
        await until(app, lambda: bool(app.tracker.saving.trouble))
        await pilot.press("q")
        assert app.return_code == 0


def _of_a_newer_letbe(path: Path) -> None:
    path.write_text(path.read_text().replace('"schema": 4', '"schema": 5'))


async def test_a_file_of_a_newer_letbe_is_shown_and_said_to_be_read_only(tmp_path: Path) -> None:
    store = filed(tmp_path)
    _of_a_newer_letbe(Path(store.place))
    async with opened(file_store(tmp_path)) as (app, pilot):
        (told,) = app._notifications
        assert told.title == "The file"
        assert "a newer letbe wrote this file; update letbe to change it" in told.message
        assert "Walk outside" in shown(app)
        before = app.tracker.book
        await pilot.press("space")
        assert said(app).startswith("Read-only: a newer letbe wrote this file; update letbe to change it.")
        assert app.tracker.book == before
        assert "read-only" in shown(app, "header")
        assert "saved" not in shown(app, "header")
        await pilot.press("q")
        assert app.return_code == 0


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_leaving_saves_first(key: str, tmp_path: Path) -> None:
    async with opened(filed(tmp_path)) as (app, pilot):
        await pilot.press("space", key)
        assert app.return_code == 0
    assert file_store(tmp_path).read().log("walk").get(TODAY) is not None


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("words", ["", "a word " * 26, "a word " * 27])
async def test_what_is_told_of_the_file_leaves_the_way_back_in_sight(size: tuple[int, int], words: str) -> None:
    path = "/home/somebody/.local/share/letbe/habits.json"
    app = LetbeApp(MemoryStore(small_book()), Preferences(ascii=False), clock=HeldClock())
    async with app.run_test(size=size, notifications=True) as pilot:
        app.notify(f"{path} could not be read, and was rebuilt with 6 marks. {words}", title="The file")
        await pilot.press("space")
        await pilot.wait_for_scheduled_animations()
        toast = app.screen.query_one(Toast)
        assert toast.region.bottom <= app.screen.query_one("#message").region.y
        lines = [toast.render_line(y).text for y in range(toast.size.height)]
        assert size[0] < 80 or any(path in line for line in lines), "a path is in one piece where there is room"
        app.tracker.close()
