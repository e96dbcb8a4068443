"""Preferences: how the app takes over, keeps and follows what the user's settings say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from textual.theme import Theme

from tracker.domain.text import excerpt
from tracker.settings import Preferences, read_keys, read_preferences
from tracker.ui.commands.common import paint_all
from tracker.ui.host import NOTICE_SECONDS, Host
from tracker.ui.shutdown import keep_all
from tracker.ui.theme import theme_called
from tracker.ui.views.glyphs import ASCII, UNICODE, poor_terminal
from tracker.ui.views.model import NO_KEYS, Look


def look_of(preferences: Preferences, own_keys: Mapping[str, str] = NO_KEYS) -> Look:
    """Return what the views want to know of what is preferred; where nobody has said so, the terminal decides."""
    glyphs = ASCII if (poor_terminal() if preferences.ascii is None else preferences.ascii) else UNICODE
    shown = (preferences.hide_streaks, preferences.mask, preferences.columns)
    return Look(glyphs, *shown, own_keys, preferences.first_weeks)


def use_preferences(app: Host, preferences: Preferences) -> None:
    """Show things as is preferred, from the next drawing on."""
    app.preferences, app.look = preferences, look_of(preferences, app.look.own_keys)
    app.set_class(app.look.glyphs is ASCII, "-ascii")


def prefer(app: Host, name: str, value: Any) -> None:
    """Remember a preference, and show things by it from the next drawing on."""
    if getattr(app.preferences, name) == value:
        return
    use_preferences(app, app.preferences._replace(**{name: value}))
    if trouble := app.preference_file.keep(name, value):
        app.notify(trouble, severity="warning", markup=False)


def prefer_theme(app: Host, theme: Theme) -> None:
    """Remember a theme that was chosen, not the one that is shown for want of a choice."""
    if theme.name != theme_called(app, app.preferences.theme):
        app.prefer("theme", theme.name)


def take_settings(app: Host, keys: Mapping[str, object], remarks: Iterable[str] = ()) -> None:
    """Take the user's own keys, and what there is to say of settings that were ignored."""
    app.remarks = list(remarks)
    if keys or app.wished_keys:
        from tracker.ui.keymap import apply_keymap  # few people change keys, and it looks at all screens

        app.remarks += apply_keymap(app, keys).ignored
    if (theme := app.preferences.theme) and theme not in app.available_themes:
        key = app.look.key("settings", "S")
        app.remarks.append(f"There is no theme “{excerpt(theme)}”; {key}, then Theme, shows those there are.")


def tell_remarks(app: Host, say: Callable[[str], None]) -> None:
    """Say what there is to say of settings that were ignored."""
    if app.remarks:
        say(app.remarks[0])
    if more := app.remarks[1:]:
        app.notify("\n".join(more), title="Settings", timeout=NOTICE_SECONDS, markup=False)


def follow(app: Host) -> None:
    """Take over what was written to the settings since the last time."""
    if app.screen_stack and app.preference_file.has_changed():  # no screen is left while the app closes
        _take_over(app, app.preference_file.path)


def _take_over(app: Host, path: str) -> None:
    """Show things as the settings say; what is not sound in them stays as it is."""
    found, ignored = read_preferences(path, app.preferences)
    were_masked = app.look.mask
    if found.mask and not were_masked:
        keep_all(app)  # a field in which an answer is being written is taken away
    use_preferences(app, found)
    app.theme = theme_called(app, found.theme)
    take_settings(app, read_keys(path, app.wished_keys), ignored)
    paint_all(app)
    if found.mask != were_masked:
        from tracker.ui.dialogs.privacy_cover import hide_names, show_names  # few mask from outside

        (hide_names if found.mask else show_names)(app)
