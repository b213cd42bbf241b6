"""Words joined by slashes are a list: "schema/queries/apps is a monster, cut it in smaller pieces"."""

from __future__ import annotations

import re

from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.several import things_of
from agents.providers.embedded.terms.vocabulary import listed

_JOINED = re.compile(r"(?<![\w/.:“\"-])[^\W\d_]{3,20}(?: ?/ ?[^\W\d_]{3,20}){1,5}(?![\w/:-])")
_LEAST = 2


def slashes_written(scene: Scene, text: str) -> str:
    """With commas between these, where one title has several of them."""
    return _JOINED.sub(lambda said: _as_list(scene, said[0]), text)


def _as_list(scene: Scene, said: str) -> str:
    words = [word.strip() for word in said.split("/")]
    titles = [task.title for task in scene.tree.tasks.values()]
    called_so = any(said.lower() in title.lower() for title in titles)
    has = max((len(_named(title, words)) for title in titles), default=0)
    return listed(words) if has >= _LEAST and not called_so else said


def _named(title: str, words: list[str]) -> list[str]:
    things = things_of(title)
    return [word for word in words if things.named_in(word)]
