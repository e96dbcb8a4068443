"""Ruling: a habit under another rule, or the same one from another day, with what was judged before left as it was."""

from __future__ import annotations

from datetime import date

from tracker.domain.book import Book
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging import judge


def ruled_anew(book: Book, habit: Habit, rule: Rule, today: date) -> Habit:
    """Give the habit under a rule, with every day before it judged as it was.

    Days before the first rule, of which those count on which something was done, keep it: where the new one takes its
    place, it stays for them, as a rule that holds from the same day and asks for nothing.
    """
    new = ruled(habit, rule)
    first = habit.rules[0]
    if new.rules == habit.rules or first.since < rule.since:
        return new
    counted = judge(habit, book.log(habit.id), book.pauses_of(habit), today).counted_from
    if counted is None or counted >= rule.since or first._replace(since=rule.since) == rule:
        return new
    return new._replace(rules=(first._replace(since=rule.since), *new.rules))


def begun_on(book: Book, habit: Habit, since: date, today: date) -> Habit:
    """Let the rule that holds today begin on another day; the one before it holds until then."""
    held = habit.rule_on(today)
    before = tuple(rule for rule in habit.rules if rule.since < held.since)
    begun = held._replace(since=since)
    if before:
        return ruled_anew(book, habit._replace(rules=before), begun, today)
    return ruled_anew(book, habit, begun, today) if since < held.since else habit._replace(rules=(begun,))


def ruled(habit: Habit, rule: Rule, *, from_start: bool = False) -> Habit:
    """Give the habit under a rule; a rule that says the same as the one before it is none, and cuts no week."""
    if from_start:
        return habit._replace(rules=(rule,))
    new = habit.under(rule)
    if len(new.rules) > 1 and new.rules[-2]._replace(since=rule.since) == rule:
        return new._replace(rules=new.rules[:-1])
    return new
