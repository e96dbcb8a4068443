"""Tables: a whole book as TinyDB tables, both ways, touching only what differs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar, cast

from tinydb import TinyDB
from tinydb.storages import MemoryStorage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from tracker.domain.book import PROMPT_FIELDS, Book
from tracker.domain.errors import LetbeError
from tracker.domain.log import Log
from tracker.domain.text import NAME_LIMIT, clean, excerpt
from tracker.storage.format.fields import differing, with_fields
from tracker.storage.format.forms import FORMS, AnyItem, Form, Stamped, knows
from tracker.storage.format.json_text import Document, Malformed, Plain
from tracker.storage.format.month_writing import write_log
from tracker.storage.format.months import read_log
from tracker.storage.format.records import read_prompts, read_settings, write_travelling
from tracker.storage.format.stamps import GONE, NEVER, STAMP, Stamp, set_fields

META = "book"
"""The id of the one document in the table `meta`."""

AT_ONCE = all(hasattr(Table, name) for name in ("_read_table", "_update_table"))
"""Whether TinyDB has the private parts that read and put a whole table at once; without them it takes longer."""

_NO_LOG = Log()
_Read = TypeVar("_Read")


class Shelf(Table):
    """A table whose documents are found by the ids that the book has for them."""

    document_id_class = str  # type: ignore[assignment]  # meant to be set so, and typed as int all the same

    def put(self, documents: Mapping[str, Document | None]) -> None:
        """Put documents in the place of those with their ids, all at once and in the order of ids; None takes away."""

        def update(table: dict[Any, Mapping[str, Any]]) -> None:
            kept = {**table, **documents}
            table.clear()
            table.update((id, document) for id, document in sorted(kept.items()) if document is not None)

        if documents and AT_ONCE:
            self._update_table(update)
        elif documents:
            whole = dict(self.documents)
            update(whole)
            self.truncate()
            self.insert_multiple(TinyDocument(dict(kept), id) for id, kept in whole.items())  # type: ignore[arg-type]

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents as they are held, by id, to be looked at only."""
        return self._read_table() if AT_ONCE else {str(kept.doc_id): dict(kept) for kept in self}


class Shelves(TinyDB):
    """A TinyDB whose tables are shelves."""

    table_class = Shelf

    def shelf(self, name: str) -> Shelf:
        """Return a table by its name."""
        return cast("Shelf", self.table(name))

    @classmethod
    def of(cls, tables: Plain) -> Shelves:
        """Put tables on shelves that no file stands behind."""
        memory = MemoryStorage()  # type: ignore[no-untyped-call]
        memory.memory = tables
        return cls(storage=lambda: memory)

    @property
    def contents(self) -> Plain:
        """All tables as they now are."""
        return self.storage.read() or {}

    @property
    def meta(self) -> Document:
        """The one document that says what this file is; empty if there is no file yet."""
        tables = self.storage.read() or {}
        return cast("Document", tables.get("meta", {}).get(META, {}))

    @property
    def book_id(self) -> str:
        """The id of the book; empty if there is none yet."""
        return str(self.meta.get("id", ""))

    @property
    def last_entries(self) -> dict[str, Any]:
        """The id of the last entry of every machine's that is in the book."""
        ids = self.meta.get("last")
        return ids if isinstance(ids, dict) else {}

    def last(self, device: str) -> str | None:
        """Return the last entry of one machine's that is in the book; before there were machines, of anybody's."""
        last = self.last_entries.get(device) or self.last_entries.get("")
        return last if isinstance(last, str) else None

    def put_meta(self, fields: Document) -> None:
        """Set fields of the one document that says what this file is."""
        self.shelf("meta").put({META: {**self.meta, **fields}})


def read_book(shelves: Shelves) -> Book:
    """Read the book from its tables; raise `Malformed`, naming the table and the record, when one is wrong."""
    items: dict[str, Any] = {table: _items(shelves.shelf(table), form) for table, form in FORMS.items()}
    lived_in = {habit.area for habit in items["habits"]}
    items["areas"] = _items(shelves.shelf("areas"), FORMS["areas"], lived_in)
    logs = {id: _item("logs", id, document, _read_log) for id, document in shelves.shelf("logs").documents.items()}
    travelling = _item("meta", META, shelves.meta, _read_travelling)
    return Book(
        **items,
        logs={id: log for id, log in logs.items() if log},
        **travelling,
    )


def write_book(shelves: Shelves, before: Book, after: Book, stamp: Stamp = NEVER) -> None:
    """Bring tables that hold one state of a book to another, touching and stamping only the fields that differ."""
    for table, form in FORMS.items():
        old, new = getattr(before, table), getattr(after, table)
        if old or new:
            _put_changed(shelves.shelf(table), form, old, new, stamp)
    _put_changed_logs(shelves, before.logs, after.logs, stamp)
    travelling = differing(write_travelling(before), write_travelling(after))
    if travelling:
        shelves.shelf("meta").put({META: set_fields(shelves.meta, travelling, stamp)})


