"""Other trackers: the files of each program, read into the words of the domain, one file a program.

    parcel    what was handed over, opened so that nothing in it can do harm
    foreign   what such a file holds in our words, and how its values are read
    formats   all that can be read, and how one is told from another

The others are one program each, with a `fits` and a `read`: `beaverhabits`, `daylio`, `habitbull`, `habitkit`, `harsh`
(and habitctl), `inlitx`, `loop`, `mhabit`; `table` is what people keep in a spreadsheet.
"""
