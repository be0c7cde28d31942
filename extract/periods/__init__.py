"""Periods: where the text names one (`find_periods`), what it means (`resolve`), which figure has which (`PeriodContext`)."""

from extract.periods.assign import PeriodContext, spoken_year
from extract.periods.mentions import find_periods
from extract.periods.resolve import resolve

__all__ = ["PeriodContext", "find_periods", "resolve", "spoken_year"]
