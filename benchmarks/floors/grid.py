"""The smallest Textual app with a header, a footer and one grid by the Line API: space toggles a cell."""

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Footer, Header

ROWS, DAYS, NAME = 20, 28, 20
KEPT, MISSED, PLAIN = Style(color="green"), Style(color="yellow"), Style()


class Grid(Widget):
    """Names and cells, and a cursor between brackets."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = {(row, day) for row in range(ROWS) for day in range(DAYS) if (row * 7 + day * 3) % 5}
        self.row, self.day = 0, DAYS - 1

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        if y >= ROWS:
            return Strip.blank(self.size.width)
        segments = [Segment(f"  Practice {y}".ljust(NAME), PLAIN)]
        for day in range(DAYS):
            here = (y, day) == (self.row, self.day)
            kept = (y, day) in self.kept
            segments.append(Segment("[" if here else " ", PLAIN))
            segments.append(Segment("■" if kept else "□", KEPT if kept else MISSED))
        return Strip([*segments, Segment("]" if self.row == y and self.day == DAYS - 1 else " ")])

    def toggle(self) -> None:
        """Toggle the cell under the cursor."""
        self.kept ^= {(self.row, self.day)}
        self.refresh(Region(NAME + 2 * self.day + 1, self.row, 1, 1))

    def move(self, rows: int, days: int) -> None:
        """Move the cursor."""
        for _ in range(2):
            self.refresh(Region(NAME + 2 * self.day, self.row, 3, 1))
            self.row, self.day = (self.row + rows) % ROWS, (self.day + days) % DAYS
            rows = days = 0


class GridApp(App[None]):
    """Shows the grid."""

    BINDINGS = [  # noqa: RUF012 - as App has it
        Binding("space", "tick", "tick"),
        Binding("j", "move(1, 0)", "down"),
        Binding("k", "move(-1, 0)", "up"),
        Binding("h", "move(0, -1)", "left"),
        Binding("l", "move(0, 1)", "right"),
    ]

    def compose(self) -> ComposeResult:
        """Lay the frame around the grid."""
        yield Header()
        yield Grid()
        yield Footer()

    def action_tick(self) -> None:
        """Toggle a cell."""
        self.query_one(Grid).toggle()

    def action_move(self, rows: int, days: int) -> None:
        """Move the cursor."""
        self.query_one(Grid).move(rows, days)


GridApp().run()
