"""Git's merge driver: two versions of a file of habits become one, in the place that git names."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.errors import Unreadable
from tracker.storage.file.atomic_write import not_saved
from tracker.storage.file.disk import Disk
from tracker.storage.format.json_text import Layout
from tracker.storage.merge.merge_copies import bring_in, read_copy


def merge_for_git(paths: Sequence[str]) -> None:
    """Merge the second and the third of git's paths (base, ours, theirs) into the second; raise `StoreError`."""
    if len(paths) != 3:
        raise Unreadable("As git's merge driver, letbe merge takes three paths: --git %O %A %B.")
    _, ours, theirs = paths
    disk = Disk()
    _, tables = read_copy(disk, ours, "")
    merged, _ = bring_in(tables, disk, [theirs])
    try:
        with open(ours, "wb") as file:  # a file of git's own, which nobody else has open
            file.write(Layout().text(merged))
    except OSError as error:
        raise not_saved(ours, error) from error
