"""Times and days in documents that came from elsewhere: with a zone, and of a year that calendars can reckon with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime

YEARS: Final = range(1900, 2200)
"""Clocks that were never set begin in 1904 or 1970. Beyond these years a day more, or another zone, may be none."""


def _check_year(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError(f"is not within {YEARS.start} and {YEARS.stop}")
    return day


def _check_moment(at: datetime) -> datetime:
    _check_year(at)
    return at


Moment = Annotated[AwareDatetime, AfterValidator(_check_moment)]
"""A time with its zone."""

Day = Annotated[date, AfterValidator(_check_year)]
"""A day, where the person is."""
