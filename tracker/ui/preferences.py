"""Preferences: the personal settings while the app is open, on the disk, where others may change them, and in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker import folders
from tracker.domain.text import excerpt
from tracker.settings import Preferences, SettingsError, Value, read_keys, read_preferences, write_preference
from tracker.ui.commands.display import paint_all
from tracker.ui.host import Host
from tracker.ui.shutdown import keep_all
from tracker.ui.theme import theme_called
from tracker.ui.views.glyphs import ASCII, UNICODE, poor_terminal
from tracker.ui.views.today import Look


class PreferenceFile:
    """Keeps what is preferred, and follows what others wrote; without a path, as in the demo, it does neither."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen = self._stamp()

    def keep(self, name: str, value: Value) -> str:
        """Write one setting; return a sentence where that cannot be done."""
        if not self._path:
            return ""
        try:
            write_preference(self._path, name, value)
        except SettingsError as error:
            return str(error)
        return ""

    def follow(self, app: Host) -> None:
        """Have the app take over what was written since the last time, be it by itself: others may have been first."""
        stamp = self._stamp()
        if stamp != self._seen and app.screen_stack:  # none is left while the app closes
            self._seen = stamp
            _take_over(app, self._path)

    def _stamp(self) -> tuple[int, ...]:
        try:
            return folders.look(self._path)
        except OSError:
            return ()


def look_of(preferences: Preferences) -> Look:
    """Return what the views want to know of what is preferred; where nobody has said so, the terminal decides."""
    glyphs = ASCII if (poor_terminal() if preferences.ascii is None else preferences.ascii) else UNICODE
    return Look(glyphs, hide_streaks=preferences.hide_streaks, mask=preferences.mask, columns=preferences.columns)


def show_by(app: Host, preferences: Preferences) -> None:
    """Show things as is preferred, from the next drawing on."""
    app.preferences = preferences
    app.set_class(app.look.glyphs is ASCII, "-ascii")


def take_settings(app: Host, keys: Mapping[str, object], remarks: Iterable[str] = ()) -> None:
    """Take the user's own keys, and what there is to say of settings that were ignored."""
    app.remarks = list(remarks)
    if (theme := app.preferences.theme) and theme not in app.available_themes:
        app.remarks.append(f"There is no theme “{excerpt(theme)}”; S, then Theme, shows those there are.")
    if keys or app.wished_keys:
        from tracker.ui.keymap import wear  # few people change keys, and it looks at all screens

        app.remarks += wear(app, keys).ignored


def _take_over(app: Host, path: str) -> None:
    """Show things as the settings say; what is not sound in them stays as it is."""
    found, ignored = read_preferences(path, app.preferences)
    were_masked = app.look.mask
    if found.mask and not were_masked:
        keep_all(app)  # a field in which an answer is being written is taken away
    show_by(app, found)
    app.theme = theme_called(app, found.theme)
    take_settings(app, read_keys(path, app.wished_keys), ignored)
    paint_all(app)
    if found.mask != were_masked:
        from tracker.ui.dialogs.privacy_cover import hide_names, show_names  # few mask from outside

        (hide_names if found.mask else show_names)(app)
