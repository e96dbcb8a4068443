"""Merge: it does not matter which copy comes first, and nothing that somebody wrote is lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from tests.storage.copies import Edit, book_of, copies, edited
from tests.storage.making import BEGIN, DONE, a_habit, done, on
from tracker.domain.book import Lookback, Reflection
from tracker.domain.changes import Change, Delete, ItemKind, Move, Put
from tracker.domain.habit import Area
from tracker.domain.log import Mark, MarkKind
from tracker.storage.format.json_text import Layout, Plain
from tracker.storage.format.stamps import Horizon, Stamp
from tracker.storage.merge.merge import merge


def text(tables: Plain) -> bytes:
    return Layout().text(tables)


def merged(one: Plain, other: Plain) -> Plain:
    return merge(one, other).tables


def check_laws(one: Plain, two: Plain, three: Plain) -> None:
    """Byte for byte: the order, the grouping and the number of merges make no difference."""
    both = merged(one, two)
    assert text(both) == text(merged(two, one))
    assert text(merged(both, three)) == text(merged(one, merged(two, three)))
    assert text(merged(both, both)) == text(both) == text(merged(both, one)) == text(merged(two, both))
    assert text(merged(one, one)) == text(merged(one, {}))
    book = book_of(both)
    homes = {habit.area for habit in book.habits}.intersection(
        id for id in both["areas"] if both["areas"][id].get("name")
    )
    assert homes <= {area.id for area in book.areas}


@given(copies())
@settings(max_examples=30)
def test_the_laws_of_a_merge_hold_for_all_copies(three: list[Plain]) -> None:
    check_laws(*three)


@pytest.mark.campaign
@given(copies())
@settings(max_examples=4000)
def test_the_laws_of_a_merge_hold_for_thousands_of_copies(three: list[Plain]) -> None:
    check_laws(*three)


def at(ms: int, *changes: Change, device: str = "d1") -> list[Edit]:
    return [Edit(Stamp(ms, number, device), change) for number, change in enumerate(changes)]


BEGUN = edited({}, at(1, BEGIN))


def test_marks_of_both_copies_come_together() -> None:
    here, there = edited(BEGUN, at(2, done(0), done(1))), edited(BEGUN, at(3, done(5), device="d2"))
    both = merge(here, there)
    assert [day for day, _ in book_of(both.tables).log("quiet")] == [on(0), on(1), on(5)]
    assert [(each.place, each.second, each.collided) for each in both.differences if each.table == "logs"] == [
        ("2026-11-01", False, False),
        ("2026-11-02", False, False),
        ("2026-11-06", True, False),
    ]


def test_the_later_mark_of_a_day_wins_whichever_copy_it_is_in() -> None:
    here = edited(BEGUN, at(2, done(0, mark=Mark(MarkKind.SKIP))))
    there = edited(BEGUN, at(3, done(0), device="d2"))
    for both in (merge(here, there), merge(there, here)):
        assert book_of(both.tables).log("quiet").get(on(0)) == DONE
        assert [each.collided for each in both.differences if each.table == "logs"] == [True]


def test_what_was_taken_away_later_stays_away() -> None:
    begun = edited(BEGUN, at(2, done(0)))
    cleared = edited(begun, at(3, done(0, mark=None)))
    assert book_of(merged(begun, cleared)).log("quiet").get(on(0)) is None
    deleted = edited(begun, at(3, Delete(ItemKind.HABIT, "quiet")))
    assert book_of(merged(deleted, begun)).habits == ()
    back = edited(deleted, at(4, Put(a_habit())))
    assert book_of(merged(deleted, back)).habits == (a_habit(),)


def test_fields_of_one_habit_changed_in_two_copies_are_both_kept() -> None:
    here = edited(BEGUN, at(2, Put(a_habit()._replace(why="calm"))))
    there = edited(BEGUN, at(3, Put(a_habit()._replace(name="Quiet")), device="d2"))
    assert book_of(merged(here, there)).habit("quiet") == a_habit()._replace(why="calm", name="Quiet")


def test_an_area_outlives_its_deletion_as_long_as_a_habit_of_another_copy_lives_in_it() -> None:
    begun = edited(BEGUN, at(2, Put(Area("home", "Home"))))
    here = edited(begun, at(3, Delete(ItemKind.AREA, "home")))
    there = edited(begun, at(4, Move(ItemKind.HABIT, "quiet", 0, "home"), device="d2"))
    both = merged(here, there)
    assert [area.id for area in book_of(both).areas] == ["home", "self-care"]
    assert text(both) == text(merged(there, here))
    moved_on = edited(there, at(5, Move(ItemKind.HABIT, "quiet", 0, "self-care"), device="d2"))
    assert [area.id for area in book_of(merged(both, moved_on)).areas] == ["self-care"]
    changed = edited(both, at(6, done(0)))
    assert "gone" not in changed["areas"]["home"]
    assert [area.id for area in book_of(merged(changed, moved_on)).areas] == ["home", "self-care"]


def noted(note: str) -> Change:
    return done(0, mark=Mark(MarkKind.DONE, note=note))


def test_of_two_notes_on_a_day_the_one_that_loses_is_kept_beside() -> None:
    here, there = edited(BEGUN, at(2, noted("rained"))), edited(BEGUN, at(3, noted("a walk"), device="d2"))
    both = merge(here, there)
    month = both.tables["logs"]["quiet"]["2026-11"]
    assert month["notes"] == {"1": "a walk"}
    assert month["beside"] == {"1": [["0000000000002-0000-d1", "done: rained"]]}
    assert [each.beside for each in both.differences if each.table == "logs"] == [("done: rained",)]
    later = edited(both.tables, at(4, done(1)))
    assert later["logs"]["quiet"]["2026-11"]["beside"] == {"1": [["0000000000002-0000-d1", "done: rained"]]}


def test_a_note_that_was_only_written_on_is_not_kept_twice() -> None:
    earlier = edited(BEGUN, at(2, noted("rained")))
    later = edited(earlier, at(3, noted("rained all day")))
    assert "beside" not in merged(earlier, later)["logs"]["quiet"]["2026-11"]


def test_a_note_is_kept_even_when_the_other_copy_has_none() -> None:
    both = merged(edited(BEGUN, at(2, noted("rained"))), edited(BEGUN, at(3, done(0), device="d2")))
    assert both["logs"]["quiet"]["2026-11"]["beside"] == {"1": [["0000000000002-0000-d1", "done: rained"]]}


def test_an_earlier_state_of_the_same_copy_brings_no_old_notes_back() -> None:
    earlier = edited(BEGUN, at(2, noted("rained")))
    later = edited(earlier, at(3, noted("a walk")))
    assert Horizon(later["meta"]["book"]).covers_all(Horizon(earlier["meta"]["book"]))
    apart = edited(earlier, at(3, done(4), device="d2"))
    assert not Horizon(earlier["meta"]["book"]).covers_all(Horizon(apart["meta"]["book"]))
    assert "beside" not in merge(earlier, later).tables["logs"]["quiet"]["2026-11"]


def test_of_two_reflections_on_a_day_the_one_that_loses_is_kept_beside() -> None:
    day = date(2026, 11, 1)
    here = edited(BEGUN, at(2, Put(Reflection(Lookback.DAY, day, 4, "easy"))))
    there = edited(BEGUN, at(3, Put(Reflection(Lookback.DAY, day, 2, "hard")), device="d2"))
    both = merged(here, there)
    assert book_of(both).reflections == (Reflection(Lookback.DAY, day, 2, "hard"),)
    assert both["reflections"]["day:2026-11-01"]["beside"] == {
        " ease": [["0000000000002-0000-d1", "4"]],
        " text": [["0000000000002-0000-d1", "easy"]],
    }


def week(**answers: str) -> Change:
    return Put(Reflection(Lookback.WEEK, date(2026, 11, 2), answers=tuple(answers.items())))


def kept_week(tables: Plain) -> dict[str, str]:
    return dict(book_of(tables).reflections[0].answers)


def test_two_copies_that_each_answer_another_prompt_of_a_week_keep_both_answers() -> None:
    begun = edited(BEGUN, at(2, week(helped="tea")))
    here = edited(begun, at(3, week(helped="tea", way="rain")))
    there = edited(begun, at(4, week(helped="tea", plan="walk"), device="d2"))
    both = merge(here, there)
    assert kept_week(both.tables) == {"helped": "tea", "plan": "walk", "way": "rain"}
    assert "beside" not in both.tables["reflections"]["week:2026-11-02"]
    assert [(each.place, each.second, each.collided) for each in both.differences if each.place != "last"] == [
        ("plan", True, False),
        ("way", False, False),
    ]


def test_of_two_answers_to_a_prompt_the_later_wins_and_the_other_is_kept_beside() -> None:
    here = edited(BEGUN, at(3, week(helped="tea", way="rain")))
    there = edited(BEGUN, at(4, week(helped="sleep"), device="d2"))
    both = merged(here, there)
    assert kept_week(both) == {"helped": "sleep", "way": "rain"}
    assert both["reflections"]["week:2026-11-02"]["beside"] == {"helped": [["0000000000003-0000-d1", "tea"]]}


def test_an_answer_that_was_only_written_on_is_not_kept_twice() -> None:
    here = edited(BEGUN, at(3, week(helped="tea")))
    there = edited(here, at(4, week(helped="green tea")))
    assert "beside" not in merged(here, there)["reflections"]["week:2026-11-02"]


def test_an_answer_that_was_taken_away_later_stays_away_while_others_come() -> None:
    begun = edited(BEGUN, at(2, week(helped="tea", way="rain")))
    here = edited(begun, at(3, week(way="rain")))
    there = edited(begun, at(4, week(helped="tea", way="rain", plan="walk"), device="d2"))
    assert kept_week(merged(here, there)) == {"plan": "walk", "way": "rain"}
    emptied = edited(begun, at(3, Delete(ItemKind.REFLECTION, "week:2026-11-02")))
    assert book_of(merged(emptied, begun)).reflections == ()
    assert kept_week(merged(emptied, there)) == {"plan": "walk"}


def test_a_week_whose_answers_have_one_stamp_together_merges_with_that() -> None:
    """As a file of before has it."""
    here = edited(BEGUN, at(3, week(helped="tea", way="rain")))
    there = edited(BEGUN, at(4, week(way="snow"), device="d2"))
    assert "stamps" not in here["reflections"]["week:2026-11-02"]
    assert kept_week(merged(here, there)) == {"helped": "tea", "way": "snow"}


def test_tables_that_nobody_knows_are_kept() -> None:
    here, there = {**BEGUN, "dreams": {"1": {"of": "flying"}}}, {**BEGUN, "dreams": {"2": {}}, "odd": {"x": {}}}
    both = merged(here, there)
    assert both["dreams"] == {"1": {"of": "flying"}, "2": {}}
    assert both["odd"] == {"x": {}}
