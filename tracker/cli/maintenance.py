"""The commands that look after the book: where it lies, backup, merge and doctor; and the made-up year."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from shlex import quote
from types import MappingProxyType

from tracker.cli.answers import UNDO
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.text import excerpt
from tracker.files import shown
from tracker.service.files.maintenance import BookMaintenance, Finding, MergedCopy, Occasion, housing
from tracker.service.steps import is_nothing
from tracker.settings import places


def _maintenance(session: Session) -> BookMaintenance:
    return BookMaintenance(session.file, session.clock)


def _for_backup(parser: Parser) -> None:
    parser.add_argument("words", nargs="*", metavar="list|now|restore ID", help="")
    parser.add_argument("--yes", action="store_true", help="restore without asking")


def _backup(session: Session, arguments: Namespace) -> None:
    match arguments.words:
        case [] | ["list"]:
            _list(session)
        case ["now"]:
            kept = _maintenance(session).back_up(Occasion.NOW)
            session.console.answer(f"Kept as {kept.id} ({kept.size:,} bytes)")
        case ["restore", id]:
            _restore(session, id, sure=arguments.yes)
        case ["restore"]:
            raise Unreadable("Name the backup to restore; `letbe backup list` shows them.")
        case words:
            raise Unreadable(f"`letbe backup` takes list, now or restore ID; “{excerpt(' '.join(words))}” is none.")


def _list(session: Session) -> None:
    console, backups = session.console, _maintenance(session).backups()
    rows = [(backup.id, str(backup.occasion), backup.size) for backup in reversed(backups)]
    if console.wants(Format.JSON):
        console.json([dict(zip(("id", "occasion", "bytes"), row, strict=True)) for row in rows])
    elif console.wants(Format.PLAIN):
        console.records(rows)
    else:
        for id, _, size in rows:
            console.print(f"{id:<32} {size:>9,} bytes")
        if not rows:
            console.say("There are no backups yet; each day's first change makes one.")


def _restore(session: Session, text: str, *, sure: bool) -> None:
    maintenance = _maintenance(session)
    backup = maintenance.find_backup(text)
    edit = maintenance.restoring(backup)
    change = edit(session.tracker.book)
    if not getattr(change, "changes", ()):
        session.console.answer(f"The book is as it was in {backup.id} already")
        return
    if not sure and session.console.interactive:
        answer = session.console.ask(f"Bring the book back to {backup.id}? (y/n) ")
        if (answer or "").strip().casefold() not in ("y", "yes"):
            raise Refused("Nothing was restored.")
    maintenance.back_up(Occasion.RESTORE)
    session.tracker.commit(edit, lambda *_: f"Restored the backup {backup.id}")
    session.console.answer(f"The book is as it was in {backup.id} {UNDO}")


def _for_merge(parser: Parser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="other copies of this book")
    parser.add_argument("--dry-run", action="store_true", help="say what would come of it, and change nothing")
    parser.add_argument("--join", action="store_true", help="bring in a book that was begun by itself, not a copy")
    parser.add_argument("--git", action="store_true", help="as git's merge driver: PATHs are %O %A %B")


def _merge(session: Session, arguments: Namespace) -> None:
    if arguments.git:
        from tracker.service.files.same_book import merge_for_git

        merge_for_git(arguments.paths)
        return
    if arguments.join:
        for path in arguments.paths:
            _join(session, path, dry=arguments.dry_run)
        return
    merge_copies(session, arguments.paths, dry=arguments.dry_run)


def _join(session: Session, path: str, *, dry: bool) -> None:
    from tracker.service.files.same_book import SameBook  # two books that began apart are rare

    console, before = session.console, session.tracker.book
    if before.is_new:
        raise Refused("There is no book here to join it to; `letbe import` takes it over as it is.")
    join = SameBook(session.file, session.clock).joining(path)
    console.answer(f"{shown(path)}:")
    for line in join.lines(before):
        console.answer(line)
    if dry or is_nothing(join.edit(before)):
        console.answer("Nothing was changed" if dry else "All of it is here already")
        return
    _maintenance(session).back_up(Occasion.MERGE)
    session.tracker.commit(join.edit, lambda *_: f"Joined {shown(os.path.basename(path))} to this book")
    console.answer(f"Joined; bring an export of this book to the other machine now {UNDO}")


def merge_copies(session: Session, paths: Sequence[str], *, dry: bool) -> None:
    """Bring other copies of the book in, and say what came of it; with `dry`, only say it."""
    before = session.tracker.book
    for copy in _maintenance(session).merge(paths, dry=dry):
        _report(session, copy, dry=dry)
    session.tracker.look()
    if not dry:
        from tracker.service.after_save import start_hook

        start_hook(session.file)
    if not dry and session.tracker.book is not before:
        from tracker.service.files.same_book import added_up

        if said := added_up(before, session.tracker.book):
            session.console.answer(f"  {said}")


def _report(session: Session, copy: MergedCopy, *, dry: bool) -> None:
    """Say what came from a copy, what both had set, and what was kept beside."""
    console = session.console
    if not copy.differences:
        console.answer(f"{shown(copy.path)}: nothing in it that was not here already")
        return
    taken, collided = len(copy.taken), [each for each in copy.differences if each.collided]
    would = "would come" if dry else "came"
    console.answer(
        f"{shown(copy.path)}: {taken:,} of {len(copy.differences):,} differences {would} from it, the rest from here"
    )
    for each in copy.differences if len(copy.differences) <= 20 else collided:
        where = " ".join(filter(None, (each.table, each.id, each.place)))
        side = "from the copy" if each.second else "from here"
        both = ", set in both: the later one holds" if each.collided else ""
        console.answer(f"  {excerpt(where, 80)}: {side}{both}")
        for text in each.beside:
            console.answer(f"    kept beside: {excerpt(text, 200)}")


def _for_doctor(parser: Parser) -> None:
    parser.add_argument("--repair", action="store_true", help="mend what is not in order, after a backup")


def _doctor(session: Session, arguments: Namespace) -> int:
    maintenance, console = _maintenance(session), session.console
    if arguments.repair:
        _repair(session, maintenance)
    findings = [*maintenance.examine(), *_of_reminders(session, maintenance), *_of_the_hook(session)]
    if console.wants(Format.JSON):
        console.json([finding._asdict() for finding in findings])
    elif console.wants(Format.PLAIN):
        console.records(findings)
    else:
        for finding in findings:
            console.tell(("! " if finding.is_wrong else "  ") + finding.words)
    mended = dict.fromkeys(finding.mend for finding in findings if finding.mend)
    if mended and console.wants(Format.TEXT):
        console.say("`letbe doctor --repair` would " + "; ".join(mended) + ".")
    for finding in findings if console.wants(Format.TEXT) else ():
        if finding.needed and finding.copy:
            console.say(f"`letbe merge {quote(shown(finding.copy))}` brings in what is only there.")
    return 1 if any(finding.is_wrong for finding in findings) else 0


def _of_reminders(session: Session, maintenance: BookMaintenance) -> list[Finding]:
    from tracker.cli.remind_setup import health  # no other command about files knows of it

    return [Finding(words) for words in health(session, maintenance.book)] if maintenance.book else []


def _of_the_hook(session: Session) -> list[Finding]:
    from tracker.service.after_save import failure_of

    failure = failure_of(session.file)
    return [Finding(failure, needed="mend it, or take it away")] if failure else []


def _repair(session: Session, maintenance: BookMaintenance) -> None:
    done = maintenance.repair()
    if getattr(housing(session.tracker.book), "changes", ()):
        kept = maintenance.back_up(Occasion.REPAIR)
        session.tracker.commit(housing, lambda *_: "Put habits without an area into one")
        done.append(f"Habits without an area are in “Found again” {UNDO}; the state before is {kept.id}.")
    for sentence in done or ["There was nothing to mend."]:
        session.console.tell(sentence)


def _arguments(_: Parser) -> None:
    """Take no words."""


def _path(session: Session, _: Namespace) -> None:
    session.console.path(places(session.file).book)


def _demo(session: Session, arguments: Namespace) -> int | None:
    """Print the made-up year's today, where there is no terminal to open it on."""
    from tracker.cli.today import HANDLERS as TODAY
    from tracker.service.tracker import open_demo

    return TODAY["today"].run(Session(session.console, session.around, open_demo(session.clock)), arguments)


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "backup": Handler(_for_backup, _backup),
        "merge": Handler(_for_merge, _merge),
        "doctor": Handler(_for_doctor, _doctor),
        "path": Handler(_arguments, _path),
        "demo": Handler(_arguments, _demo),
    }
)
