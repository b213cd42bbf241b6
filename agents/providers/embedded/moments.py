"""What a goal says about time and limits: "by the end of March", "for under €500", "without downtime"."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNIT = r"(?:minute|hour|day|week|weekend|month|quarter|year|sprint)s?"
NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a few|a couple of)"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
NTH = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = rf"""(?:
    \d{{4}}-\d\d-\d\d | \d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})? | 20\d\d
    | {NTH}(?:\ of)?\ {MONTH}(?:,?\ \d{{4}})? | {MONTH}(?:\ {NTH})?(?:,?\ \d{{4}})?
    | q[1-4](?:\ \d{{4}})? | christmas | easter | thanksgiving | new\ year(?:['’]s(?:\ eve)?)?
    | (?:the\ )?holidays | (?:the\ )?year[-\ ]end | tomorrow | today | tonight | eod | eow
    | (?:this|next|the\ coming|coming)\ (?:{UNIT}|{WEEKDAY}|{SEASON}|{MONTH})
    | (?:early\ |late\ |mid-?)?{SEASON}(?:\ (?:of\ )?\d{{4}})? | {WEEKDAY}(?:\ in\ {NUMBER}\ weeks?)?
)"""
PLACE_IN_TIME = r"(?:end|start|beginning|middle|first\ half|second\ half)"
END = rf"(?:the\ )?(?:very\ )?{PLACE_IN_TIME}\ of\ (?:the\ )?(?:{DATE}|{UNIT})"
BEFORE = (
    r"by|before|until|till|in\ time\ for|(?:no|not)\ later\ than|on|in|for|during|at|starting|from"
)
WHEN = re.compile(
    rf"""[\s,(]*\b(?:
        (?:(?:due|ready|done)\ )?(?:{BEFORE})\s(?:{END} | (?:early\ |late\ |mid[- ]?)?{DATE} | the\ {UNIT})
        | (?:(?:launch|opening|release|event|start|end|due|target)\ )?(?:date|deadline|day)(?:\ is)?:?\ {DATE}
        | (?:in|within|over|inside)(?:\ (?:the\ next|the\ coming|less\ than|under|about))?
          \ {NUMBER}\ {UNIT}
        | {WEEKDAY}\ in\ {NUMBER}\ weeks?
        | (?:{NTH}(?:\ of)?\ {MONTH} | {MONTH}\ {NTH})(?:,?\ \d{{4}})?
        | {END} | (?:this|next)\ (?:{UNIT}|{SEASON}|{WEEKDAY}|{MONTH}) | tomorrow | today | tonight
    )\b\)?""",
    re.IGNORECASE | re.VERBOSE,
)
_ABOUT_A_YEAR = re.compile(
    r"\s+for\s(?:the\s(?:financial\s|fiscal\s|tax\s)?year\s)?20\d\d(?![-\d./])", re.IGNORECASE
)
"""What is for a year need not be done in it: "the tax return for 2025"."""
_OF_A_DAY = re.compile(
    r"^(?:due|ready|done|(?:\w+ )?(?:date|deadline|day)(?: is)?:?) ", re.IGNORECASE
)
_HOURS = re.compile(r"\b(?:minute|hour)s?\)?$", re.IGNORECASE)
SUM = r"\d[\d.,]*\s?(?:k|m|thousand|million)?"
CURRENCY = r"(?:[$€£¥]|(?:dollars?|euros?|pounds?|usd|eur|gbp|chf)\b)"
MONEY = rf"(?:[$€£¥]\s?{SUM}|{SUM}\s?{CURRENCY})"
ROUND_SUM = r"\d[\d.,]*\s?(?:k|m|thousand|million)\b"  # no year
AT_MOST = r"(?:under|below|less\ than|at\ most|up\ to|no\ more\ than|max\.?|maximum)"
LIMIT = re.compile(
    rf"""[\s,(]*\b(?:
        (?:(?:for|on|at|with)\s)?(?:a\ )?(?:maximum\ )?budget(?:\ of)?\ (?:{MONEY}|{ROUND_SUM})
        | (?:(?:for|on|at)\s)?{AT_MOST}\ {MONEY} | for\ {MONEY}
        | (?:on|with)\ an?\ (?:\w+\ )?(?:budget|shoestring)(?:\ of\ {MONEY})? | within\ budget
        | without\ (?:(?:any|a|the|spending|losing|breaking|using|touching)\ )?[\w-]+(?:\ [\w-]+)?
          (?=\s*$|[,.;]|\ (?:by|in|and|before|within|for|with)\b)
        | with\ (?:no|zero|minimal|little)\ (?!code)[\w-]+
    )\)?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Moments:
    """Deadline and limits as they were said, and the `rest` of the text without them."""

    rest: str = ""
    deadline: str | None = None
    limits: tuple[str, ...] = ()


def moments(text: str) -> Moments:
    """Take out of a text what it says about time and limits."""
    deadline: str | None = None
    text = _ABOUT_A_YEAR.sub(" ", text)
    if found := _first_day(text):
        deadline = _OF_A_DAY.sub("", found[0].strip(" ,()"))
        text = f"{text[: found.start()]} {text[found.end() :]}"
    limits = tuple(found[0].strip(" ,()") for found in LIMIT.finditer(text))
    rest = " ".join(LIMIT.sub(" ", text).split())
    return Moments(re.sub(r" (?=[,;])", "", rest).strip(" ,;"), deadline, limits)


def _first_day(text: str) -> re.Match[str] | None:
    """Where the first day or longer time is named: no plan ends "in under an hour"."""
    return next((found for found in WHEN.finditer(text) if not _HOURS.search(found[0])), None)
