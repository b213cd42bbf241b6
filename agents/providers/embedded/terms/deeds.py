"""What is said of something that is done."""

from __future__ import annotations

_ELSE = (
    r"(?!(?:needed|kicked|required|blocked|delayed|postponed|overdue|related|named|called|titled|supposed"
    r"|expected|tagged|labelled|planned|scheduled|limited|based|estimated|assigned|due|duplicated"
    r"|separated|interested|worried|united|outdated|misnamed|misspelled|overrated|overestimated"
    r"|underestimated|indeed|instead|prioriti[sz]ed|rated)\b)"
)
DONE = (
    rf"(?:(?:{_ELSE}\w{{2,}}(?:ed|ought))|done|sent|sold|laid|hung|dug|won|drawn up"
    rf"|dealt with|taken care of|online|paid|made|built|written|met|found|told|given"
    rf"|taken|chosen|drawn|held|read|run|bought|gone|over|through|in|out of the way|behind us|live"
    rf"|shipped|a wrap|history|in the bag|in the box|empty|ready|completed?|off the list|sorted|there"
    rf"|good to go|put up|set up|up and running)"
)
"""The verb of its title, or another one: “sold”, “set up”, “out of the way”."""
