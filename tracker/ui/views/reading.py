"""What is read on the Review screen and on a habit's page: rows that can be stopped at, and how they are laid out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.clock import say_date
from tracker.domain.named_tuple import NamedTuple
from tracker.insights import ALL, Review, Span, Topic, say_on
from tracker.service.edits.agreements import due
from tracker.service.review import together
from tracker.service.review.heat import STEPS
from tracker.service.review.page import HeatMap
from tracker.service.review.sections import agreed_told
from tracker.service.review.spans import span_days, span_title
from tracker.service.review.tried import act_words, came_words, taken_now, tried, tried_words
from tracker.service.words.agreements import due_words
from tracker.ui.views.charts import build_heat
from tracker.ui.views.frame import KeyBar, places_of
from tracker.ui.views.glyphs import Glyphs
from tracker.ui.views.lines import EMPTY, HEAT_TONES, Line, Text, Tone, apart, cut, width, wrap
from tracker.ui.views.model import Look, Row

DAY = "day"
"""The stop at the heat map, whose cursor is a day."""

LOOK = "look:"
"""Before the id of a habit: the stop at what is worth a look."""

ASKED = "asked:"
"""Before the id of a question: the stop at its answer."""

QUIET = "quiet:"
"""Before its first day: the stop at a quiet stretch."""

AGREED = "agreed:"
"""Before a number and the id of an agreement: the stop at a sentence about it."""

WIDE = 110
"""From so many cells on, blocks stand side by side."""

CHOICES = (("w", "week"), ("m", "month"), ("Q", "quarter"), ("y", "year"), ("0", ALL))


class PageCursor(NamedTuple):
    """Where the reader is: the stop, the day of the heat map, and the words that notes are searched for.

    `of` is the habit whose page it is, by its id; empty on a page of all.
    """

    stop: str = ""
    day: date = date.min
    words: str = ""
    of: str = ""

    @property
    def habit(self) -> str:
        """The id of the habit under the cursor: the page's, or the row's; empty if it is about none."""
        return self.of or (self.stop.rpartition(":")[2] if ":" in self.stop else "")

    @property
    def is_on_a_row(self) -> bool:
        """Whether it is on the row of a habit, among others."""
        return not self.of and bool(self.habit)

    @property
    def chosen(self) -> frozenset[str]:
        """The habits chosen for the next act; none beside the one under the cursor."""
        return frozenset()


class Reading(NamedTuple):
    """All that a page is made from: the review, the whole span that was asked for, the cursor and the look.

    A review is `whole` once it knows what went together, which takes longest.
    """

    review: Review
    asked: Span
    cursor: PageCursor
    look: Look
    whole: bool = True

    @property
    def glyphs(self) -> Glyphs:
        """The glyphs to draw with."""
        return self.look.glyphs


def title(words: str, note: str = "", room: int = 0) -> Row:
    """Build the title of a section, with a remark at its right if there is room."""
    head = Text(f" {words.upper()}", "title")
    line: Line = (head,)
    if note and room:
        line = apart(line, (Text(f"{note} ", "muted"),), room)
    return Row("", line)


def blank() -> Row:
    """Build the space between two sections."""
    return Row("", EMPTY)


def stop(reading: Reading, id: str, line: Iterable[Text], room: int) -> Row:
    """Build a row that can be stopped at; the reader's is marked."""
    here = bool(id) and reading.cursor.stop == id
    mark = Text(f" {reading.glyphs.here} ", "cursor") if here else Text("   ")
    shown = tuple(span._replace(tone="strong") if here and span.tone == "plain" else span for span in line)
    return Row(id, cut((mark, *shown), room - 1))


def told(reading: Reading, id: str, words: str, room: int, tone: Tone = "plain", lead: str = "") -> list[Row]:
    """Build a sentence, over as many rows as it takes; the first can be stopped at."""
    lines = wrap(words, max(20, room - 5 - len(lead)))
    first = stop(reading, id, (Text(lead, "muted"), Text(lines[0], tone)), room)
    indent = Text(" " * (3 + len(lead)))
    return [first, *(Row("", (indent, Text(line, tone))) for line in lines[1:])]


def beside(left: Sequence[Row], right: Sequence[Row], room: int) -> list[Row]:
    """Set two blocks side by side in two halves; only the left can be stopped at."""
    start_at = half(room)
    rows = []
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else blank()
        other = right[number].line if number < len(right) else EMPTY
        start = cut(one.line, start_at - 1)
        gap = Text(" " * (start_at - width(start)))
        rows.append(Row(one.habit, (*start, gap, *cut(other, room - start_at - 1))))
    return rows


def columns(left: Sequence[Row], right: Sequence[Row], room: int) -> list[Row]:
    """Set two blocks side by side where there is room, else one below the other."""
    if left and right and room >= WIDE:
        return [*beside(left, right, room), blank()]
    return [row for block in (left, right) if block for row in (*block, blank())]


def half(room: int) -> int:
    """Return the room of a block that may stand beside another, at the left."""
    return room * 11 // 20 if room >= WIDE else room


def other_half(room: int) -> int:
    """Return the room of a block that may stand beside another, at the right."""
    return room - half(room) if room >= WIDE else room


