"""All that touches the terminal itself or private parts of Textual, each behind a guard.

    on_terminal     the app as a good guest of its terminal; `driver` is how it speaks with it, and ends well
    prepaint        the first frame, on the screen before the app is loaded; `first_frame` keeps it for the next start
    compositor      only what has changed is sent
    key_queue       a key waits for what the one before it has opened; `pastes` is what becomes of a pasted text
    job_control     stopping for the shell and going on; `last_net` gives the terminal back when nothing else does
    widths, sizes   texts that terminals do not agree on; a screen as large as its window
    paper           whether the terminal writes on light or on dark
    private         where we stand on a private part of Textual, and what is done where it is gone

Nothing else in letbe looks behind what Textual promises; a newer version is tried by `.ci/versions.py`.
"""
