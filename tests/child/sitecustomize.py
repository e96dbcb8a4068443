"""Have the clock of a child process stand where that of its test stands; Python runs this file before anything else."""

import os
import sys

if os.environ.get("LETBE_TESTS_CLOCK") != "by hand":
    # What time-machine serves as well, and takes long to load.
    _others = ("pytest", "dateutil", "dateutil.parser")
    sys.modules.update(dict.fromkeys(_others))  # type: ignore[arg-type]
    import time_machine

    for _other in _others:
        del sys.modules[_other]
    time_machine.travel(int(os.environ["LETBE_TESTS_MOMENT"]), tick=False).start()
