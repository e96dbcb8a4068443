"""Commands: what there is to type, declared once; help and tests read it here, and the daily ones in `command`."""

from __future__ import annotations

from types import MappingProxyType

from tracker.cli.command import EVERY_DAY, STATUS, Command, Effect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_READS, _NEITHER = Effect.READS, Effect.NEITHER

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

LOOKING_BACK = (
    Command(
        "events", "HABIT [--from DAY] [--to DAY]", "urges and portions one by one, with their ids",
        ("letbe events fix", "letbe events fix --from monday --json"), "events", _READS, lists=True,
    ),
    Command(
        "event", "edit | delete", "mend an urge or a portion", ("letbe event delete k3f",), "events", parts=OF_EVENTS,
    ),
    Command(
        "triggers", "[rename TRIGGER TRIGGER]", "what sets urges off, in your own words; rename also joins two",
        ("letbe triggers", "letbe triggers rename 'short reply' 'a short reply'"), "events", lists=True,
    ),
    Command(
        "streaks", "[HABIT] [--as-of DAY] [--explain]", "streaks, strength and comebacks",
        ("letbe streaks", "letbe streaks quiet --explain", "letbe streaks --as-of 2026-11-10 --json"),
        "streaks", _READS, lists=True,
    ),
    Command(
        "review", "[HABIT] [--period P] [--as-of DAY] [--format F] [-o FILE] [--no-notes] [--no-names] [--mask] "
        "[--habit HABIT] [--area A]",
        "what went well, what comes back, and what goes together",
        ("letbe review", "letbe review --period week", "letbe review quiet --period year",
         "letbe review --period quarter --as-of 2026-09-30 --json", "letbe review --period year -o year.html --mask"),
        "review", _NEITHER, lists=True,
    ),
    Command(
        "questions", "[ask HABIT HABIT | drop N]", "whether two habits go together",
        ("letbe questions", "letbe questions ask quiet piano", "letbe questions ask walk ease",
         "letbe questions drop 1"), "questions", lists=True,
    ),
    Command(
        "card", "[--week DAY] [--format F] [-o FILE] [--no-notes] [--no-names] [--mask] [--habit HABIT] [--area A]",
        "one page of a week's days, to keep or to bring to somebody",
        ("letbe card", "letbe card --week -7 -o card.html", "letbe card --area self-care --no-notes -o card.md"),
        "card", _NEITHER,
    ),
    Command(
        "act", "HABIT plan | shrink | cue | pause | let-go | keep | fade | way [WORDS] [--then TEXT] [--wish TEXT] "
        "[--best TEXT] [--within TEXT]", "do something about a habit, or say what got in the way",
        ("letbe act quiet plan after lunch", "letbe act reassurance plan 'after a short reply, then I make tea'",
         "letbe act fix plan --wish 'easier evenings' --within 'his worry is mine' --then 'ask what he would like'",
         "letbe act hobby shrink 10 min", "letbe act quiet pause friday", "letbe act quiet way meetings until six"),
        "suggestions",
    ),
    Command(
        "reflect", "[TEXT|-] [--week DAY] [--month DAY] [--year DAY]",
        "look back at a week, a month or a year in your editor",
        ("letbe reflect", "letbe reflect --week -7", "letbe reflect --month today", "letbe reflect --year 2025",
         "letbe reflect - < answers.md", "letbe reflect --year 2025 --json"), "reflecting", lists=True,
    ),
    Command(
        "agreements", "[--all] [--due]", "what was agreed with somebody, and when to look at it again",
        ("letbe agreements", "letbe agreements --due", "letbe agreements --all --json"),
        "agreements", _READS, lists=True, parts=OF_AGREEMENTS,
    ),
    Command(
        "log", "HABIT [--from DAY] [--to DAY]", "marks and notes of a habit, oldest first",
        ("letbe log quiet", "letbe log quiet --from '1 nov' --to yesterday"), "log", _READS, lists=True,
    ),
    Command(
        "undo", "[N]", "take back the last change, or the last N", ("letbe undo", "letbe undo 2"), "history", _NEITHER,
    ),
    Command("redo", "[N]", "bring back what was undone", ("letbe redo", "letbe redo 2"), "history", _NEITHER),
    Command(
        "history", "[N]", "what was changed, newest first", ("letbe history", "letbe history 50 --json"),
        "history", _NEITHER, lists=True,
    ),
)  # fmt: skip

