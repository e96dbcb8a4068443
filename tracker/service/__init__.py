"""The use cases: what a key or a command asks for, done to the book, kept by a store, told to listeners.

    tracker     the one door: the book, its history, and `commit`, by which every edit goes; opened on the user's file,
                or on the made-up year of `demo/`
    steps       what is run on the freshest book to decide a change; `writer` hands steps to the store in order,
                `background_writer` behind the screen's back
    due         which habits a day asks for; `status_cache` remembers that for a shell prompt
    sitting     the minutes given to a habit just now
    after_save  starts the user's own program, in `hook_runner`; `new_ids` gives ids to what is new
    edits/      every edit as a function from a book to a change, a file a subject
    words/      labels, counts and sentences, the same in both front ends
    review/     a span of the book as sentences, figures and pages
    reminders/  what asks at its time, and how that reaches somebody
    files/      whole files in and out, and the care of the book

Nothing here knows a front end: what is wrong is said with a neutral hint, and each front end has its own words for it.
"""
