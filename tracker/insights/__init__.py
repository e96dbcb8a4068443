"""Insights: what a review shows of a book, computed from what was recorded.

`review` is the way in. Every share comes with the counts it rests on, nothing blames, and what is called a pattern has
passed a test that streaks cannot fool (docs/patterns.md).

    span               the days that are looked at; figures that never go without the count they rest on
    course, habits     how one habit went, day by day; every number of its own page, its ways back, weeks and months
    review             all that a span shows of a book, from these:
    balance            what each area was given
    rhythm, ease       how days and weekdays went; how they felt
    urge_patterns      when urges came, how strong, and with what letting them pass went together
    quiet_stretches    days in a row on which nearly everything stopped
    worth_a_look       what went well and what is worth a look; `suggestions` are what one can do about that
    sentences          what there is to say of it; `pairing_sentences` what is said of the following

What goes together is found in these steps:

    sides              what may go with something else: a habit, its amounts, its urges, the ease
    blank_days         days of which nothing was written down, which are left out, and how far it is to first patterns
    tide               what moves most things on the same days, and is no pairing of any two
    pairs, p_value     two things held against each other, and how often chance alone does as much: by residuals, rows
                       of days freed of their rhythm, their drifts and what yesterday told
    pairings           all that is looked for, and what is shown of it; `two_looks` shows what has stood for a month,
                       and answers the pairs that the user asked about
"""

from tracker.domain.judging.lapses import Lapse
from tracker.insights.balance import AreaBalance, Balance, Given, OwnAndShared
from tracker.insights.blank_days import TooFewDays
from tracker.insights.course import Course, course_of
from tracker.insights.ease import DayEase, Ease, WeekEase
from tracker.insights.habits import HabitReview, MonthShare, Return, UrgeCount
from tracker.insights.pairings import Contrast, Pairing
from tracker.insights.pairs import PairKind
from tracker.insights.quiet_stretches import QuietStretch
from tracker.insights.review import Review, pairings_of, review
from tracker.insights.rhythm import DayShare, Quiet, Rhythm, WeekdayShare
from tracker.insights.sentences import Sentence, Topic, say_all, say_on
from tracker.insights.sides import EASE, Measure
from tracker.insights.span import ALL, Mean, Share, Span
from tracker.insights.suggestions import (
    PLAN,
    AsideKind,
    FollowUp,
    SuggestionKind,
    Taken,
    aside_prompt,
    habit_of,
    suggestion_prompt,
    suggestions_taken,
    way_prompt,
)
from tracker.insights.tide import Carried
from tracker.insights.two_looks import AnswerKind, QuestionAnswer
from tracker.insights.worth_a_look import Good, Suggestion, Well

__all__ = [
    "ALL",
    "EASE",
    "PLAN",
    "AnswerKind",
    "AreaBalance",
    "AsideKind",
    "Balance",
    "Carried",
    "Contrast",
    "Course",
    "DayEase",
    "DayShare",
    "Ease",
    "FollowUp",
    "Given",
    "Good",
    "HabitReview",
    "Lapse",
    "Mean",
    "Measure",
    "MonthShare",
    "OwnAndShared",
    "PairKind",
    "Pairing",
    "QuestionAnswer",
    "Quiet",
    "QuietStretch",
    "Return",
    "Review",
    "Rhythm",
    "Sentence",
    "Share",
    "Span",
    "Suggestion",
    "SuggestionKind",
    "Taken",
    "TooFewDays",
    "Topic",
    "UrgeCount",
    "WeekEase",
    "WeekdayShare",
    "Well",
    "aside_prompt",
    "course_of",
    "habit_of",
    "pairings_of",
    "review",
    "say_all",
    "say_on",
    "suggestion_prompt",
    "suggestions_taken",
    "way_prompt",
]
