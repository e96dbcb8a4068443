"""Pictures of a page as SVG, drawn with the page's own colours so that they follow light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tracker.clock import MONTHS
from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.service.review.page import Bars, Curve, HeatDay, HeatMap, Picture, Runs

_CELL = 12
_GAP = 2
_LEFT = 30
_TOP = 18


def as_svg(picture: Picture, *, small: bool = False) -> str:
    """Draw a picture; a small one stands in the cell of a table."""
    match picture:
        case HeatMap():
            return _heat_map(picture)
        case Curve():
            return _small_curve(picture) if small else _curve(picture)
        case Bars():
            return _small_bars(picture) if small else _bars(picture)
        case Runs():
            return _runs(picture)


def _svg(width: float, height: float, words: str, body: Iterator[str], kind: str) -> str:
    label = escape(words, quote=True)
    return (
        f'<svg class="{kind}" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'role="img" aria-label="{label}">{"".join(body)}</svg>'
    )


def _heat_map(heat: HeatMap) -> str:
    offset = (heat.days[0].day.weekday() - heat.week_start) % 7 if heat.days else 0
    weeks = (offset + len(heat.days) + 6) // 7
    width = _LEFT + weeks * (_CELL + _GAP)
    height = _TOP + 7 * (_CELL + _GAP) + 24
    return _svg(width, height, heat.words, _heat_body(heat, offset, height), "heat")


def _heat_body(heat: HeatMap, offset: int, height: int) -> Iterator[str]:
    for row in (0, 2, 4):
        name = WEEKDAY_NAMES[(heat.week_start + row) % 7][:3]
        yield f'<text x="0" y="{_TOP + row * (_CELL + _GAP) + 10}">{name}</text>'
    free = 0
    for index, day in enumerate(heat.days, offset):
        week, row = divmod(index, 7)
        x, y = _LEFT + week * (_CELL + _GAP), _TOP + row * (_CELL + _GAP)
        if day.day.day == 1 and x >= free:
            yield f'<text x="{x}" y="11">{MONTHS[day.day.month - 1]}</text>'
            free = x + 28
        yield _heat_cell(day, x, y)
    yield from _heat_legend(heat, height - 12)


def _heat_cell(day: HeatDay, x: int, y: int) -> str:
    kind = f"h{day.step}" if day.step is not None else "free" if day.free else "out"
    title = f"<title>{escape(day.words)}</title>"
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" rx="2">{title}</rect>'


def _heat_legend(heat: HeatMap, y: int) -> Iterator[str]:
    yield f'<text x="{_LEFT}" y="{y + 10}">none</text>'
    for step in range(5):
        x = _LEFT + 34 + step * (_CELL + _GAP)
        yield f'<rect class="h{step}" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" rx="2"/>'
    yield f'<text x="{_LEFT + 110}" y="{y + 10}">all</text>'
    if any(day.free for day in heat.days):
        yield f'<rect class="free" x="{_LEFT + 142}" y="{y}" width="{_CELL}" height="{_CELL}" rx="2"/>'
        yield f'<text x="{_LEFT + 142 + _CELL + 6}" y="{y + 10}">skipped or paused</text>'


def _points(curve: Curve, width: float, height: float, top: float, left: float) -> list[list[tuple[float, float]]]:
    """Place the values of a curve, in pieces where there is none between."""
    step = width / max(1, len(curve.values) - 1)
    pieces: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(curve.values):
        if value is not None:
            pieces[-1].append((left + index * step, top + (1 - value) * height))
        elif pieces[-1]:
            pieces.append([])
    return [piece for piece in pieces if piece]


def _path(piece: list[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in piece)


def _small_curve(curve: Curve) -> str:
    def body() -> Iterator[str]:
        for piece in _points(curve, 116, 22, 3, 2):
            yield f'<path class="line" d="{_path(piece)}"/>'
            yield f'<circle class="dot" cx="{piece[-1][0]:.1f}" cy="{piece[-1][1]:.1f}" r="2"/>'

    return _svg(120, 28, curve.words, body(), "small")


def _curve(curve: Curve) -> str:
    width, height, left, top = 640, 120, 40, 10

    def body() -> Iterator[str]:
        for share in (0, 50, 100):
            y = top + (100 - share) / 100 * height
            yield f'<line class="rule" x1="{left}" x2="{left + width}" y1="{y:g}" y2="{y:g}"/>'
            if curve.ends != ("", ""):
                yield f'<text x="{left - 6}" y="{y + 4:g}" text-anchor="end">{share}%</text>'
        for piece in _points(curve, width, height, top, left):
            area = f"{_path(piece)} L{piece[-1][0]:.1f} {top + height} L{piece[0][0]:.1f} {top + height}Z"
            yield f'<path class="under" d="{area}"/><path class="line" d="{_path(piece)}"/>'
        yield f'<text x="{left}" y="{top + height + 18}">{escape(curve.ends[0])}</text>'
        yield f'<text x="{left + width}" y="{top + height + 18}" text-anchor="end">{escape(curve.ends[1])}</text>'

    return _svg(left + width + 10, top + height + 24, curve.words, body(), "curve")


def _small_bars(bars: Bars) -> str:
    def body() -> Iterator[str]:
        for index, (name, value, words) in enumerate(bars.bars):
            height = 22 * (value or 0)
            kind = "out" if value is None else "bar"
            yield (
                f"<g><title>{escape(f'{name}: {words}')}</title>"
                f'<rect class="back" x="{index * 12}" y="2" width="10" height="22"/>'
                f'<rect class="{kind}" x="{index * 12}" y="{24 - height:.1f}" width="10" height="{height:.1f}"/></g>'
            )

    return _svg(max(1, len(bars.bars)) * 12, 26, bars.words, body(), "small")


def _bars(bars: Bars) -> str:
    row, left, width = 22, 44, 320

    def body() -> Iterator[str]:
        for index, (name, value, words) in enumerate(bars.bars):
            y = index * row
            yield f'<text x="0" y="{y + 14}">{escape(name)}</text>'
            yield f'<rect class="back" x="{left}" y="{y + 3}" width="{width}" height="14" rx="2"/>'
            length = width * (value or 0)
            yield f'<rect class="bar" x="{left}" y="{y + 3}" width="{length:.1f}" height="14" rx="2"/>'
            yield f'<text x="{left + width + 10}" y="{y + 14}">{escape(words)}</text>'

    return _svg(left + width + 110, max(1, len(bars.bars)) * row, bars.words, body(), "bars")


def _runs(runs: Runs) -> str:
    width = 640
    days = max(1, (runs.end - runs.start).days + 1)

    def body() -> Iterator[str]:
        yield f'<rect class="back" x="0" y="8" width="{width}" height="14" rx="2"/>'
        for start, end, words in runs.runs:
            first, last = max(start, runs.start), min(end, runs.end)
            x, length = (first - runs.start).days / days * width, ((last - first).days + 1) / days * width
            title = f"<title>{escape(words)}</title>"
            yield f'<rect class="bar" x="{x:.1f}" y="8" width="{max(1.5, length - 0.8):.1f}" height="14">{title}</rect>'
        yield f'<text x="0" y="38">{runs.start.day} {MONTHS[runs.start.month - 1]} {runs.start.year}</text>'
        until = f"{runs.end.day} {MONTHS[runs.end.month - 1]} {runs.end.year}"
        yield f'<text x="{width}" y="38" text-anchor="end">{until}</text>'

    return _svg(width, 44, runs.words, body(), "runs")
