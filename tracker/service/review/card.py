"""The card: a week's days for oneself, or to bring to somebody, as text that reads aloud and as Markdown.

What each day holds is said in words beside its sign. `card_sheet.py` lays it out on a sheet of paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tracker.clock import say_range, short_day
from tracker.domain.book import Book, Lookback
from tracker.domain.event import UrgeOutcome
from tracker.domain.habit import Habit
from tracker.domain.judging.codes import Cell
from tracker.domain.log import MarkKind, happened
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import counted
from tracker.insights import HabitReview, Review, habit_of, review
from tracker.service.review.entries import entries
from tracker.service.review.spans import span_on, span_title
from tracker.service.review.words import period_share
from tracker.service.words.cells import CELL_NAMES, SIGNS
from tracker.service.words.labels import amount_words
from tracker.service.words.safety import SAFETY_LINE

_SAID = {
    "kept": "done",
    "part": "some",
    "passed": "let pass",
    "mixed": "let pass and acted on",
    "acted": "acted on",
    "clean": "within the limit",
    "over": "over the limit",
}
_ALIKE = frozenset((*CELL_NAMES.values(), *_SAID.values()))
_AT_THE_END = ("skipped", "paused", "missed")
_LEFT_OUT = frozenset((Cell.OPEN, " "))


class CardDay(NamedTuple):
    """One day of a habit: its sign, and the word for it; empty where there is nothing to show."""

    sign: str
    words: str


class CardRow(NamedTuple):
    """A habit through the week, and what the week came to."""

    name: str
    days: tuple[CardDay, ...]
    total: str


class Card(NamedTuple):
    """All that stands on a card, in order."""

    title: str
    dates: str
    days: tuple[str, ...]
    practices: tuple[CardRow, ...]
    urges: tuple[CardRow, ...]
    ease: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]


def card_of(book: Book, day: date, today: date) -> Card:
    """Lay out the week that holds a day, as far as it has come."""
    week = span_on(book, "week", day)
    found = review(book, week, today)
    days = [week.start + timedelta(number) for number in range(7)]
    rows = [_row(found, each, days, today) for each in found.habits]
    lived = [
        (each.habit, row) for each, row in zip(found.habits, rows, strict=True) if any(day.sign for day in row.days)
    ]
    rated = {rate.day: str(rate.ease) for rate in found.ease.days}
    return Card(
        f"{span_title(week)}, day by day",
        say_range(week.start, week.end, today),
        tuple(short_day(each) for each in days),
        tuple(row for habit, row in lived if not habit.rule.goal.is_urge),
        tuple(row for habit, row in lived if habit.rule.goal.is_urge),
        tuple(rated.get(each, "") for each in days) if rated else (),
        tuple(_notes(found, days)),
        tuple(_answers(book, week.start)),
    )


def _row(found: Review, each: HabitReview, days: list[date], today: date) -> CardRow:
    codes = each.standing.cells.between(days[0].toordinal(), days[-1].toordinal())
    shown = tuple(
        _day(found.book, each.habit, day, code) for day, code in zip(days, codes, strict=True) if day <= today
    )
    rest = (CardDay("", ""),) * (7 - len(shown))
    total = _urges(found.book, each.habit, days) if each.habit.rule.goal.is_urge else _kept(each)
    return CardRow(each.habit.name, (*shown, *rest), total)


def _kept(each: HabitReview) -> str:
    return period_share(each, each.share) if each.share.of else ""


def _day(book: Book, habit: Habit, day: date, code: str) -> CardDay:
    mark = book.log(habit.id).get(day)
    goal = habit.rule_on(day).goal
    if code in _LEFT_OUT and not (mark and mark.amount):
        return CardDay("", "")
    name = CELL_NAMES.get(code, "")
    words = _SAID.get(name, name)
    if code == Cell.MISSED and not (mark and mark.kind is MarkKind.MISSED):
        words = ""  # nobody has said that it was missed: a day without a mark is a dot, and no more
    if mark and goal.is_urge and (mark.passed or mark.acted):
        words = ", ".join(f"{n} {what}" for n, what in ((mark.passed, "let pass"), (mark.acted, "acted on")) if n)
    elif mark and mark.amount:
        words = amount_words(mark.amount, goal)
    return CardDay(SIGNS.of(code).strip() or "·", words)


def _urges(book: Book, habit: Habit, days: list[date]) -> str:
    """Say how many were let pass and acted on in a week, and how strong the strongest was."""
    marks = [mark for day in days if (mark := book.log(habit.id).get(day))]
    passed, acted = sum(mark.passed for mark in marks), sum(mark.acted for mark in marks)
    events = [event for _, event in happened(book.log(habit.id), days[0].toordinal(), days[-1].toordinal())]
    strong = max((event for event in events if event.strength), key=lambda event: event.strength or 0, default=None)
    strongest = f", strongest {strong.strength} of 5" if strong else ""
    let = ", let pass" if strong and strong.outcome is UrgeOutcome.PASSED else ""
    return f"{passed} let pass, {acted} acted on{strongest}{let}"


def _notes(found: Review, days: list[date]) -> Iterator[tuple[str, str]]:
    """Give the notes of each day that has any, in one breath."""
    written = [note for note in entries(found.book, found.span) if note.of is Lookback.DAY]
    for day in days:
        said = [f"{note.about}: {' '.join(note.text.split())}" for note in written if note.day == day]
        if said:
            yield short_day(day), "; ".join(dict.fromkeys(said))


def _answers(book: Book, week: date) -> Iterator[tuple[str, str]]:
    kept = book.reflection(Lookback.WEEK, week)
    for prompt, answer in book.answers_as_asked(kept) if kept else ():
        if answer and not habit_of(prompt)[1]:
            yield prompt, " ".join(answer.split())


def as_text(card: Card) -> str:
    """Return a card as plain text that reads aloud: day by day, in words alone."""
    lines = [f"{card.title}: {card.dates}", ""]
    for number, day in enumerate(card.days):
        lines.append(f"{day}{f', ease {card.ease[number]} of 5' if card.ease and card.ease[number] else ''}")
        lines += [f"  {line}" for line in _told(card, number)] or ["  nothing recorded"]
    totals = [f"  {row.name}: {row.total}" for row in (*card.practices, *card.urges) if row.total]
    lines += ["", "The week", *totals] if totals else []
    lines += ["", "Notes", *(f"  {day}: {words}" for day, words in card.notes)] if card.notes else []
    lines += ["", "Looking back"] if card.answers else []
    for prompt, answer in card.answers:
        lines += [f"  {prompt}", f"    {answer}"]
    return "\n".join((*lines, "", SAFETY_LINE)) + "\n"


def _told(card: Card, number: int) -> Iterator[str]:
    """Say what a day holds: practices that came to the same in one breath, then amounts and urges, then the rest."""
    alike: dict[str, list[str]] = {}
    each: list[str] = []
    for row in (*card.practices, *card.urges):
        words = row.days[number].words
        if words in _ALIKE:
            alike.setdefault(words, []).append(row.name)
        elif words:
            each.append(f"{row.name}: {words}")
    told = {words: f"{words}: {', '.join(names)}" for words, names in alike.items()}
    rest = [told.pop(words) for words in _AT_THE_END if words in told]
    yield from (*told.values(), *each, *rest)


def as_markdown(card: Card) -> str:
    """Return a card as Markdown, with a table of days."""
    lines = [f"# {card.title}", "", card.dates, ""]
    for title, rows in (("Practices", card.practices), ("Urges", card.urges)):
        if rows:
            lines += [f"| {title} | {' | '.join(card.days)} | The week |", "|---" * (len(card.days) + 2) + "|"]
            lines += [f"| {' | '.join(map(_plain, (row.name, *_cells(row), row.total)))} |" for row in rows]
            lines += [""]
    if card.ease:
        rated = [f"{day} {ease}" for day, ease in zip(card.days, card.ease, strict=True) if ease]
        lines += [f"Ease, 1 (hard) to 5 (easy): {', '.join(rated)}", ""]
    if card.notes:
        lines += ["## Notes", "", *(f"- {day}: {_plain(words)}" for day, words in card.notes), ""]
    if card.answers:
        lines += ["## Looking back", ""]
        lines += [f"**{_plain(prompt)}** {_plain(answer)}\n" for prompt, answer in card.answers]
    return "\n".join((*lines, f"*{SAFETY_LINE}*")) + "\n"


def _cells(row: CardRow) -> Iterable[str]:
    return (f"{day.sign} {day.words}".strip() for day in row.days)


def _plain(text: str) -> str:
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text


def count_words(card: Card) -> str:
    """Say what stands on a card: `8 habits`."""
    return counted(len(card.practices) + len(card.urges), "habit")
