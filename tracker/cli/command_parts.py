"""Parts: the words that follow a command, such as `areas add`, each a command of its own."""

from tracker.cli.command import Command, Effect

_READS = Effect.READS

OF_EVENTS = (
    Command(
        "event edit", "ID [passed | acted | AMOUNT] [--at TIME] [--strength 1..5] [--after 1..5] [--trigger TEXT] "
        "[--instead TEXT] [--on DAY] "
        "[--note TEXT|-]", "say something else of it; an empty word takes a part away",
        ("letbe event edit k3f --strength 4", "letbe event edit k3f acted --at 14:05 --trigger ''"), "events",
    ),
    Command("event delete", "ID", "take it away", ("letbe event delete k3f",), "events"),
)  # fmt: skip

OF_AGREEMENTS = (
    Command(
        "agreements add", "TEXT|- [--with WHO] [--again SPAN] [--since DAY]", "write down what was agreed",
        ("letbe agreements add 'Thursdays stay free for each of us' --with Robin",
         "letbe agreements add 'One call a day' --with Kim --again '3 months'"), "agreements",
    ),
    Command(
        "agreements keep", "N [--again SPAN]", "say that it was looked at, and stays as it is",
        ("letbe agreements keep 1", "letbe agreements keep thursdays --again '1 year'"), "agreements",
    ),
    Command(
        "agreements change", "N [TEXT|-] [--with WHO] [--again SPAN]",
        "give it other words from today on; the old ones are kept",
        ("letbe agreements change 1 'Thursdays and Sunday mornings stay free'",
         "letbe agreements change 1 --again '6 months'"), "agreements",
    ),
    Command("agreements end", "N", "say that it holds no longer", ("letbe agreements end 2",), "agreements"),
    Command(
        "agreements delete", "N [--yes]", "take it away with all it said; undo brings it back",
        ("letbe agreements delete 2",), "agreements",
    ),
)  # fmt: skip

OF_HABITS = (
    Command(
        "habits export", "[-o FILE]", "write the list as a file that people can edit",
        ("letbe habits export > list.json", "letbe habits export -o ~/list.json"), "habits", _READS,
    ),
    Command(
        "habits import", "FILE [--dry-run]", "take a list in: it adds and updates, and never deletes",
        ("letbe habits import list.json --dry-run", "letbe habits import list.json"), "habits",
    ),
    Command(
        "habits edit", "", "change the list in your editor", ("letbe habits edit", "EDITOR=nano letbe habits edit"),
        "habits",
    ),
)  # fmt: skip

OF_AREAS = (
    Command(
        "areas add", "NAME [--colour C]", "add an area", ("letbe areas add Body", "letbe areas add Body --colour sky"),
        "areas",
    ),
    Command(
        "areas rename", "AREA NAME", "give an area another name",
        ("letbe areas rename self-care 'Body and mind'",), "areas",
    ),
    Command(
        "areas move", "AREA [--before A | --after A | --up | --down]", "put an area at another place",
        ("letbe areas move communication --up", "letbe areas move self-care --after communication"), "areas",
    ),
    Command(
        "areas colour", "AREA COLOUR", "give an area another colour",
        ("letbe areas colour self-care purple", "letbe areas colour self-care ''"), "areas",
    ),
    Command(
        "areas delete", "AREA [--to AREA] [--yes]", "take an area away; its habits go to another one",
        ("letbe areas delete communication --to self-care",), "areas",
    ),
)  # fmt: skip
