"""The grammar of dates: the rules in their order.

The order matters only where two rules begin at the same place and match as much:
the first one wins.
"""

from __future__ import annotations

from notesnlp.language.dates import (
    days,
    figures,
    months,
    named,
    periods,
    relative,
    terms,
    weekdays,
)
from notesnlp.language.dates.rule import Rule

RULES: tuple[Rule, ...] = (
    days.iso,
    days.month_day,
    days.day_month,
    days.spoken,
    figures.numeric,
    days.weekday_and_number,
    months.with_year,
    months.year_from,
    months.alone,
    weekdays.after_named_day,
    weekdays.of_month,
    months.end_of,
    days.edge_of_month,
    days.of_near_month,
    days.edge_of_year,
    relative.out,
    named.counted,
    named.week_about,
    named.alone,
    periods.season,
    periods.quarter_of_year,
    periods.half,
    periods.fiscal_year,
    relative.from_day,
    relative.ahead,
    relative.after_next,
    relative.this_day,
    relative.within,
    terms.half_term,
    terms.numbered_term,
    terms.term,
    terms.school_year,
    terms.academic_year,
    terms.numbered,
    relative.period,
    periods.new_year,
    weekdays.alone,
    weekdays.weekend,
    days.beside_today,
    days.of_the_month,
    relative.end_of,
    periods.year_alone,
)
