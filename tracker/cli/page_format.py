"""Page format: in which form a page is given, named by `--format` or by the ending of the file that it goes to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

from tracker.cli.parser import Namespace, Parser
from tracker.domain.errors import Unreadable
from tracker.domain.text import excerpt

TEXT, MARKDOWN, HTML = "text", "markdown", "html"

_ENDINGS: Mapping[str, str] = MappingProxyType(
    {"": TEXT, ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML}
)
_OTHERS = frozenset(
    f".{name}" for name in ("pdf", "doc", "docx", "odt", "rtf", "epub", "png", "jpg", "svg", "csv", "json")
)
"""Endings of what a page is not: a file of such a name could not be opened by what opens them."""


def for_a_page(parser: Parser, example: str) -> None:
    """Declare the options that say in which form, and to which file, a page is written."""
    parser.add_argument("--format", metavar="F", help="text, markdown or html; told by the file's ending if unsaid")
    parser.add_argument("-o", metavar="FILE", dest="path", help=f"write to this file: {example}")


def page_format(arguments: Namespace) -> str:
    """Return the format that was asked for; raise `Unreadable` for one that there is not, and for a file of no name."""
    if arguments.path == "":
        raise Unreadable("Name the file behind -o, or leave -o out to have the page here.")
    ending = os.path.splitext(arguments.path or "")[1].casefold()
    if not arguments.format and ending in _OTHERS:
        raise Unreadable(
            f"A page is not written as {ending}; end the file in .html (a browser prints that), .md or .txt."
        )
    format: str = (arguments.format or _ENDINGS.get(ending, TEXT)).casefold()
    if format not in (TEXT, MARKDOWN, HTML):
        raise Unreadable(f"“{excerpt(format)}” is not a format; write text, markdown or html.")
    return format
