"""The screens, on Textual.

`launch` opens a book and runs `app`, whose promises to all others stand in `host`. Every screen is named once, in
`registry`.

A key goes this way. `screens/` (and `dialogs/`) say which keys there are: one table of actions each. What an action
does is a function in `commands/`, a file for each subject; it finds what the cursor is on in `here`, built once for
each book, cursor and look, and hands an edit to the screen's `EditFlow`. The tracker makes it, the `Painter` draws the
body anew, and then what is told around it.

What is drawn comes from `views/`: pure functions from a book to lines of toned text. `widgets/` put lines on the
screen and say what is clicked; they know neither the book nor the service. All that leans on private parts of Textual
or on the terminal itself is in `terminal/`. Nothing here imports what imports it; a test holds that.
"""
