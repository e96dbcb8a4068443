"""Maintenance: the book's health in words, its backups, and other copies of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import starmap

from tracker import folders
from tracker.clock import Clock
from tracker.domain.book import PROMPT_FIELDS, Book, Lookback
from tracker.domain.changes import Batch, Change, Put
from tracker.domain.diff import turn_into
from tracker.domain.errors import NotFound, Refused, Remedy
from tracker.domain.habit import Area, Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import counted, excerpt
from tracker.files import shown
from tracker.service.edits.days import day_outside, marks_outside
from tracker.service.steps import Edit
from tracker.settings import places
from tracker.storage.file.atomic_write import not_read, not_saved
from tracker.storage.file.book_file import count_marks, read_whole
from tracker.storage.file.disk import Disk
from tracker.storage.file.file_store import FileStore
from tracker.storage.format.json_text import SCHEMA
from tracker.storage.merge.merge_copies import MergedCopy
from tracker.storage.recovery.backups import Backup, Occasion
from tracker.storage.recovery.examine import Examined, Other, examine
from tracker.storage.recovery.outside import lines_of

__all__ = ["Backup", "BookMaintenance", "Finding", "MergedCopy", "Occasion"]


class Finding(NamedTuple):
    """One thing that is so.

    `mend` says what would be done about it, and `needed` what only its owner can do; both are empty for what is as it
    should be. `copy` is the path of another copy of the book, where it is about one.
    """

    words: str
    mend: str = ""
    needed: str = ""
    copy: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether something has to be done about it."""
        return bool(self.mend or self.needed)


class BookMaintenance:
    """Looks after the book in a file, at the side of whoever edits it.

    `book` is what `examine` found; None before that, and where it cannot be read.
    """

    book: Book | None = None

    def __init__(self, file: str, clock: Clock) -> None:
        found = places(file)
        self._path, self._state, self._clock = found.book, found.state, clock
        self._disk = Disk()
        self._store = FileStore(found.book, found.state, clock.milliseconds, self._disk)

    def backups(self) -> list[Backup]:
        """Return the backups, oldest first."""
        return self._store.backups().all()

    def back_up(self, occasion: Occasion) -> Backup:
        """Keep the book as it is now; raise `StoreError` when that fails, and `Refused` where there is no book."""
        if self._store.read().is_new:
            raise Refused("There is nothing to back up yet.")
        try:
            data, _ = self._disk.read(self._disk.resolve(self._path), 1 << 30)
            return self._store.backups().keep(data, occasion, self._clock.milliseconds())
        except OSError as error:
            raise not_saved(self._store.backups().folder, error) from error

    def find_backup(self, text: str) -> Backup:
        """Find the one backup that an id, or the beginning of one, means; `latest` is the newest."""
        backups = self.backups()
        if text == "latest" and backups:
            return backups[-1]
        found = [backup for backup in backups if text and backup.id.startswith(text)]
        if len(found) == 1:
            return found[0]
        many = "fits several" if found else "is none"
        raise NotFound(f"“{excerpt(text)}” {many} of the backups", Remedy.LIST_BACKUPS)

    def restoring(self, backup: Backup) -> Edit:
        """Return the edit that makes the book what it was in a backup; raise `StoreError` if that cannot be read."""
        try:
            book = read_whole(self._store.backups().read(backup.id).decode())
        except OSError as error:
            raise not_read(backup.id, error) from error
        return lambda now: turn_into(now, book)

    def merge(self, paths: Sequence[str], *, dry: bool) -> list[MergedCopy]:
        """Bring other copies of the book into it, or only say what that would do; raise `Refused` as an import does."""
        whole = [folders.whole(path) for path in paths]
        met = self._store.merge(whole, dry=True)
        for copy in met:
            for each in copy.taken:
                if each.table == "logs" and (
                    wrong := day_outside(date.fromisoformat(each.place[:10]), self._clock.today())
                ):
                    raise Refused(f"{shown(copy.path)} cannot be merged: {wrong}; clear that day in it first.")
        return met if dry else self._store.merge(whole)

    def examine(self) -> list[Finding]:
        """Say how the book and everything around it are."""
        try:
            found = examine(self._path, self._state, self._disk, self._clock.milliseconds())
        except OSError as error:
            raise not_read(self._path, error) from error
        self.book = found.book
        findings = [
            *_of_the_file(found),
            *_of_the_outside(found),
            *_of_the_book(found),
            *starmap(Finding, marks_outside(found.book or Book(), self._clock.today())),
            *_of_the_place(found),
            *_of_the_backups(found),
        ]
        return [*_in_short(found, findings), *findings]

    def repair(self) -> list[str]:
        """Mend around the book what `examine` found wrong, after a backup; say what was done."""
        self._store.read()  # rebuilds what cannot be read, and brings copies in
        done = self._store.notices()
        found = examine(self._path, self._state, self._disk)
        try:
            for path in found.left_over:
                self._disk.unlink(path)
                done.append(f"{shown(path)} was taken away.")
            for path in found.open_to_others:
                self._disk.allow(path, 0o700 if os.path.isdir(path) else 0o600)
                done.append(f"{shown(path)} is for you alone now.")
            for id in found.damaged_backups:
                self._disk.unlink(os.path.join(self._store.backups().folder, f"{id}.json.gz"))
                done.append(f"The damaged backup {id} was taken away.")
        except OSError as error:
            raise not_saved(self._path, error) from error
        return done


