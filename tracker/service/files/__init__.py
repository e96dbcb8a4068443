"""Whole files in and out: import, export, the list, and the care of the book.

    chosen_file      what a user names: read in, or written whole and never over what is ours
    any_import       whose file it is that comes in, ours or another tracker's
    importing        our own formats; `event_rows` and `joining` say what is there already
    foreign_import   what another tracker's file brings, told in words by `foreign_report`
    exporting        a book as JSON, CSV or Markdown
    list_file        the list of habits as one JSON file; `library` holds the practices that come with letbe
    same_book        copies of one book on several machines, and two that began apart
    maintenance      the health of the file in words, its backups, and other copies of it

A format itself is read and written in `exchange`, the book's own file in `storage`.
"""
