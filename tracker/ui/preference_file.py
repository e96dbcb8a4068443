"""PreferenceFile: the personal settings on the disk while the app is open, where others may change them meanwhile."""

from __future__ import annotations

from tracker import folders
from tracker.settings import SettingsError, Value, write_preference


class PreferenceFile:
    """Keeps what is preferred, and notices what others wrote; without a path, as in the demo, it does neither."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._seen = self._stamp()

    def keep(self, name: str, value: Value) -> str:
        """Write one setting; return a sentence where that cannot be done."""
        if not self.path:
            return ""
        try:
            write_preference(self.path, name, value)
        except SettingsError as error:
            return str(error)
        return ""

    def has_changed(self) -> bool:
        """Whether something was written since this was last asked, be it by ourselves: others may have been first."""
        seen, self._seen = self._seen, self._stamp()
        return seen != self._seen

    def _stamp(self) -> tuple[int, ...]:
        try:
            return folders.look(self.path)
        except OSError:
            return ()