def _of_the_outside(found: Examined) -> list[Finding]:
    """Say what was changed from outside: not looked into yet, else the last time that it was."""
    if found.outside is not None:
        said = _some(found.outside) or "nothing of yours"
        return [Finding(f"The file was changed from outside since it was last saved: {said}.", "take it as it stands")]
    if found.taken is None:
        return []
    day = datetime.fromtimestamp(found.taken.at / 1000, UTC).date()
    what = _some(lines_of(found.taken.made.change, found.taken.inverse))
    return [Finding(f"The file was changed from outside, which was taken on {day} and can be undone: {what}.")]


_LISTED = 10


def _some(lines: Sequence[str]) -> str:
    more = f"; and {len(lines) - _LISTED:,} more" if len(lines) > _LISTED else ""
    return "; ".join(excerpt(line, 120) for line in lines[:_LISTED]) + more


def housing(book: Book) -> Change:
    """Return the change that puts habits whose area is missing into one that is there."""
    lost = [habit for habit in book.habits if habit.area not in {area.id for area in book.areas}]
    if not lost:
        return Batch()
    area = Area("found-again", "Found again", position=max((area.position for area in book.areas), default=0) + 1)
    return Batch((Put(area), *(Put(habit._replace(area=area.id)) for habit in lost)))


def _in_short(found: Examined, findings: list[Finding]) -> list[Finding]:
    """Say whether all is well; nothing where there is no file to be well, or only one to be looked at."""
    wrong = sum(finding.is_wrong for finding in findings)
    if wrong:
        return [Finding(f"Not all is in order: {counted(wrong, 'thing')} to mend.")]
    return [Finding("Everything is in order.")] if found.book and found.schema <= SCHEMA else []


def _of_the_file(found: Examined) -> list[Finding]:
    place = shown(found.path)
    if found.size is None:
        return [Finding(f"There is no file {place} yet, or it is missing.")]
    if found.book is None:
        trouble = f"{place} ({found.size:,} bytes) cannot be read: {found.trouble}."
        return [Finding(trouble, "rebuild it from the journal, the copy beside it and the backups")]
    old = f"; the next change brings it to {SCHEMA}" if found.schema < SCHEMA else ""
    newer = ", which is newer than this letbe knows: it can only be looked at" if found.schema > SCHEMA else ""
    return [Finding(f"{place}: {found.size:,} bytes, in format {found.schema}{old}{newer}.")]


