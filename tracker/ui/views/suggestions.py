"""What is worth a look, with what was done about it, and what came of what was done in earlier weeks."""

from __future__ import annotations

from tracker.insights import Topic, say_on
from tracker.service.review.tried import act_words, came_words, taken_now, tried, tried_words
from tracker.ui.views.model import Row
from tracker.ui.views.reading import LOOK, Reading, title, told


def look_block(reading: Reading, room: int) -> list[Row]:
    """Build what is worth a look; each row can be entered, and then offers what may help."""
    rows = [title("Worth a look", "enter: what helps", room)]
    for sentence in say_on(reading.review, Topic.LOOK):
        rows += told(reading, f"{LOOK}{sentence.habit}", sentence.text, room)
        for taken in taken_now(reading.review, sentence.habit):
            rows += told(reading, "", f"This week {act_words(taken)}", room, "good", lead="  ")
    return rows if len(rows) > 1 else []


def tried_block(reading: Reading, room: int) -> list[Row]:
    """Build what was tried in earlier weeks, and what came of it; each row leads to its habit."""
    rows = [title("What came of it")]
    for number, found in enumerate(tried(reading.review)):
        rows += told(reading, f"tried:{number}:{found.taken.habit}", tried_words(reading.review, found), room)
        rows += told(reading, "", came_words(found), room, "good", lead="  ")
    return rows if len(rows) > 1 else []
