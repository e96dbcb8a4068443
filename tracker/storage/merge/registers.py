"""Registers: the smallest things that two copies of a book can differ in, and how two of one become one.

A register is a day of a log, an answer, a field of a habit: what was set last, its stamp, and what lost against it.
A copy knows of every machine up to which stamp it has seen what that machine did. So a value that one copy has and
the other has not is either news, or was overwritten there by somebody who had seen it. News that loses is kept
beside; what was overwritten knowingly goes. (A multi-value register with a causal context: Preguiça et al. 2012.)
"""

from __future__ import annotations

from typing import Any

from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.stamps import NEVER, Horizon, Stamp, read_stamp

BESIDE = "beside"
"""The field of a record or a month in which stands what lost: pairs of its stamp and what it was, by register."""


class Lost(NamedTuple):
    """What lost against something else, and when it was set."""

    stamp: Stamp
    text: str


class Register(NamedTuple):
    """What one copy has: the latest stamp, what was set then, a text that says it all, and what lost against it.

    Where nothing is, or it was taken away, `value` is None and `text` is empty.
    """

    stamp: Stamp = NEVER
    value: Any = None
    text: str = ""
    beside: frozenset[Lost] = frozenset()

    @property
    def weight(self) -> tuple[Stamp, str]:
        """What decides which of two wins."""
        return self.stamp, self.text

    @property
    def said(self) -> frozenset[Lost]:
        """Everything that stands here, the winner included."""
        return self.beside | {Lost(self.stamp, self.text)} if self.text else self.beside


def join(one: Register, other: Register, seen: Horizon, others: Horizon) -> Register:
    """Return the register that two copies come to, whichever is named first; each has `seen` what it has seen."""
    winner = max(one, other, key=lambda register: register.weight)
    return winner._replace(beside=left_of(one.said, other.said, seen, others) - {Lost(winner.stamp, winner.text)})


def left_of(mine: frozenset[Lost], theirs: frozenset[Lost], seen: Horizon, others: Horizon) -> frozenset[Lost]:
    """Return what is left of all that two copies say in one place: what was overwritten by who saw it is not."""
    return _news(mine, theirs, others) | _news(theirs, mine, seen)


def _news(said: frozenset[Lost], there: frozenset[Lost], seen: Horizon) -> frozenset[Lost]:
    """Return what is said here and is there too, or has never been seen there."""
    stamps = {lost.stamp for lost in there}
    return frozenset(lost for lost in said if lost.stamp in stamps or not seen.covers(lost.stamp))


def tidied(register: Register) -> Register:
    """Return a register without what lost and still stands in the winner, or in something else that lost."""
    texts = {register.text, *(lost.text for lost in register.beside)}
    newest: dict[str, Lost] = {}
    for lost in sorted(register.beside):
        newest[lost.text] = lost
    kept = (lost for text, lost in newest.items() if not any(_is_begun_by(other, text) for other in texts))
    return register._replace(beside=frozenset(lost for lost in kept if lost.text != register.text))


def _is_begun_by(text: str, other: str) -> bool:
    """Tell whether a text goes on after another one, which then is kept by it."""
    rest = text.removeprefix(other)
    return rest != text and rest[:1] in (" ", "\n", ":")


def read_beside(found: Any, *, alone: bool = False) -> dict[str, frozenset[Lost]]:
    """Read what lost, by register, or `alone` for a record that is one; also as an older letbe wrote it, unstamped.

    What cannot be read is passed over.
    """
    if alone:
        return {"": _read_pairs(found)}
    if not isinstance(found, dict):
        return {}
    read = {name: _read_pairs(pairs) for name, pairs in found.items()}
    return {name: lost for name, lost in read.items() if lost}


def _read_pairs(pairs: Any) -> frozenset[Lost]:
    lost = []
    for pair in pairs if isinstance(pairs, list) else ():
        match pair:
            case [str(stamp), str(text)] if text:
                lost.append(Lost(read_stamp(stamp), text))
            case str(text) if text:
                lost.append(Lost(NEVER, text))
    return frozenset(lost)


def write_beside(beside: frozenset[Lost]) -> list[Any]:
    """Write what lost against one register, in order."""
    return [[str(lost.stamp) if lost.stamp != NEVER else "", lost.text] for lost in sorted(beside)]
