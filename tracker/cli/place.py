"""The commands that say where the habits lie, and that show the made-up year."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.settings import places


def _arguments(_: Parser) -> None:
    """Take no words."""


def _path(session: Session, _: Namespace) -> None:
    session.console.path(places(session.file).book)


def _demo(session: Session, arguments: Namespace) -> int | None:
    """Print the made-up year's today, where there is no terminal to open it on."""
    from tracker.cli.today import HANDLERS as TODAY
    from tracker.service.opening import open_demo

    return TODAY["today"].run(Session(session.console, session.around, open_demo(session.clock)), arguments)


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {"path": Handler(_arguments, _path), "demo": Handler(_arguments, _demo)}
)
