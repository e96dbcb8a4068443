"""The user's own editor, as the screens ask for it."""

from tracker.editor import edit_text

__all__ = ["edit_text"]
