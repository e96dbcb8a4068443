"""One file, safely: read, locked, replaced in one step, and looked after."""
