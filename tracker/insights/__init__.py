"""Insights: what a review shows of a book, computed from what was recorded.

`review` is the way in. Every share comes with the counts it rests on, nothing blames, and what is called a pattern has
passed a test that streaks cannot fool (docs/patterns.md).
"""

from tracker.domain.judging.lapses import Lapse
from tracker.insights.balance import AreaBalance, Balance, Given, OwnAndShared
from tracker.insights.calendar import MonthShare, UrgeCount
from tracker.insights.comebacks import Return
from tracker.insights.course import Course, course_of
from tracker.insights.ease import DayEase, Ease, WeekEase
from tracker.insights.habits import HabitReview
from tracker.insights.minimum_data import TooFewDays
from tracker.insights.pairings import Contrast, Pairing
from tracker.insights.pairs import PairKind
from tracker.insights.questions import AnswerKind, QuestionAnswer
from tracker.insights.quiet_stretches import QuietStretch
from tracker.insights.review import Review, pairings_of, review
from tracker.insights.rhythm import DayShare, Quiet, Rhythm, WeekdayShare
from tracker.insights.sentences import Sentence, Topic, say_all, say_on
from tracker.insights.share import Mean, Share
from tracker.insights.sides import EASE, Measure
from tracker.insights.span import ALL, Span
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
