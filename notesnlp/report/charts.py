"""Pictures for the mail, where SVG is not shown: the dependency timeline and the needs by customer.

They are drawn on white, large enough to be read on a phone at a third of their pixels, and the
same results give the same bytes: matplotlib's own settings and fonts, no date or version inside.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from notesnlp.report.scales import AHEAD_MONTHS, Bar, timeline_axis, timeline_bars
from notesnlp.report.sections import ReportView, UnitView
from notesnlp.report.words import NEED_TYPES, TYPE_NAMES, short_day, shortened

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = {
    "ink": "#1c2227",
    "muted": "#59616a",
    "rule": "#e2ddd3",
    "late": "#a5281b",
    "soon": "#865100",
    "later": "#2b6087",
    "churn_risk": "#8f1d3f",
    "pain": "#d0692b",
    "request": "#2f6f9f",
    "goal": "#5b8f8a",
    "loyalty": "#7d8b3a",
}
"""The colours of the page for a browser."""

MOST_ROWS = 10
_WIDTH_IN = 5.2
_DPI = 160
_ROW_IN = 0.46
_HEAD_IN = 0.52
_LABEL_CHARACTERS = 72
_SIZE = 8.5
_SMALL = 7.5


def timeline_png(
    view: ReportView, *, months: int | None = None, all_rows: bool = False
) -> bytes | None:
    """The dependencies that begin first: when work must begin, and when the event is.

    Args:
        view: whose dependencies are drawn.
        months: how far ahead the axis goes; twelve by default.
        all_rows: draw all instead of the first `MOST_ROWS`.

    Returns:
        A PNG; None where no dependency has a date, or no day is known to reckon from.
    """
    if view.today is None:
        return None
    axis = timeline_axis(view.today, months or AHEAD_MONTHS)
    bars = timeline_bars(view.dependencies, axis)[: None if all_rows else MOST_ROWS]
    if not bars:
        return None
    with _figure(len(bars), _ROW_IN) as (figure, axes):
        for tick in axis.ticks():
            if tick.quarter or tick.year:
                axes.axvline(tick.at, color=COLOURS["rule"], linewidth=0.8, zorder=0)
        quarters = [tick for tick in axis.ticks() if tick.quarter]
        for tick in quarters:
            year = axis.first.year if tick is quarters[0] and not tick.year else tick.year
            name = f"{tick.month} {year}" if year else tick.month
            _write(axes, tick.at + 0.6, -0.45, name, size=_SMALL)
        now = axis.at(view.today)
        axes.axvline(now, color=COLOURS["ink"], linewidth=0.8, linestyle=(0, (1, 2)), zorder=1)
        _write(axes, now + 0.6, -0.9, short_day(view.today), size=_SMALL, colour=COLOURS["ink"])
        for row, bar in enumerate(bars):
            _bar(axes, row, bar, now)
        axes.set_xlim(-1.5, 101.5)
        return _png(figure)


def needs_png(view: ReportView) -> bytes | None:
    """The needs of each customer or unit by type.

    Returns:
        A PNG; None where there are no needs.
    """
    units = [unit for unit in view.units if unit.needs][:MOST_ROWS]
    if not units:
        return None
    with _figure(len(units), _ROW_IN) as (figure, axes):
        for row, unit in enumerate(units):
            _stack(axes, row, unit)
        most = max(len(unit.needs) for unit in units)
        axes.set_xlim(-0.01 * most, 1.1 * most)
        _legend(axes, units)
        return _png(figure)


@contextmanager
def _figure(rows: int, row_in: float) -> Iterator[tuple[Figure, Axes]]:
    """An empty picture with room for `rows`, under matplotlib's default settings."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        height = _HEAD_IN + rows * row_in + 0.1
        figure = Figure(figsize=(_WIDTH_IN, height), dpi=_DPI, facecolor="white")
        axes = figure.add_axes((0.01, 0, 0.98, 1))
        axes.set_axis_off()
        axes.set_ylim(rows - 0.1, -_HEAD_IN / row_in - 0.1)
        yield figure, axes


def _png(figure: Figure) -> bytes:
    stream = io.BytesIO()
    figure.savefig(
        stream, format="png", dpi=_DPI, metadata={"Software": None}, pil_kwargs={"optimize": True}
    )
    return stream.getvalue()


def _bar(axes: Axes, row: int, bar: Bar, now: float) -> None:
    """A label, and under it the stretch from the start day to the event."""
    item = bar.planned
    colour = COLOURS.get(item.urgency, COLOURS["muted"])
    middle = row + 0.42
    unit = item.finding.evidence.unit
    begin, end = bar.event
    by = f" · by {short_day(item.start_by)}" if item.start_by else ""
    name = f"{item.name} · {unit}" if unit else item.name
    label = shortened(name, _LABEL_CHARACTERS - len(by)) + by
    _write(axes, 0, row + 0.06, label, colour=COLOURS["ink"], box=True)
    axes.plot([bar.start, begin], [middle] * 2, color=colour, linewidth=1.2, alpha=0.5, zorder=2)
    if item.urgency == "late":
        axes.plot([bar.start, now], [middle] * 2, color=colour, linewidth=2, zorder=3)
    if end - begin > 1:
        axes.plot([begin, end], [middle] * 2, color=colour, linewidth=5, alpha=0.25, zorder=2)
    marker = "<" if bar.from_before else "o"
    axes.plot(bar.start, middle, marker, color=colour, markersize=5.5, zorder=4)
    event = ">" if bar.beyond and begin >= 100 else "D"
    axes.plot(begin, middle, event, color=colour, markerfacecolor="white", markersize=5, zorder=4)


def _stack(axes: Axes, row: int, unit: UnitView) -> None:
    kind = {"external": " · outside", "internal": " · inside"}.get(unit.kind or "", "")
    name = shortened(unit.name or "Unit not known", _LABEL_CHARACTERS - len(kind))
    _write(axes, 0, row + 0.06, name + kind, colour=COLOURS["ink"])
    left = 0
    for type in NEED_TYPES:
        number = len(unit.of_type(type))
        if number:
            axes.barh(
                row + 0.42,
                number,
                left=left,
                height=0.3,
                color=COLOURS[type],
                edgecolor="white",
                linewidth=1,
            )
            left += number
    _write(axes, left, row + 0.43, f"  {left}", size=_SMALL)


def _legend(axes: Axes, units: Sequence[UnitView]) -> None:
    from matplotlib.patches import Patch

    types = [type for type in NEED_TYPES if any(unit.of_type(type) for unit in units)]
    axes.legend(
        handles=[Patch(color=COLOURS[type], label=TYPE_NAMES[type]) for type in types],
        loc="upper left",
        bbox_to_anchor=(-0.005, 1),
        borderpad=0,
        ncols=len(types),
        frameon=False,
        fontsize=_SMALL,
        labelcolor=COLOURS["muted"],
        handlelength=0.9,
        handleheight=0.9,
        columnspacing=1.4,
    )


def _write(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    size: float = _SIZE,
    colour: str = COLOURS["muted"],
    box: bool = False,
) -> None:
    axes.text(
        x,
        y,
        _drawable(text),
        horizontalalignment="left",
        verticalalignment="center",
        fontsize=size,
        color=colour,
        parse_math=False,
        zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6} if box else None,
    )


def _drawable(text: str) -> str:
    """`text` with a question mark for what matplotlib's own font cannot draw."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    font = get_font(findfont(FontProperties()))
    return "".join(letter if font.get_char_index(ord(letter)) else "?" for letter in text)
