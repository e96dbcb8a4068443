"""The demo's year: who practises what, how likely each day is, what happened when, and what was written about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tracker.domain.book import Lookback
from tracker.domain.named_tuple import NamedTuple

_SUMMER = ((7, 18), (6, 13), (8, 22))
_LATE_WINTER = ((2, 17), (1, 20), (3, 24))
PLANNED = "mindful"
"""The habit that went less well for a while, and for which last week made a plan."""


class Plan(NamedTuple):
    """How a habit goes: the chance of a day at first and now, what a weekend or quiet time adds, when it began."""

    first: float = 0.5
    now: float = 0.85
    weekend: float = 0
    calm: float = 0
    hour: int = 20
    begins: int = 0


PLANS = {
    "hobby": Plan(0.6, 0.95, weekend=0.15),
    "quiet": Plan(0.45, 0.84, weekend=-0.12, hour=18),
    "decide": Plan(0.4, 0.7, hour=12, begins=40),
    "mindful": Plan(0.5, 0.88, weekend=-0.18, hour=7),
    "feelings": Plan(0.4, 0.85, hour=7, begins=63),
    "rest": Plan(0.6, 0.85, hour=13, begins=21),
    "reassurance": Plan(0.35, 0.22, hour=21, begins=14),
    "fix": Plan(0.5, 0.38, weekend=0.1, hour=8),
    "listen": Plan(0.5, 0.86, weekend=0.08),
    "honest": Plan(0.4, 0.85, begins=28),
    "heat": Plan(0.08, 0.12, calm=0.36, hour=21, begins=10),
    "agreements": Plan(0.3, 0.6, weekend=0.1, hour=11),
    "checking": Plan(0.6, 0.22, weekend=-0.1, hour=22),
}
"""The practices that the demo's person has chosen."""

USUAL = Plan()
_FLAGGING = {"feelings": 0.2, "fix": 0.45}
"""What the last four weeks have left of the chances of some habits; they are worth a look."""


class Year(NamedTuple):
    """The year that is made up: its days as ordinals, what happened in it, and the dice."""

    first: int
    today: int
    week_start: int
    holiday: range
    lapse: range
    sore: range
    draw: Callable[[], float]

    def share(self, day: int) -> float:
        """Tell how far into the year a day is, 0 to 1."""
        return (day - self.first) / (self.today - self.first)

    def likely(self, chance: float) -> bool:
        """Throw the dice."""
        return self.draw() < chance

    def spirit(self, habit: str, day: int) -> float:
        """Return by what a habit's chances are lessened on a day; 1 for most habits on most days."""
        last_week = self.week(self.today) - 7
        if habit == PLANNED and last_week - 28 <= day < last_week:
            return 0.55
        return _FLAGGING.get(habit, 1.0) if self.today - 28 < day < self.today else 1.0

    def week(self, day: int) -> int:
        """Return the first day of the week that holds a day."""
        return day - ((day - 1 - self.week_start) % 7)


def imagine(today: date, week_start: int) -> Year:
    """Lay out the year: ten days away in summer, a lapse in late winter, a week with a sore wrist."""
    from random import Random  # only the demo plays dice

    end = today.toordinal()
    holiday, lapse = _stretch(today, _SUMMER, 10), _stretch(today, _LATE_WINTER, 11)
    busy = {*holiday, *lapse}
    sore = next(range(end - back, end - back + 6) for back in (75, 130, 190) if not busy & {end - back, end - back + 5})
    draw = Random(end).random  # noqa: S311 - dice, not secrets
    return Year(end - 364, end, week_start, holiday, lapse, sore, draw)


def _stretch(today: date, starts: tuple[tuple[int, int], ...], length: int) -> range:
    """Find the first of these dates that lies well inside the year; they are so far apart that one always does."""
    end = today.toordinal()
    ordinals = (date(today.year - back, month, day).toordinal() for month, day in starts for back in (0, 1))
    start = next(start for start in ordinals if end - 344 < start < end - 28)
    return range(start, start + length)


