from __future__ import annotations

import pytest
from textual.geometry import Size
from textual.screen import Screen

from tests.ui.making import (
    at_today,
    named,
    on,
    opened,
    shown,
    small_book,
    today_of,
)  # fmt: skip

pytestmark = [pytest.mark.more, pytest.mark.usefixtures("drawn")]

CODES = "\x1b\x07\x9b"
HOSTILE = ("[red]x[/]", "[@click=app.quit]x", "a\x1b[31mb\x07\x9b2Jc", "[/]", "$x {y} %s \\d", "日本語" * 60)


async def test_hostile_names_are_text_on_every_screen() -> None:
    book = named(*HOSTILE)
    book = book._replace(habits=tuple(one._replace(cue=one.name, why=one.name, small=one.name) for one in book.habits))
    async with opened(book, demo=True) as (app, pilot):
        for habit in book.habits:
            on(app, habit.id)
            today_of(app).action_run("toggle")
            assert not any(code in app.export_screenshot() for code in CODES)
        assert all(f"  {name}  " in shown(app, "grid") for name in HOSTILE[:2])
        for id in ("note", "pause", "ease", "help", "add", "filter", "date"):
            on(app, "h2")
            today_of(app).action_run(id)
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
            today_of(app).action_run(id)
            await pilot.pause()
            if not at_today(app):
                app.pop_screen()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "▸ Read a book" in shown(app, "grid")


@pytest.mark.parametrize(("size", "classes"), [((40, 20), {"-phone", "-short"}), ((100, 22), {"-normal", "-medium"})])
async def test_a_screen_knows_its_size_before_it_is_first_laid_out(
    size: tuple[int, int], classes: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[bool] = []
    lay_out = Screen._screen_resized

    def watched(screen: Screen[object], to: Size) -> None:
        if screen.children:
            known.append(screen.classes >= classes)
        lay_out(screen, to)

    monkeypatch.setattr(Screen, "_screen_resized", watched)
    async with opened(small_book(), size=size):
        assert known[0]
