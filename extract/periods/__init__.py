"""Periods: where the text names one (`find_periods`), what it means (`resolve`), and which figure has which (`PeriodContext`)."""

from extract.periods.mentions import find_periods

__all__ = ["find_periods"]
