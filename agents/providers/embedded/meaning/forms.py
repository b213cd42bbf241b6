"""What an instruction looks like when its tasks are marked: forms, read wherever they stand.

`{A}` in a form is one task or several, or a pronoun; `{T}` one task, `{Q}` something in quotes. A form need
not be all of the text: what is around it is politeness, a reason, or said for emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from agents.providers.embedded.frames.plausible import is_errand
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.marked import QUOTE, TASK
from agents.providers.embedded.references.scene import Ask, Declined, Tell

_NO_NOUN = (
    r"(?!\s+(?!(?:is|are|was|should|to|as|and|but|or|in|on|at|by|for|with|from|out|up|down|off|away"
    r"|before|after"
    r"|under|into|can|must|needs?|has|have|takes?|now|please|too|first|last|one|all|instead|together"
    r"|done|high"
    r"|low|blocked|urgent|separately|gets?|goes|go)\b)[a-z])"
)
"""Behind "that" as a pronoun; "that link" is none."""
PRONOUN = (
    rf"(?:\b(?:it|they|them|both|both of them|that one|this one)\b|\b(?:this|that|these"
    rf"|those)\b{_NO_NOUN})"
)
BETWEEN = r"(?:\s*(?:,(?:\s*(?:and|or)\b)?|\+|&|/)\s*|\s+(?:and|plus|with|or|und)\s+)"
SEVERAL = rf"(?:{TASK}(?:{BETWEEN}(?:(?:both|also) )?{TASK})*)"
ANY = rf"(?:{SEVERAL}|{PRONOUN})"

_JOINT = re.compile(r"[,;.]\s+(?:and )?|\s+and ")
_DO_IT = re.compile(
    r"(?:do|give|keep|leave) (?:it|them|that) (?!all\b|out\b|off\b|as\b|in\b|there\b)\w",
    re.IGNORECASE,
)
Act = Callable[..., None]


@cache
def form(said: str) -> re.Pattern[str]:
    """A form as a regular expression: {A}, {B}, {C} and {P} become groups."""
    said = re.sub(r"\{([ABCP])\}", lambda m: f"(?P<{m[1].lower()}>{ANY})", said)
    return re.compile(
        said.replace("{T}", TASK).replace("{Q}", QUOTE).replace("{S}", SEVERAL),
        re.IGNORECASE | re.DOTALL,
    )


class Forms(list[tuple[str, Act]]):
    """The forms of an intent, in order; each is compiled when it is first wanted."""

    def form(self, *said: str) -> Callable[[Act], Act]:
        """Let a function read the texts that one of the forms occurs in."""

        def keep(act: Act) -> Act:
            self.extend((one, act) for one in said)
            return act

        return keep

    def read(self, r: Reading, text: str) -> str:
        """By the first form whose act takes it; gives what is left of the text behind it.

        No task that is named may be left out. Raises Declined, Ask or Tell.
        """
        problem: Ask | Tell | None = None
        for said, act in self:
            for match in form(said).finditer(text):
                if re.search(TASK, text[: match.start()] + text[match.end() :]):
                    continue
                if wishes(text) > min(wishes(match[0]), 1):
                    continue
                try:
                    act(r, **{k: v.strip() for k, v in match.groupdict().items() if v is not None})
                except Declined:
                    continue
                except (Ask, Tell) as reason:
                    problem = problem or reason
                    continue
                return text[match.end() :]
        if problem is not None:
            raise problem
        raise Declined


def wishes(text: str) -> int:
    """How many wishes of their own follow in a text that we have no form for: ", water the plants"."""
    return sum(bool(is_errand(part) or _DO_IT.match(part)) for part in _JOINT.split(text)[1:])
