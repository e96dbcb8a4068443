"""Page: the place in benchmarks/README.md where the table of the last run stands."""

from __future__ import annotations

from pathlib import Path

README = Path(__file__).with_name("README.md")
_BEGIN, _END = "<!-- the table: python -m benchmarks --readme -->", "<!-- the end of the table -->"


def with_table(text: str, told: str) -> str:
    """Put a table in the place of the one between the two marks of a text."""
    before, mark, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not mark or not end:
        raise SystemExit(f"Without the marks {_BEGIN} and {_END} there is no place for the table in {README}.")
    return f"{before}{_BEGIN}\n```\n{told}\n```\n{_END}{after}"