def _items(shelf: Shelf, form: Form[AnyItem], lived_in: Collection[str] = ()) -> tuple[AnyItem, ...]:
    """Read the items of a table that were not deleted.

    An area that was deleted in one copy while a habit came into it in another is there as long as a habit is: the
    tombstone stays what it is, so that merging keeps its laws, and goes with the next change. An agreement of which two
    copies took each the wording that the other kept is not there either.
    """
    return tuple(
        _item(shelf.name, id, document, form.read)
        for id, document in sorted(shelf.documents.items())
        if (form.is_there(document) and not document.get(GONE)) or (id in lived_in and "name" in document)
    )


def _item(table: str, id: str, document: Document, read: Callable[[str, Document], _Read]) -> _Read:
    try:
        return read(_plain(id), document)
    except (Malformed, LetbeError) as error:
        raise Malformed(f"in the table “{table}” the record “{excerpt(id)}” is wrong: {error}") from None


def _plain(id: str) -> str:
    if not 0 < len(id) <= NAME_LIMIT or clean(id) != id:
        raise Malformed("its id is not a short plain text")
    return id


def _read_log(_: str, document: Document) -> Log:
    return read_log(document)


def _read_travelling(_: str, document: Document) -> dict[str, Any]:
    """Read the fields of a book that stand in the one document in `meta`."""
    asked = {field: read_prompts(document, field) for field in PROMPT_FIELDS.values()}
    return {"settings": read_settings(document), **asked}


def _put_changed(
    shelf: Shelf, form: Form[AnyItem], before: tuple[AnyItem, ...], after: tuple[AnyItem, ...], stamp: Stamp
) -> None:
    table = shelf.documents
    if before is after and not any(GONE in table[item.id] for item in after if item.id in table):
        return
    old, new = {item.id: item for item in before}, {item.id: item for item in after}
    changed: dict[str, Document | None] = {
        id: _set(form, table.get(id, {}), {GONE: True}, stamp) for id in old if id not in new
    }
    for id, item in new.items():
        kept, document = old.get(id), table.get(id, {})
        if kept is not item or GONE in document:
            was = form.write(kept) if kept else {name: document[name] for name in document if knows(form, name)}
            back = {GONE: None} if GONE in document else {}
            anew = differing(was, form.write(item)) | back
            if back and form.stamped is Stamped.BY_FIELD:
                document = _with_hidden_beside(document, anew, stamp)
            document = _set(form, document, anew, stamp)
            _item(shelf.name, id, document, form.read)  # what could never be read again is not written
            changed[id] = document
    shelf.put(changed)


def _with_hidden_beside(document: Document, anew: Mapping[str, Any], stamp: Stamp) -> Document:
    """Keep what another machine set in a record that was gone, and nobody saw here, beside what is put there anew."""
    from tracker.storage.merge.merge_records import with_beside  # hardly anything that is gone ever comes back

    return with_beside(document, [name for name in anew if name != GONE], stamp.device)


def _set(form: Form[AnyItem], document: Document, changed: Mapping[str, Any], stamp: Stamp) -> dict[str, Any]:
    """Set fields of a document and stamp them: each, all at once, or part by part, as their form wants it."""
    match form.stamped:
        case Stamped.BY_FIELD:
            return set_fields(document, changed, stamp)
        case Stamped.BY_PART:
            from tracker.storage.format.reflection_parts import set_parts  # most edits do without

            return set_parts(document, changed, stamp)
        case Stamped.WHOLE:
            if changed.get(GONE):
                kept = {"beside": document["beside"]} if "beside" in document else {}
                return {GONE: True, **kept, STAMP: str(stamp)}
            return with_fields(document, changed if stamp == NEVER else {**changed, STAMP: str(stamp)})


def _put_changed_logs(shelves: Shelves, before: Mapping[str, Log], after: Mapping[str, Log], stamp: Stamp) -> None:
    shelf = shelves.shelf("logs")
    table = shelf.documents
    changed: dict[str, Document | None] = {}
    for id in {**before, **after}:
        old, new = before.get(id, _NO_LOG), after.get(id, _NO_LOG)
        if old is not new:
            kept = table.get(id, {})
            document = write_log(kept, old, new, stamp)
            written = {name: month for name, month in document.items() if month is not kept.get(name)}
            _item(shelf.name, id, written, _read_log)  # what could never be read again is not written
            changed[id] = document or None
    shelf.put(changed)
