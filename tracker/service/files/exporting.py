"""Export: a book as a file, whole or what of it is asked for, in a format of ours."""

from __future__ import annotations

from datetime import date

from tracker.domain.book import Book
from tracker.exchange.events_csv import write_events
from tracker.exchange.marks_csv import write_marks
from tracker.service.files.importing import FileFormat
from tracker.service.review.diary import diary
from tracker.storage.file.book_file import write_whole

_EVER = (date.min, date.max)


def comes_back(format: FileFormat, *, names: bool, notes: bool) -> bool:
    """Whether what is written with or without names and notes can be taken in again, and change nothing that it lacks.

    Without its words a whole book would make a habit's reason empty, and without a name nobody knows what is meant.
    """
    return format is not FileFormat.MARKDOWN and names and (notes or format is FileFormat.CSV)


def export(
    book: Book,
    format: FileFormat,
    *,
    events: bool = False,
    days: tuple[date, date] | None = None,
    names: bool = True,
    notes: bool = True,
) -> str:
    """Write a book; JSON is the book's own file, CSV its marks (or its events), Markdown what people like to read.

    `days` are the first and the last of the days that are written, but for JSON. A book that was made without `names`
    or `notes`, for others to read, says so in JSON.
    """
    match format:
        case FileFormat.JSON:
            return write_whole(book, lacking=not comes_back(format, names=names, notes=notes))
        case FileFormat.CSV:
            return write_events(book, *(days or _EVER)) if events else write_marks(book, *(days or _EVER))
        case FileFormat.MARKDOWN:
            return diary(book, *(days or _EVER))
