"""PreferenceFile: the personal settings on the disk while the app is open, which others may change meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import folders
from tracker.settings import SettingsError, Value, read_keys, read_preferences, write_preference
from tracker.ui.commands.base import Acting
from tracker.ui.theme import theme_called

if TYPE_CHECKING:
    from tracker.ui.app import LetbeApp


class PreferenceFile:
    """Keeps what is preferred, and follows what others wrote; without a path, as in the demo, it does neither."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen = self._stamp()

    def keep(self, name: str, value: Value) -> str:
        """Write one setting; give a sentence where that cannot be done."""
        if not self._path:
            return ""
        try:
            write_preference(self._path, name, value)
        except SettingsError as error:
            return str(error)
        return ""

    def follow(self, app: LetbeApp) -> None:
        """Have the app take over what was written since the last look, be it by itself: others may have been first."""
        stamp = self._stamp()
        if stamp != self._seen and app.screen_stack:  # none is left while the app closes
            self._seen = stamp
            _take_over(app, self._path)

    def _stamp(self) -> tuple[int, ...]:
        try:
            return folders.look(self._path)
        except OSError:
            return ()


def paint_all(app: LetbeApp) -> None:
    """Draw anew all that is in sight."""
    for screen in app.screen_stack:
        if isinstance(screen, Acting):
            screen.paint()


def _take_over(app: LetbeApp, path: str) -> None:
    """Show things as the settings say; what is not sound in them stays as it is."""
    found, ignored = read_preferences(path, app.preferences)
    were_masked = app.look.mask
    if found.mask and not were_masked:
        app.keep()  # a field in which an answer is being written is taken away
    app.go_by(found)
    app.theme = theme_called(app, found.theme)
    app.take_settings(read_keys(path, app.wished_keys), ignored)
    paint_all(app)
    if found.mask != were_masked:
        from tracker.ui.dialogs.privacy_cover import hide_names, show_names  # few mask from outside

        (hide_names if found.mask else show_names)(app)