def _of_the_book(found: Examined) -> list[Finding]:
    book = found.book
    if book is None:
        return []
    spans = [log.span for log in book.logs.values() if log.span]
    days = (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (1, 1)
    since = f" from {date.fromordinal(days[0])} to {date.fromordinal(days[1])}" if spans else ""
    rated = sum(kept.span is Lookback.DAY for kept in book.reflections)
    findings = [
        Finding(
            f"Habits: {len(book.habits)}, areas: {len(book.areas)}, marks: {count_marks(book):,}{since}, "
            f"pauses: {len(book.pauses)}, days with an ease or a line: {rated}, "
            f"looked back on: {_looked_back(book)}."
        )
    ]
    lost = [item.name for change in getattr(housing(book), "changes", ()) if isinstance(item := change.item, Habit)]
    if lost:
        names = ", ".join(f"“{excerpt(name)}”" for name in lost[:5])
        findings.append(Finding(f"Habits without an area: {names}.", "put them into an area “Found again”"))
    deleted = len(book.logs.keys() - {habit.id for habit in book.habits})
    if deleted:
        findings.append(Finding(f"Deleted habits whose marks are kept, for the day they come back: {deleted}."))
    findings += (
        Finding(f"Kept beside another note in a merge ({excerpt(place)}): {excerpt(text, 300)}")
        for place, text in found.beside
    )
    return findings


def _looked_back(book: Book) -> str:
    """Say on how much was looked back: `12 weeks, 3 months, 1 year`."""
    found = [counted(sum(kept.span is span for kept in book.all_reflections), span) for span in PROMPT_FIELDS]
    return ", ".join(found)


def _of_the_place(found: Examined) -> list[Finding]:
    findings = [
        *(Finding(f"{shown(path)} was left by a save that was cut short.", "take it away") for path in found.left_over),
        *(Finding(f"{shown(path)} can be read by others.", "make it yours alone") for path in found.open_to_others),
        *(
            Finding(f"{shown(path)} looks like a copy by a sync program.", "merge it if it is ours")
            for path in found.copies
        ),
        *(
            Finding(f"{shown(path)} is what a damaged file held; delete it if you miss nothing.")
            for path in found.aside
        ),
    ]
    findings += map(_of_another, found.others)
    if found.synced:
        findings.append(Finding(f"The folder seems to be kept in step by {found.synced}; copies it leaves are merged."))
    if found.network:
        findings.append(
            Finding(f"The folder lies on a network disk ({found.network}), whose locks may not hold between machines.")
        )
    findings += (
        Finding(obstacle, needed="grant it, or take what stands in the way away") for obstacle in found.obstacles
    )
    if found.shared_name:
        said = "Another machine wrote to this book under the name of this one, which has a new one since"
        findings.append(Finding(f"{said}; nothing has to be done."))
    elif found.is_copied:
        said = "What letbe keeps for itself was copied here, or put back; this machine has a name of its own"
        findings.append(Finding(f"{said} in the book."))
    if found.days_ahead:
        days = counted(found.days_ahead, "day")
        findings.append(
            Finding(
                f"Something in the book was set {days} ahead of the clock here. What is set here from now on still "
                " counts as later; set the clocks of your machines right."
            )
        )
    if found.in_use:
        findings.append(Finding(found.in_use))
    return findings


def _of_another(other: Other) -> Finding:
    if other.trouble:
        return Finding(f"{shown(other.path)} seems to hold the same book. {other.trouble}")
    if not other.news:
        return Finding(f"{shown(other.path)} holds the same book, and nothing that is missing here.", copy=other.path)
    news = f"{counted(other.news, 'thing')} that {'is' if other.news == 1 else 'are'} not here"
    return Finding(
        f"{shown(other.path)} holds the same book, with {news}.", needed="merge it, or take it away", copy=other.path
    )


def _of_the_backups(found: Examined) -> list[Finding]:
    if found.book is None:
        return []
    findings = [Finding(f"The backup {id} cannot be read.", "take it away") for id in found.damaged_backups]
    newest = f", the newest is {found.backups[-1].id}" if found.backups else ""
    return [*findings, Finding(f"Backups: {len(found.backups)}{newest}.")]
