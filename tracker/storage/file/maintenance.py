"""Maintenance: what a store does around its saves, so that nothing is lost: backups, rescue, copies.

Little of it is needed in most runs. What does the work is imported when it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from tracker.domain.changes import Batch
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import counted
from tracker.files import shown
from tracker.storage.file.atomic_write import write_new
from tracker.storage.file.disk import Disk, Seen
from tracker.storage.format.json_text import SIZE_LIMIT, Layout, Plain, claimed_seal, seal_of
from tracker.storage.format.tables import Shelves
from tracker.storage.recovery.backup_names import folder_of, has_daily
from tracker.storage.recovery.copies import find_copies
from tracker.storage.store import Damaged, StoreError

if TYPE_CHECKING:
    from tracker.storage.format.stamps import Horizon
    from tracker.storage.merge.merge_copies import MergedCopy
    from tracker.storage.recovery.backups import Occasion
    from tracker.storage.recovery.outside import Touched


class MergedTables(NamedTuple):
    """Tables with copies brought into them, and what came of each."""

    tables: Plain
    copies: list[MergedCopy]


class Maintenance:
    """Keeps backups, rebuilds what is damaged, brings copies together, and remembers what to tell the user."""

    def __init__(self, disk: Disk, state: str, now: Callable[[], int]) -> None:
        self.looked_at: tuple[str, str] = ("", "")
        self._disk = disk
        self._state = state
        self.now = now
        self._notices: list[str] = []
        self._backed_up: date | None = None
        self._folder: Seen | None = None
        self._passed_over: set[str] = set()

    def take_notices(self) -> list[str]:
        """Take the sentences that are to be told."""
        taken, self._notices = self._notices, []
        return taken

    def tell(self, sentence: str) -> None:
        """Put a sentence to those that are to be told."""
        self._notices.append(sentence)

    def keep_daily(self, book: str, path: str, now: int) -> None:
        """Keep the first state of each day; where that fails the next save tries again."""
        today = datetime.fromtimestamp(now / 1000, UTC).date()
        if today == self._backed_up:
            return
        with suppress(OSError):
            if not has_daily(self._disk, folder_of(self._state, book), today):
                from tracker.storage.recovery.backups import Backups, Occasion

                Backups(self._disk, self._state, book).keep(self._disk.read(path, SIZE_LIMIT)[0], Occasion.DAILY, now)
            self._backed_up = today

    def keep_before_migration(self, book: str, path: str) -> None:
        """Keep the file as an older letbe left it; raise `OSError`."""
        from tracker.storage.recovery.backups import Occasion

        if self._disk.look(path):
            self._keep(book, self._disk.read(path, SIZE_LIMIT)[0], Occasion.MIGRATION)

    def keep_before_merge(self, book: str, path: str, copies: Sequence[MergedCopy]) -> None:
        """Keep the file as it is, and the copies that are about to be brought into it; raise `OSError`."""
        from tracker.storage.recovery.backups import Occasion

        self._keep(book, self._disk.read(path, SIZE_LIMIT)[0], Occasion.MERGE)
        for copy in copies:
            self._keep(book, copy.data, Occasion.COPY)

    def _keep(self, book: str, data: bytes, occasion: Occasion) -> None:
        from tracker.storage.recovery.backups import Backups

        Backups(self._disk, self._state, book).keep(data, occasion, self.now())

    def tell_of_a_new_name(self) -> None:
        """Say that another machine had the name of this one, which has a new one now."""
        self._notices.append(
            "Another machine wrote to this book under the name of this one, as a copied home does. This one goes by a "
            "name of its own now, and what either wrote is kept."
        )

    def look_into(self, found: Plain, path: str, device: str, known: Plain | None) -> Touched | None:
        """Tell what a hand or a fault changed in a file, and keep what it was; None where nothing tells that.

        `known` is what a program that had the book open knew before.
        """
        from tracker.storage.recovery.backups import Occasion
        from tracker.storage.recovery.outside import Touched, look_into

        if self._is_laid_anew(path, found):
            return Touched(found, Batch(), Batch())
        made = look_into(self._disk, found, path, self._state, device, known)
        if made is None or not made.is_told:
            self._notices.append(
                f"{shown(path)} was changed from outside since it was last saved. Nothing here tells what it was "
                "before; it was taken as it stands."
            )
        elif made.change.changes:
            with suppress(OSError):
                self._keep(Shelves.of(made.tables).book_id, Layout().text(made.tables), Occasion.OUTSIDE)
            self._notices.append(
                f"{shown(path)} was changed from outside since it was last saved: {made.words}. "
                "It was taken as it stands; one undo takes that back."
            )
        return made

    def _is_laid_anew(self, path: str, found: Plain) -> bool:
        """Whether a file says what letbe wrote, and only stands there in other lines."""
        with suppress(OSError):
            return claimed_seal(self._disk.read(path, SIZE_LIMIT)[0]) == seal_of(Layout().text(found))
        return False

    def refuse_loss(self, path: str) -> None:
        """Raise `Damaged` for a file that is not there, while the journal of its changes is."""
        from tracker.storage.recovery.journal import Journal

        if Journal(self._state, self._disk).book_of(path):
            raise Damaged(f"{shown(path)} is missing, and the journal of its changes is still there.")

    def rebuild(self, damaged: Damaged, path: str, known: Plain | None, device: str) -> Plain:
        """Rebuild a damaged or missing book and put the damaged bytes aside; raise `damaged` when nothing is left."""
        from tracker.storage.recovery.rescue import Rescue

        rebuilt = Rescue(self._disk, path, self._state, device).rebuild(damaged.data, known)
        if rebuilt is None:
            raise damaged
        aside = self._put_aside(path, damaged.data) if damaged.data else ""
        what = "is missing" if damaged.data is None else "could not be read"
        kept = f" What stood there is kept as {shown(aside)}." if aside else ""
        made = f"{counted(rebuilt.marks, 'mark')} from {_listed(rebuilt.sources)}"
        self._notices.append(f"{shown(path)} {what}, and was rebuilt with {made}.{kept}")
        return rebuilt.tables

    def _put_aside(self, path: str, data: bytes) -> str:
        stem, ending = os.path.splitext(path)
        when = f"{datetime.fromtimestamp(self.now() / 1000, UTC):%Y%m%dT%H%M%S}"
        free = (f"{stem}.corrupt-{when}{more}{ending}" for more in ("", *(f"-{number}" for number in range(2, 100))))
        aside = next(name for name in free if self._disk.look(name) is None)
        write_new(self._disk, aside, data, 0o600)
        return aside

    def reunite(self, found: Plain, held: Plain) -> Plain:
        """Bring what a program holds into a file that was put in its place and does not have all of it."""
        from tracker.storage.merge.merge import merge, seen_by, tidy

        earlier = seen_by(held).covers_all(seen_by(found))
        merged = merge(found, held)
        count = sum(each.second for each in merged.differences)
        beside = sum(len(each.beside) for each in merged.differences)
        if count or beside:
            what = "an older state" if earlier else "another copy"
            stayed = "it was" if count == 1 else "they were"
            lacks = f"; {counted(count, 'thing')} that it lacks stayed as {stayed} here" if count else ""
            self._notices.append(f"The file was replaced by {what} of it from outside{lacks}{_beside(beside)}.")
        return tidy(merged.tables)

    def bring_up(self, tables: Plain, book: str, path: str, device: str, tail: tuple[str, str]) -> Plain | None:
        """Bring in what the journal has and the tables do not; None when there is nothing."""
        from tracker.storage.recovery.examine import kept_beside
        from tracker.storage.recovery.journal import Journal
        from tracker.storage.recovery.replay import bring_up

        self.looked_at = tail
        ids = Shelves.of(tables).last_entries.values()
        lines = Journal(self._state, self._disk).lines_at(book, path, ids)
        brought_up, count = bring_up(tables, lines, path, device)
        if not count:
            return None
        lost = len([*kept_beside(brought_up)]) - len([*kept_beside(tables)])
        back = f"{counted(count, 'change')} that the file did not have came back from the journal"
        self._notices.append(f"{back}{_beside(lost)}.")
        return brought_up

    def recall(self, tables: Plain, path: str, wanted: Horizon, *, sure: bool) -> Plain | None:
        """Bring in what was seen here and the file lacks, from the copy beside it and the backups; None for nothing.

        With `sure` it is said when they do not have all of it either.
        """
        from tracker.storage.merge.merge import merge, seen_by, tidy
        from tracker.storage.recovery.rescue import Rescue

        found, count = tables, 0
        for source in Rescue(self._disk, path, self._state, "").sound_sources(Shelves.of(tables).book_id):
            if seen_by(found).covers_all(wanted):
                break
            merged = merge(found, source)
            count += sum(each.second for each in merged.differences)
            found = tidy(merged.tables)
        if count:
            self._notices.append(
                f"The file was replaced by an older state of it; {counted(count, 'thing')} that it lacks came back "
                "from the copy beside it and the backups."
            )
        if sure and not seen_by(found).covers_all(wanted):
            self._notices.append(
                "The file was replaced by an older state of it, and what came to it from other machines since is in no "
                "copy here. It comes back when one of them is synchronised, or its copy merged."
            )
            found = dict(found)  # saved once more, it says itself what it has seen, and nobody is told again
        return None if found is tables else found

    def copies(self, path: str) -> list[str]:
        """Return the copies beside the book that were not looked at yet; a folder that did not change is not read."""
        try:
            folder = self._disk.look(os.path.dirname(path))
            if folder == self._folder:
                return []
            found = [name for name in find_copies(self._disk, path) if name not in self._passed_over]
        except OSError:
            return []
        if not found:
            self._folder = folder
        return found

    def meet(self, tables: Plain, path: str, apart: Callable[[Plain, Plain], Plain]) -> MergedTables:
        """Bring the copies beside the book into its tables; those that are none of ours are passed over from now on."""
        copies: list[MergedCopy] = []
        for name in self.copies(path):
            from tracker.storage.merge.merge_copies import bring_in

            try:
                tables, met = bring_in(tables, self._disk, [name], apart)
            except StoreError:
                self._passed_over.add(name)
                continue
            copies += met
        return MergedTables(tables, copies)

    def put_away(self, copies: Sequence[MergedCopy]) -> None:
        """Take away copies that were brought in and are among the backups, and say what came of them."""
        for copy in copies:
            with suppress(OSError):
                if self._disk.look(copy.path) == copy.seen:  # else it is another one by now, and is read again
                    self._disk.unlink(copy.path)
            self._notices.append(
                f"{shown(os.path.basename(copy.path))}, a copy left by a sync program, was merged: "
                f"{counted(len(copy.taken), 'thing')} came from it{_beside(copy.kept_beside)}. "
                "It lies among the backups now."
            )


def _beside(count: int) -> str:
    """Say how many texts lost against another that was written without having seen them; `doctor` lists them."""
    return f", and {counted(count, 'text')} that lost against another kept beside it" if count > 0 else ""


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
