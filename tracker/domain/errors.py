"""What can go wrong in a sentence: the errors a user can cause and mend.

Every message is one plain sentence (or two): what is wrong, and how to mend it. `exit_code` is what the
command line ends with.
"""

from __future__ import annotations


class LetbeError(Exception):
    """The root of all errors whose message is meant for the user."""

    exit_code = 1


class Refused(LetbeError):
    """A wish that was understood and that the rules do not allow."""

    exit_code = 1


class Unreadable(LetbeError):
    """A text (a day, an amount, a schedule, a goal) that means nothing here."""

    exit_code = 2


class NotFound(LetbeError):
    """A name that fits no habit or area, or several."""

    exit_code = 3
