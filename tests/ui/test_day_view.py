"""What is told of a whole day below the grid, where the window leaves room for it."""

from __future__ import annotations

import pytest

from tests.ui.making import TODAY, back, scene, small_book, texts
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.log import Log, Mark, MarkKind
from tracker.ui.views.day import build_day
from tracker.ui.views.model import Look

WALKED = Mark(MarkKind.DONE, note="along the river\nand back")


def book(*reflections: Reflection) -> Book:
    logs = {"walk": Log.of({TODAY: WALKED}), "read": Log.of({TODAY: Mark(MarkKind.NOTE, note="no head for it")})}
    return small_book()._replace(logs=logs, reflections=reflections)


def told(room: int = 12, look: Look = Look(), ease: int | None = None, **cursor: object) -> list[str]:  # noqa: B008
    felt = (Reflection(Lookback.DAY, TODAY, ease, "a long talk"),) if ease else ()
    return texts(build_day(scene(book(*felt), look, **cursor), 80, room))


def test_a_day_tells_how_it_felt_and_all_its_notes() -> None:
    assert told(ease=4) == [
        "",
        " Today  felt rather easy (4 of 5)  “a long talk”",
        " Walk outside  “along the river / and back”",
        " Read a book  “no head for it”",
    ]
    assert told(day=back(1))[1:] == [" Yesterday  no word yet on how it felt"]


def test_a_mask_hides_the_words_and_keeps_what_was_felt() -> None:
    masked = "\n".join(told(look=Look(mask=True), ease=2))
    assert "rather hard" in masked
    assert not any(words in masked for words in ("river", "head", "talk", "Walk"))


@pytest.mark.parametrize(("room", "lines"), [(0, 0), (2, 0), (3, 3), (4, 4), (40, 4)])
def test_it_takes_no_more_rows_than_there_are_and_says_what_it_leaves_out(room: int, lines: int) -> None:
    found = told(room)
    assert len(found) == lines
    assert ("2 more" in "".join(found)) == (room == 3)


LONG = Mark(
    MarkKind.DONE, note="one two three four five six seven eight nine ten eleven twelve thirteen" + " fourteen" * 12
)


@pytest.mark.parametrize("room", range(3, 9))
def test_a_long_note_goes_on_in_the_next_row_as_long_as_one_is_free(room: int) -> None:
    logs = {"walk": Log.of({TODAY: LONG})}
    rows = texts(build_day(scene(small_book()._replace(logs=logs)), 80, room))[2:]
    words = " ".join(row.strip() for row in rows)
    assert len(rows) == min(room - 2, 3)
    assert all(len(row) <= 79 for row in rows)
    assert words.endswith("…" if room < 5 else "fourteen”")
    assert f"Walk outside  “{LONG.note}”".startswith(words.rstrip("…"))
