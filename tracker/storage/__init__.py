"""The file: TinyDB over one JSON file, kept so that nothing acknowledged is ever lost.

`store` says what a store promises; `file/file_store` is the one on a file, `memory_store` the one for the demo. A
commit runs a step on the freshest book, writes the change to the journal, and replaces the file in one step, all under
a lock:

    format/    how a book reads in the file: JSON text, a record for each thing, a short line for each month of marks
    file/      one file, safely: the disk, the lock, the journal, the replacing, and what a store does around its saves
    merge/     two copies of one book made into one, in whatever order they meet, by a stamp on all that was set
    recovery/  what makes a book whole again: backups, what the journal has, and what can be salvaged of damaged bytes

`format` knows nothing of files, `merge` only of tables. Time is handed in; no clock is asked here.
"""
