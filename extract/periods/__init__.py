"""Periods: `find_periods` finds those that a text names, `resolve` reads them, `PeriodContext` gives figures theirs."""

from extract.periods.assign import PeriodContext, latest_year, spoken_year
from extract.periods.mentions import find_periods
from extract.periods.resolve import resolve

__all__ = ["PeriodContext", "find_periods", "latest_year", "resolve", "spoken_year"]