THE_LIST = (
    Command(
        "habits", "[--all]", "the habits and their rules; --all shows the archived too",
        ("letbe habits", "letbe habits --all --json"), "habits", _READS, lists=True, parts=OF_HABITS,
    ),
    Command(
        "add", "NAME [--area A] [--schedule S] [--goal G] [--from DAY] [--why T] [--cue T] [--small T] "
        "[--remind TIME] [--glyph C] [--colour C]", "add a habit",
        ("letbe add 'Evening walk'", "letbe add Piano --schedule 3/week --goal '30 min' --cue 'after dinner'"),
        "listing",
    ),
    Command(
        "edit",
        "HABIT [--name N] [--area A] [--schedule S] [--goal G] [--from DAY | --from-start] [--why T] [--cue T] "
        "[--small T] [--remind TIME|none] [--glyph C] [--colour C]",
        "change a habit; a new rule holds from today, or from another day",
        ("letbe edit hobby --schedule 2/week", "letbe edit hobby --goal 'at least 20 min' --from monday",
         "letbe edit quiet --name 'Quiet hour' --cue 'before breakfast'",
         "letbe edit quiet --remind 18:00", "letbe edit quiet --glyph ★ --colour sky"), "listing",
    ),
    Command("archive", "HABIT…", "put habits away and keep what they recorded", ("letbe archive hobby",), "listing"),
    Command("restore", "HABIT…", "bring archived habits back", ("letbe restore hobby",), "listing"),
    Command(
        "move", "HABIT… [--area A | --before HABIT | --after HABIT | --up | --down]",
        "put habits at another place of the list, or in another area",
        ("letbe move hobby --up", "letbe move listen honest --area self-care", "letbe move quiet --before hobby"),
        "listing",
    ),
    Command(
        "delete", "HABIT… [--yes]", "take habits away with their marks; undo brings all back",
        ("letbe delete hobby", "letbe delete hobby quiet --yes"), "listing",
    ),
    Command(
        "areas", "", "the areas and how many habits each has", ("letbe areas", "letbe areas --json"),
        "areas", _READS, lists=True, parts=OF_AREAS,
    ),
    Command(
        "pause", "[HABIT | --area A] [--from DAY] [--to DAY] [--why T] [--end]",
        "excuse a stretch of days, for a habit, an area or everything",
        ("letbe pause --from 'next week' --to 'next week' --why 'a week away'", "letbe pause hobby",
         "letbe pause --area self-care --to 2026-12-01", "letbe pause --end"), "pausing",
    ),
    Command(
        "pauses", "", "the pauses there are", ("letbe pauses", "letbe pauses --json"), "pausing", _READS, lists=True,
    ),
    Command(
        "settings", "[NAME [VALUE]]", "see or change a setting",
        ("letbe settings", "letbe settings week-start sunday", "letbe settings day-start 03:00"),
        "settings", lists=True,
    ),
)  # fmt: skip

AROUND_IT = (
    STATUS,
    Command(
        "due", "[--by TIME] [--mask]", "what is open and asks by now; exit code 1 if nothing does",
        ("letbe due", "letbe due --by 20:00 --json", "letbe due > /dev/null && tput bel"),
        "reminding", _NEITHER, lists=True,
    ),
    Command(
        "remind", "[--names] [--install | --uninstall | --show [systemd|launchd|cron]]",
        "send one message about what is due, and only once",
        ("letbe remind", "letbe remind --names", "letbe remind --install", "letbe remind --show cron"),
        "reminding", _NEITHER,
    ),
    Command(
        "calendar", "[HABIT…] [-o FILE] [--days N] [--names] [--alarm]", "your habits as events for a calendar program",
        ("letbe calendar -o letbe.ics", "letbe calendar quiet --names --alarm -o quiet.ics"), "calendar", _READS,
    ),
    Command(
        "export", "[--format json|csv|markdown] [--events] [--from DAY] [--to DAY] [-o PATH] [--no-notes] [--no-names] "
        "[--mask] [--habit HABIT] [--area A]", "write everything to a file, or to the screen",
        ("letbe export -o habits-2026.json", "letbe export --format csv > marks.csv",
         "letbe export -o diary.md --from 2026-01-01", "letbe export --area self-care --no-notes -o marks.csv"),
        "transfer", _NEITHER,
    ),
    Command(
        "page", "-o FOLDER [--no-notes] [--no-names] [--mask] [--habit HABIT] [--area A]",
        "today, week and year as pages for a browser, in a folder",
        ("letbe page -o ~/letbe-pages", "letbe page -o ~/letbe-pages --mask"), "page", _NEITHER,
    ),
    Command(
        "import", "PATH [--from FORMAT] [--create] [--mood M=N] [--inverse let-go] [--over] [--dry-run]",
        "bring in marks, a book, or another tracker’s file",
        ("letbe import 'Loop Habits CSV 2026-11-01.zip' --dry-run", "letbe import marks.csv --create",
         "letbe import habits-2026.json"),
        "transfer", _NEITHER,
    ),
    Command(
        "merge", "PATH… [--join] [--dry-run]", "bring other copies of this book in; the later of two entries holds",
        ("letbe merge ~/usb/habits.json --dry-run", "letbe merge ~/usb/habits.json"), "maintenance", _NEITHER,
    ),
    Command(
        "backup", "[list | now | restore ID]", "the backups of the book; each day's first change makes one",
        ("letbe backup", "letbe backup now", "letbe backup restore 2026-11-20"), "maintenance", _NEITHER, lists=True,
    ),
    Command(
        "doctor", "[--repair]", "whether all is well with your file; --repair mends what is not",
        ("letbe doctor", "letbe doctor --repair"), "maintenance", _NEITHER, lists=True,
    ),
    Command(
        "completion", "bash | zsh | fish", "let a shell complete commands and the names of habits",
        ("letbe completion bash > ~/.local/share/bash-completion/completions/letbe",
         "letbe completion zsh > ~/.zfunc/_letbe", "letbe completion fish > ~/.config/fish/completions/letbe.fish"),
        "completion", _NEITHER,
    ),
    Command("path", "", "where the habits lie", ("letbe path",), "maintenance", _NEITHER),
    Command("demo", "", "the app on a made-up year; touches no file", ("letbe demo",), "maintenance", _NEITHER),
)  # fmt: skip

GROUPS: Mapping[str, tuple[Command, ...]] = MappingProxyType(
    {
        "Every day": EVERY_DAY,
        "Looking back": LOOKING_BACK,
        "The list of habits": THE_LIST,
        "Around it": AROUND_IT,
    }
)

COMMANDS: Mapping[str, Command] = MappingProxyType(
    {command.name: command for commands in GROUPS.values() for command in commands}
)
