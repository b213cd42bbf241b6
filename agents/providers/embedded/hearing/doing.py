"""What we do on a day, by a verb of a title: "we open on 1 june" is when “Trial run, open, adjust” is due."""

from __future__ import annotations

import re

from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.terms.vocabulary import gist

_ON_A_DAY = re.compile(
    r"(?:let['’]?s|let us|we(?:['’]ll| will| want to| have to| need to| must| are going to)?(?: now)?)"
    r" (?P<verb>[a-z]+) (?P<when>(?:on|by|until) [^,;.?!]{3,30}?|(?:next |this |on )?\w+day)"
    r"(?: instead| now| then)?[.!]*",
    re.IGNORECASE,
)


def done_on(scene: Scene, text: str) -> str:
    """With the task in place of what is done; as it is where no title says that, or several do."""
    found = _ON_A_DAY.fullmatch(text.strip())
    if found is None or is_command(found["verb"]):
        return text
    said = gist(found["verb"])
    doing = [task for task in scene.tree.walk() if said[0] in gist(task.title)]
    doing = [task for task in doing if gist(task.title)[:1] == said] or doing
    day = re.sub(r"^(?:on|by|until) ", "", found["when"])
    if len(doing) != 1 or not days(day, scene.context.today):
        return text
    return f"{scene.handle(doing[0])} is due on {day}"
