"""A Textual app whose second screen is nothing but a year of days as a heat map, by the Line API."""

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

HEAT = [Style(color=f"rgb({40 * level},{60 + 40 * level},{120 + 30 * level})") for level in range(5)]


class Year(Widget):
    """53 weeks of seven days."""

    def render_line(self, y: int) -> Strip:
        """Draw one weekday."""
        if y >= 7:
            return Strip.blank(self.size.width)
        return Strip([Segment("■ ", HEAT[(week * 7 + y) * 13 % 5]) for week in range(53)])


class YearScreen(Screen[None]):
    """Shows the year."""

    BINDINGS = [("q", "app.pop_screen", "back")]  # noqa: RUF012 - as Screen has it

    def compose(self) -> ComposeResult:
        """Show the year."""
        yield Year()


class HeatApp(App[None]):
    """Shows one text until it is asked for the year."""

    BINDINGS = [("2", "year", "year")]  # noqa: RUF012 - as App has it

    def compose(self) -> ComposeResult:
        """Show one text."""
        yield Static("ready")

    def action_year(self) -> None:
        """Open the year."""
        self.push_screen(YearScreen())


HeatApp().run()
