"""What can go wrong in a sentence: the errors a user can cause and mend.

Every message is one plain sentence (or two): what is wrong, and how to mend it. `exit_code` is what the
command line ends with.
"""

from __future__ import annotations

from tracker.domain.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self


class Remedy(StrEnum):
    """What mends a refusal, said without naming a key or a command: each front end has words of its own for it."""

    LOG_URGE = "log one that was let pass, or one that was acted on"
    LOG_ACTED = "log one that was acted on"
    GIVE_NUMBER = "give the number"
    ADD_ONE = "add it to the number of the day"
    SAY_STRENGTH = "say how strong it was too"
    RECORD_DONE = "record it as done"
    RESTORE = "it is archived; bring it back"
    LIST_BACKUPS = "look at the list of them"


class LetbeError(Exception):
    """The root of all errors whose message is meant for the user.

    `what` is wrong, and `remedy` is how to mend it where that goes by another key or command than the one that failed.
    """

    exit_code = 1

    def __init__(self, what: str, remedy: Remedy | None = None) -> None:
        """Hold a whole sentence; with a remedy, one that lacks it and its full stop."""
        super().__init__(f"{what}; {remedy}." if remedy else what)
        self.what, self.remedy = what, remedy

    def at(self, place: str) -> Self:
        """Return the same error behind a place, such as `Line 3`."""
        return type(self)(f"{place}: {self.what[:1].lower()}{self.what[1:]}", self.remedy)

    def worded(self, words: Mapping[Remedy, str]) -> str:
        """Return the sentence with a front end's own words for the remedy, where it has some."""
        return f"{self.what}; {words[self.remedy]}." if self.remedy and self.remedy in words else str(self)


class Refused(LetbeError):
    """A wish that was understood and that the rules do not allow."""

    exit_code = 1


class Unreadable(LetbeError):
    """A text (a day, an amount, a schedule, a goal) that means nothing here."""

    exit_code = 2


class NotFound(LetbeError):
    """A name that fits no habit or area, or several."""

    exit_code = 3


class NoPlace(LetbeError):
    """A file that was named, or the book, has no place to be; the message says why, and how to name one."""

    exit_code = 4
