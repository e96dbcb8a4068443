from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from tracker.ui.views.lines import Line, Text, Tone, width
from tracker.ui.widgets.canvas import Canvas, changed_cells, joined_pieces

TONES: tuple[Tone, ...] = ("plain", "muted", "kept")
LINES = st.lists(
    st.builds(Text, st.text(st.sampled_from("ab ■日"), min_size=1, max_size=4), st.sampled_from(TONES)), max_size=12
).map(tuple)


def painted(line: Line, cells: int) -> list[tuple[str, Tone]]:
    """Return what each cell of a line shows; the second half of a wide character counts as its own."""
    found = [(part, span.tone) for span in line for char in span.text for part in (char, "")[: cell_len(char)]]
    return found + [(" ", "plain")] * (cells - len(found))


@given(LINES, LINES)
def test_repainting_the_changed_cells_turns_the_old_line_into_the_new(before: Line, after: Line) -> None:
    cells = max(width(before), width(after))
    screen, wanted = painted(before, cells), painted(after, cells)
    for start, end in changed_cells(before, after):
        screen[start:end] = wanted[start:end]
    assert screen == wanted


@given(LINES, LINES)
def test_changed_stretches_stand_in_order_and_apart(before: Line, after: Line) -> None:
    stretches = changed_cells(before, after)
    assert all(start < end for start, end in stretches)
    assert all(end < start for (_, end), (start, _) in itertools.pairwise(stretches))


@given(LINES)
def test_an_unchanged_line_is_not_repainted(line: Line) -> None:
    assert changed_cells(line, line) == []


@given(LINES)
def test_pieces_are_joined_only_where_nobody_can_tell(line: Line) -> None:
    joined = tuple(joined_pieces(line))
    cells = width(line)
    shown = [(char, tone if char.strip() else "") for char, tone in painted(joined, cells)]
    assert shown == [(char, tone if char.strip() else "") for char, tone in painted(line, cells)]
    assert len(joined) <= max(1, len(line))


def test_one_changed_glyph_repaints_one_cell() -> None:
    before = (Text("Walk  "), Text("□", "open"), Text(" "), Text("■", "kept"))
    after = (Text("Walk  "), Text("■", "kept"), Text(" "), Text("■", "kept"))
    assert changed_cells(before, after) == [(6, 7)]


class OneCanvas(App[None]):
    """A canvas and nothing else."""

    def compose(self) -> ComposeResult:
        yield Canvas(id="canvas")


async def test_a_canvas_draws_its_lines_to_its_full_width() -> None:
    app = OneCanvas()
    async with app.run_test(size=(12, 3)):
        canvas = app.query_one(Canvas)
        canvas.show([(Text("Walk ", "muted"), Text("■", "kept"))])
        assert [canvas.render_line(y).text for y in range(3)] == ["Walk ■" + " " * 6, " " * 12, " " * 12]
        canvas.show([])
        assert canvas.render_line(0).text == " " * 12


async def test_control_characters_never_reach_the_terminal() -> None:
    app = OneCanvas()
    async with app.run_test(size=(20, 2)):
        canvas = app.query_one(Canvas)
        canvas.show([(Text("a\x1b[31mb\x07\x9bc"), Text("d"))])
        assert canvas.render_line(0).text.rstrip() == "a[31mbcd"


async def test_a_canvas_that_grows_draws_its_lines_anew() -> None:
    app = OneCanvas()
    async with app.run_test(size=(8, 2)) as pilot:
        canvas = app.query_one(Canvas)
        canvas.show([(Text("Walk"),)])
        assert canvas.render_line(0).cell_length == 8
        await pilot.resize_terminal(20, 2)
        await pilot.pause()
        assert canvas.render_line(0).cell_length == 20
