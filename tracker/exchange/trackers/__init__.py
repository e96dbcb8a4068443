"""Other trackers: the files of each program, read into the words of the domain, one file a program."""