NOTES = {
    "hobby": (
        "Found the old watercolours and lost track of the hour.",
        "Only scales at the piano, but they ran.",
        "First loaf that rose. Ate it alone at the window, still warm.",
        "Stayed with the difficult bar until it stopped being difficult.",
        "Did not show it to anyone. That was the nice part.",
        "Began a new sketchbook.",
    ),
    "quiet": (
        "Bench behind the library, no phone.",
        "Rain on the roof window. Did not need anything.",
        "Said I was going round the block by myself. Nobody minded.",
        "First ten minutes restless, the last five very still.",
        "Tea on the balcony before anyone was up.",
    ),
    "decide": (
        "Booked the pottery course without asking around first.",
        "Chose the paint for my room. Green.",
        "Went to the concert by myself, and would again.",
    ),
    "mindful": (
        "Counted breaths on the tram.",
        "Thoughts about the call kept coming; let them ride along.",
        "Washed up slowly and called it practice.",
        "Short today, and it still helped.",
    ),
    "feelings": (
        "It was not anger. I was tired, and a bit left out.",
        "Needed company and asked for a walk.",
        "Content, for no reason I could find.",
    ),
    "rest": (
        "Twenty minutes on the sofa, blanket over my head.",
        "Left the washing for tomorrow.",
        "Slept in. The world went on.",
    ),
    "reassurance": (
        "Wanted to ask whether they were cross. Made soup.",
        "Short reply, long story in my head. Put the phone away.",
        "Told myself what I wanted to hear. It worked, a little.",
    ),
    "fix": (
        "My brother and his landlord again. Asked whether he wanted ideas; he did not.",
        "Had the e-mail half written for her. Deleted it.",
        "Sat on my hands at the parents' evening.",
        "They sorted it out by themselves, in a way I would not have thought of.",
    ),
    "listen": (
        "Just nodded for half an hour on the phone. She thanked me for it.",
        "Nearly said “you could”, and said “and then?”",
        "Long drive, he talked about work. I heard things I had never asked.",
    ),
    "honest": (
        "Said that Sundays are too full for me. We moved the lunch.",
        "Told a friend I had been hurt by the joke. She had no idea.",
        "“I would like an evening to myself.” That was all it took.",
    ),
    "heat": (
        "Went to fetch a glass of water first.",
        "Answered the message the next morning; it was two lines shorter.",
        "Noticed my voice, and slowed down.",
    ),
    "agreements": ("Thursdays stay free for each of us, Sunday breakfast is ours.",),
    "checking": ("Looked when they were last online. Did not feel better.",),
}
"""Notes for a day on which the habit went well; for a limit, any day with something to count."""

PUT_OFF = "Both tired. Tomorrow, with coffee."
"""A note on a day without a mark: the one before the monthly talk."""

SKIPPED = (
    "Fever, stayed in bed.",
    "Night train.",
    "Visitors until late, and glad of it.",
)

IN_THE_WAY = "The phone, before my feet were on the floor."
"""What had got in the way of the habit for which last week made a plan."""

DAYS = {
    "low": (
        "Everything too close today.",
        "Slept badly, and said so.",
        "Carried the quarrel around with me all day.",
        "Grey. Went to bed early.",
    ),
    "middle": (
        "Ordinary, which is fine.",
        "Busy morning, soft evening.",
        "A bit of both.",
        "Tense until noon, then it passed.",
        "Nothing to report, and I mean that kindly.",
    ),
    "high": (
        "Light. Laughed a lot at dinner.",
        "We each did our own thing, and met in the kitchen.",
        "Felt like myself all day.",
        "Long walk, clear head.",
        "Their bad mood stayed theirs.",
        "A good, slow day.",
    ),
}
"""A line about a day, by its ease."""

ANSWERS = (
    (
        "My sister's move. She has a van, and friends who can lift.",
        "The mood at the office. I can be friendly without mending it.",
        "Whether the guests like each other.",
        "His exam. I noticed when I woke up at four because of it.",
        "Very little, this week. The neighbours' quarrel, for one evening.",
    ),
    (
        "Tuesday evening, the door closed and music on. I came out in a better mood.",
        "Lunch alone by the river, twice.",
        "I left the party when I was done, not when it was over.",
        "An hour with my sketchbook before anybody rang.",
        "I kept Thursday free although somebody asked for it.",
    ),
    (
        "Said that I cannot lend money again. The part about being worried is still unsaid.",
        "Said that I missed them. Left out that I had counted the days.",
        "Said no to the committee. Nothing left over.",
        "Said that the joke stung. I have not yet said how long it has.",
        "Asked for help with the shelves, in so many words.",
    ),
    (
        "How the kitchen was tidied. I went for a walk; it was tidied, differently.",
        "The route, from the passenger seat. When I stopped, we talked.",
        "When they would ring. They rang a day later, and all was well.",
        "His packing. He forgot the charger and bought one.",
        "Nothing comes to mind, and that is new.",
    ),
    (
        "My colleague, before her talk. I listened to it once and kept my edits to myself.",
        "My friend who is changing jobs. I asked what she is looking forward to.",
        "My father, at the doctor's. I drove; he did the talking.",
        "The neighbour's boy, with his bicycle. I held the lamp.",
        "My sister. We sat on the boxes and ate noodles.",
    ),
    (
        "The question whether I was right, back then.",
        "How they spend their Saturday.",
        "The unanswered message.",
        "The state of the garden.",
        "My own impatience, as well as I can.",
    ),
)
"""Answers to the weekly questions, in the order of the questions."""
LOOKED_BACK = (
    (
        Lookback.MONTH, 12,
        (
            "Thursdays apart. It fits me better than I thought; I have not asked yet whether it fits them.",
            "I went to the lake by myself, and told nobody before.",
            "The mood in the room when I come home.",
            "One evening a week with nothing in it.",
        ),
    ),
    (
        Lookback.MONTH, 1,
        (
            "Thursdays apart, and Sunday breakfast. Both fit; the hour has moved.",
            "I signed up for the course before anybody had called it a good idea.",
            "Whether my sister is cross. She says so when she is.",
            "The sketchbook, and sleep.",
        ),
    ),
    (
        Lookback.YEAR, 12,
        (
            "The free Thursdays. The rule about phones is one that we no longer need.",
            "In going home when I am tired. I no longer wait for the others to be.",
            "Being the one who keeps the peace. There were two quarrels, and then it was quiet.",
            "Drawing, and one friend of whom I had lost sight.",
        ),
    ),
)  # fmt: skip
"""What months and a year were answered, and how many months before today they are."""
