"""OwnName: the name that this machine has in the stamps of a book, and what is done where another one has it too."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from tracker.storage.file.atomic_write import has_no_place
from tracker.storage.file.device import device_of, is_told, make_device, name_before, name_device
from tracker.storage.file.disk import Disk
from tracker.storage.file.journal import Journal, entry_order
from tracker.storage.format.json_text import Plain
from tracker.storage.format.tables import Shelves


class OwnName:
    """The name of this machine for the file of a book; empty until it is looked up or made.

    `tell` is called when it has to become another one.
    """

    def __init__(self, disk: Disk, state: str, file: Callable[[], str], tell: Callable[[], None]) -> None:
        self.text = ""
        self._disk, self._state, self._file, self._tell = disk, state, file, tell
        self._journal = Journal(state, disk)

    def look_up(self) -> None:
        """Look the name up; whoever only reads can do without."""
        with suppress(OSError):
            self.text = self.text or device_of(self._disk, self._state, self._file())

    def make(self) -> None:
        """Make a name where there is none; raise `OSError`."""
        self.text = self.text or name_device(self._disk, self._state, self._file())

    def is_anothers(self, tables: Plain) -> bool:
        """Whether tables name, as the last entry of this machine's, one that was never made here.

        Then another machine goes by the same name: a home was copied, or our folder put back to what it was. Where
        there is no journal, nobody knows what was made here.
        """
        shelves = Shelves.of(tables)
        last = shelves.last_entries.get(self.text) if self.text else None
        if not isinstance(last, str) or self._journal.tail(shelves.book_id)[0] in ("", last):
            return False
        lines = self._journal.lines(shelves.book_id)
        oldest = min((entry_order(id)[0] for id, line in lines.items() if line.get("file") == self._file()), default=0)
        return last not in lines and entry_order(last)[0] >= oldest  # what is older was dropped to make room

    def apart(self, tables: Plain, other: Plain) -> Plain:
        """Return tables in which nothing that was done here goes by a name that the machine of `other` ones has too.

        From then on this machine goes by a new one. Raises `OSError`.
        """
        before = self.text
        if is_told(before) or not self.is_anothers(other):
            return tables
        try:
            self.text = make_device(self._disk, self._state, self._file(), instead=before)
        except OSError as error:
            if not has_no_place(error, self._state):
                raise
            return tables
        self._tell()
        return self._brought_apart(tables, before, other)

    def finish(self, tables: Plain) -> Plain:
        """Return tables in which all that was done under the name before is under the new one; it may be already."""
        shelves = Shelves.of(tables)
        if not shelves.book_id or shelves.last(self.text) is not None:
            return tables
        before = name_before(self._disk, self._state, self._file())
        return self._brought_apart(tables, before, tables) if before else tables

    def _brought_apart(self, tables: Plain, before: str, other: Plain) -> Plain:
        from tracker.storage.recovery.replay import bring_apart  # which hardly anybody ever needs

        lines = self._journal.lines(Shelves.of(tables).book_id)
        return bring_apart(tables, lines, self._file(), (before, self.text), other)