def within(rows: Iterable[Row], room: int) -> list[Row]:
    """Cut what is wider than the room."""
    return [row if width(row.line) <= room else Row(row.habit, cut(row.line, room)) for row in rows]


def build_chooser(asked: Span, today: date, room: int, look: Look = Look()) -> KeyBar:  # noqa: B008 - a look is frozen
    """Build the line that says which span is shown and which others there are."""
    choices: list[Text] = []
    ids: list[str] = []
    for key, name in CHOICES:
        here = asked.name == name
        choices.append(Text(look.key(name, key), "title" if here else "key"))
        if room >= 60:
            choices.append(Text(f" {name}", "title" if here else "muted"))
        choices.append(Text("  " if room >= 60 else " "))
        ids += [name] * (len(choices) - len(ids) - 1) + [""]
    about: Line = (Text(f" {span_title(asked)}  ", "strong"),)
    days: Line = (Text(f"{span_days(asked, today)} ", "muted"),)
    roomy = width(about) + width(days) + width(choices) <= room
    line = apart((*about, *days) if roomy else about, choices, room)
    return KeyBar(line, places_of(choices, ids, room - width(choices)))


def heat_block(reading: Reading, heat: HeatMap, room: int, name: str) -> list[Row]:
    """Build the section of the heat map, with the day under the cursor spelled out below it."""
    cursor, glyphs = reading.cursor, reading.glyphs
    here = cursor.stop == DAY
    drawn = build_heat(heat, cursor.day, room - 4, glyphs)
    words = next((day.words for day in heat.days if day.day == cursor.day), say_date(cursor.day, reading.review.today))
    rows = [Row("", (Text("   "), *line)) for line in drawn]
    rows[1] = Row(DAY, (Text(f" {glyphs.here} ", "cursor") if here else Text("   "), *drawn[1]))
    spelled = (Text("   "), Text(glyphs.pointer, "cursor"), Text(f" {words}", "strong" if here else "plain"))
    return [title(name), *rows, Row("", apart(spelled, _legend(glyphs) if room >= 100 else (), room - 1))]


def _legend(glyphs: Glyphs) -> Line:
    parts: list[Text] = []
    for step, words in enumerate(STEPS):
        parts += [Text(glyphs.heat[step], HEAT_TONES[step]), Text(f" {words}  ", "muted")]
    return tuple(parts)


def look_block(reading: Reading, room: int) -> list[Row]:
    """Build what is worth a look; each row can be entered, and then offers what may help."""
    rows = [title("Worth a look", reading.look.spell("{open:enter}: what helps"), room)]
    for sentence in say_on(reading.review, Topic.LOOK):
        rows += told(reading, f"{LOOK}{sentence.habit}", sentence.text, room)
        for taken in taken_now(reading.review, sentence.habit):
            rows += told(reading, "", f"This week {act_words(reading.review, taken)}", room, "good", lead="  ")
    return rows if len(rows) > 1 else []


def asked_block(reading: Reading, room: int, habit: str = "") -> list[Row]:
    """Build the questions with their answers, of one habit where it is named; enter takes one back."""
    rows = [title(together.ASKED, reading.look.spell("{open:enter}: take it back"), room)]
    for id, words in together.answers_told(reading.review, habit) if reading.whole else ():
        rows += told(reading, f"{ASKED}{id}", words, room)
    return rows if len(rows) > 1 else []


def quiet_block(reading: Reading, room: int) -> list[Row]:
    """Build the stretches in which nearly everything stopped; enter pauses one."""
    rows = [title(together.STRETCHES, reading.look.spell("{open:enter}: pause it"), room)]
    for stretch, words in together.stretches_told(reading.review) if reading.whole else ():
        rows += told(reading, f"{QUIET}{stretch.start}", words, room)
    return rows if len(rows) > 1 else []


_LOOK_AT_IT = "{open:enter}: look at it"


def due_block(reading: Reading, room: int) -> list[Row]:
    """Build the agreements whose day to look again has come."""
    review, rows = reading.review, [title("Look again at what you agreed", reading.look.spell(_LOOK_AT_IT), room)]
    for number, kept in enumerate(due(review.book, review.today)):
        words = due_words(kept, lambda day: say_date(day, review.today))
        rows += told(reading, f"{AGREED}{number}:{kept.id}", words, room)
    return rows if len(rows) > 1 else []


def agreed_block(reading: Reading, room: int) -> list[Row]:
    """Build what became of agreements in the span."""
    rows = [title("What you agreed", reading.look.spell(_LOOK_AT_IT), room)]
    for number, (id, line) in enumerate(agreed_told(reading.review)):
        rows += told(reading, f"{AGREED}{number}:{id}", line, room)
    return rows if len(rows) > 1 else []


def tried_block(reading: Reading, room: int) -> list[Row]:
    """Build what was tried in earlier weeks, and what came of it; each row leads to its habit."""
    rows = [title("What came of it")]
    for number, found in enumerate(tried(reading.review)):
        rows += told(reading, f"tried:{number}:{found.taken.habit}", tried_words(reading.review, found), room)
        rows += told(reading, "", came_words(found), room, "good", lead="  ")
    return rows if len(rows) > 1 else []
