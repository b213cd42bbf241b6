"""The phrases by which people point at tasks without naming them: numbers, places, sets, "it"."""

from __future__ import annotations

import re

from agents.providers.embedded.references.bare import NOUN
from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.terms.vocabulary import CARDINAL, ORDINAL

SINGULAR = re.compile(
    r"it(?: all)?|all of it|that|this|this one|that one|this (?:task|item|step)|that (?:task|item|step)"
    r"|itself|"
    r"(?:the )?(?:same|selected|current|new|parent|result|outcome|combined|merged)(?: (?:task|one))?|the task"
)
EACH = re.compile(r"(?:each|every)(?: one)?(?P<of> of (?:them|these|those)(?: (?:tasks|ones))?)?")
PLURAL = re.compile(
    r"them|these|those|they|both|both (?:of )?(?:them|tasks)|all (?:of (?:them|these|those)|these|"
    r"those)|(?:these|those|all these|the same|the new|new)(?: (?:tasks|ones))"
)
NUMBER = re.compile(r"#?t?#?(\d+)((?:\.\d+)*)")
RANGE = re.compile(r"(?:from )?#?t?(\d+)\s*(?:-|–|—|to|through|thru|until|\.\.\.?)\s*#?t?(\d+)")
NUMBER_AND_TITLE = re.compile(r"t(\d+)\b[\s:,()\-–—]*(.+?)\)?$")
PLACE = re.compile(
    rf"(?:the )?(?:(?P<count_end>first|last|final|top|bottom|next) (?P<n>{CARDINAL})|"
    rf"(?P<nth>{ORDINAL}|next))"
    rf"(?: (?P<kind>.+?))??(?: (?P<noun>{NOUN}))?(?: (?:in|of|on|under|from) (?P<parent>.+))?"
)
WHOLE = re.compile(r"(?:the )?(?:list|plan|project|tree|all|top(?:[- ]level)?)(?: tasks)?")
BELOW = re.compile(
    rf"(?:(?:all|every|each)(?: of)? )?(?:the )?(?:{CARDINAL} )?(?:(?:sub-?tasks?|child(?:ren)?(?:"
    r" tasks?)?|sub-?items?)"
    r"(?: (?:of|under|in|below|from|for) (?P<a>.+))?|(?:everything|all|tasks?|all tasks)"
    r" (?:under|below|beneath|inside|within) (?P<b>.+)"
    r"|(?:everything|all|every task|each task|all tasks|what is|whatever is|what's|the tasks|the stuff)"
    r" (?:that is )?(?:in|under|inside|below) "
    r"(?!progress|review|(?:the |this |our )(?:plan|project|list|tree)\b)(?P<c>.+))"
)
ALL_BELOW = re.compile(r"(?:all|every|each)(?: of)? (?:the )?(?:sub-?tasks?|sub-?items?)")
OWN_BELOW = re.compile(
    r"(?P<a>.+?)(?:'s|’s) (?:sub-?tasks?|children)|(?P<b>its|their) (?:sub-?tasks?|children)"
)
WITH_BELOW = re.compile(
    r"(?P<a>.+?),? (?:and|with|including) (?:all )?(?:(?:of )?its|their|the) "
    r"(?:sub-?tasks?|children|child tasks)|(?P<b>.+?) and everything (?:under|below|in) it"
)
EXCEPT = re.compile(
    r"(?P<all>(?:all|every|each|everything|the rest|both|what is|what's|whatever"
    r"|(?:the )?(?:whole|entire)).*?"
    rf"|{MARK}),? (?:except(?:ing)?(?:"
    r" for| of)?|(?:but|and) (?:not|keep|leave)|but"
    r"|other than|apart from|aside from|besides|excluding|save|not) (?P<not>.+)"
)
REST = re.compile(
    rf"(?:(?:all )?(?:the )?(?:rest|others|other {NOUN})|(?:all|everything|anything) else)"
    r"(?: (?:of|in|under|from) (?P<whole>.+))?",
    re.IGNORECASE,
)
BETWEEN_ITEMS = re.compile(
    r"\s*(?:,\s*and\b|,\s*or\b|,|;|\band\b|\bor\b|&|\+|\bplus\b|\bas well as\b|\balong with\b)\s*",
    re.IGNORECASE,
)


BOTH = re.compile(r"both\b", re.IGNORECASE)
SLACK = re.compile(
    r"\s+(?:also|please|too|really|still|only|just|now|currently|instead|list|section|part|group|phase"
    r"|area|stuff|idea|package|bundle)$",
    re.IGNORECASE,
)
"""What people put behind a task's name that is none of it: "the packing list", "launch also"."""
PLURAL_NAME = re.compile(r"^(?:the|both) (?:\w+ )?(\w+s)$", re.IGNORECASE)
PLURAL_NOUN = re.compile(r"\w (?:tasks|items|tickets)$", re.IGNORECASE)
