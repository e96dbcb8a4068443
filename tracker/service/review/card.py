"""The card: one page of a week's days, for oneself or to bring to somebody, which fits on a sheet of paper.

What each day holds is said in words beside its sign, so that it reads aloud, and in black and white.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from html import escape

from tracker.clock import say_range, short_day
from tracker.domain.book import Book, Lookback
from tracker.domain.event import UrgeOutcome
from tracker.domain.habit import Habit
from tracker.domain.judging.codes import Cell
from tracker.domain.log import happened
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import counted
from tracker.insights import HabitReview, Review, habit_of, review
from tracker.service.review.entries import entries
from tracker.service.review.spans import span_on, span_title
from tracker.service.review.words import period_share
from tracker.service.words.cells import CELL_NAMES, SIGNS
from tracker.service.words.marks import amount_words
from tracker.service.words.safety import SAFETY_LINE

_MOST_HABITS, _MOST_ANSWERS, _LINE, _ANSWER = 24, 8, 150, 260
_SAID = {
    "kept": "done",
    "part": "some",
    "passed": "let pass",
    "mixed": "let pass and acted on",
    "acted": "acted on",
    "clean": "within the limit",
    "over": "over the limit",
}
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
        tuple(row for habit, row in lived if not habit.rule.goal.is_urge)[:_MOST_HABITS],
        tuple(row for habit, row in lived if habit.rule.goal.is_urge)[:_MOST_HABITS],
        tuple(rated.get(each, "") for each in days) if rated else (),
        tuple(_notes(found, days)),
        tuple(_answers(book, week.start))[:_MOST_ANSWERS],
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
    let = " (let pass)" if strong and strong.outcome is UrgeOutcome.PASSED else ""
    return f"{passed} let pass, {acted} acted on{strongest}{let}"


def _notes(found: Review, days: list[date]) -> Iterator[tuple[str, str]]:
    """Give one line of notes for each day that has any."""
    written = [note for note in entries(found.book, found.span) if not note.of.is_long]
    written = [note for note in written if note.about not in found.book.prompts]
    weekly = {prompt for kept in found.book.reflections if kept.span is Lookback.WEEK for prompt, _ in kept.answers}
    for day in days:
        said = [f"{note.about}: {' '.join(note.text.split())}" for note in written if note.day == day]
        said = [line for line in said if not any(line.startswith(prompt) for prompt in weekly)]
        if said:
            yield short_day(day), _cut("; ".join(dict.fromkeys(said)), _LINE)


def _answers(book: Book, week: date) -> Iterator[tuple[str, str]]:
    kept = book.reflection(Lookback.WEEK, week)
    for prompt, answer in kept.answers if kept else ():
        if answer and not habit_of(prompt)[1]:
            yield prompt, _cut(" ".join(answer.split()), _ANSWER)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


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
    """Say what a day holds: habits that came to the same in one breath."""
    same: dict[str, list[str]] = {}
    for row in (*card.practices, *card.urges):
        words = row.days[number].words
        if words:
            known = words in CELL_NAMES.values() or words in _SAID.values()
            same.setdefault(words if known else "", []).append(row.name if known else f"{row.name} ({words})")
    for words, names in sorted(same.items(), key=lambda each: each[0] in ("missed", "skipped", "paused")):
        yield f"{words}: {', '.join(names)}" if words else ", ".join(names)


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


def as_html(card: Card) -> str:
    """Return a card as a whole HTML file that prints on one sheet, A4 or Letter."""
    rows = len(card.practices) + len(card.urges)
    size = "9.5pt" if rows <= 12 else "8.5pt" if rows <= 18 else "7.5pt"
    body = "".join(
        _html_table(title, rows_of, card.days)
        for title, rows_of in (("Practices", card.practices), ("Urges", card.urges))
        if rows_of
    )
    if card.ease:
        cells = "".join(f"<td>{escape(ease)}</td>" for ease in card.ease)
        body += f'<table class="ease"><tr><th scope="row">Ease, 1 (hard) to 5 (easy)</th>{cells}<td></td></tr></table>'
    if card.notes:
        items = "".join(f"<dt>{escape(day)}</dt><dd>{escape(words)}</dd>" for day, words in card.notes)
        body += f'<h2>Notes</h2><dl class="notes">{items}</dl>'
    if card.answers:
        items = "".join(f"<dt>{escape(prompt)}</dt><dd>{escape(answer)}</dd>" for prompt, answer in card.answers)
        body += f"<h2>Looking back</h2><dl>{items}</dl>"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{escape(card.title)}</title>\n<style>\n{_STYLE.replace('SIZE', size)}</style>\n</head>\n<body>\n"
        f"<h1>{escape(card.title)}</h1>\n<p>{escape(card.dates)}</p>\n{body}\n"
        f"<footer>{escape(SAFETY_LINE)}</footer>\n</body>\n</html>\n"
    )


def _html_table(title: str, rows: Iterable[CardRow], days: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{escape(day)}</th>' for day in days)
    body = "".join(
        f'<tr><th scope="row">{escape(row.name)}</th>{"".join(_html_day(day) for day in row.days)}'
        f"<td>{escape(row.total)}</td></tr>\n"
        for row in rows
    )
    return (
        f'<table>\n<thead><tr><th scope="col">{title}</th>{head}<th scope="col">The week</th></tr></thead>\n'
        f"<tbody>\n{body}</tbody></table>\n"
    )


def _html_day(day: CardDay) -> str:
    return f"<td><b>{escape(day.sign)}</b> <small>{escape(day.words)}</small></td>" if day.sign else "<td></td>"


def count_words(card: Card) -> str:
    """Say what stands on a card: `8 habits`."""
    return counted(len(card.practices) + len(card.urges), "habit")


_STYLE = """\
@page { margin: 12mm; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #111; background: #fff;
  font: 14px/1.35 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.4em; margin: 0; } h2 { font-size: 1.05em; margin: 0.8em 0 0.2em; }
p { margin: 0 0 0.6em; color: #444; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 0.6em; }
th, td { border-bottom: 1px solid #bbb; padding: 0.18em 0.3em 0.18em 0; text-align: left; vertical-align: top;
  font-weight: normal; overflow-wrap: anywhere; }
th:first-child { width: 20%; font-weight: 600; } th:last-child, td:last-child { width: 17%; }
thead th { color: #444; } small { font-size: 0.8em; color: #333; }
dl { margin: 0; } dt { font-weight: 600; margin-top: 0.3em; } dd { margin: 0; }
.notes { display: grid; grid-template-columns: 6em 1fr; } .notes dt { margin: 0; font-weight: normal; color: #444; }
footer { margin-top: 0.8em; font-size: 0.85em; color: #444; border-top: 1px solid #bbb; padding-top: 0.3em; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: SIZE; line-height: 1.22; } }
"""
