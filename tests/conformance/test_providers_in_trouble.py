"""What every provider promises when things go wrong: one of a closed set of ends, in a sentence.

What was said before is good; nothing is said twice; no key and no machinery shows in the words.
"""

from __future__ import annotations

import re
import socket
import traceback
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

from agents.models.answering import LONGEST
from agents.outcomes import Failed, Finished
from agents.ports import AgainSaid, FailureCode
from agents.settings import Patience
from tests.conformance import benches
from tests.conformance.benches import (
    QUICK,
    Bench,
    Heard,
    creates,
    cut_before_the_end_of,
    titles,
)
from tests.wire.cutting import Cutting
from tests.wire.protocol import KEY
from tests.wire.responses import NO_MODEL
from tests.wire.script import (
    Break,
    Close,
    Cut,
    End,
    Hang,
    Reject,
    Script,
    Speak,
    Step,
    Trouble,
    Write,
    answered,
)

MACHINERY = re.compile(
    r"Traceback|Exception|Error\b|error code|status_code|httpx|pydantic|object at 0x|[{}<>]|\b[1-5]\d\d\b"
)
WORDS_OF_THE_TROUBLE: dict[Trouble, FailureCode] = {
    "key_refused": "provider_key_refused",
    "forbidden": "provider_key_refused",
    "model_unknown": "model_unknown",
    "context_too_long": "context_too_long",
    "rate_limited": "provider_rate_limited",
    "server_error": "provider_error",
    "overloaded": "provider_overloaded",
}
NAMES = {"compatible": "(your|the) server"}
"""What a provider is called in sentences, where it is not by its name."""
PASSING: tuple[Trouble, ...] = ("rate_limited", "server_error", "overloaded")
LASTING: tuple[Trouble, ...] = ("key_refused", "forbidden", "model_unknown", "context_too_long")
WHOLE = Cutting(delta=0)
"""All that is said comes in one piece, so that no deadline can fall into the middle of it."""


@pytest.fixture(scope="module", params=benches.names())
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """Each provider in turn."""
    with benches.open_bench(request.param) as found:
        yield found


def ends(bench: Bench, code: FailureCode, heard: Heard) -> None:
    """It ended in this way, and told so in a sentence that a person can do something with."""
    assert code == heard.code
    failure = heard.failure
    assert failure is not None
    model = bench.provider().models()[0].id
    sentence = failure.message.replace(model, "MODEL")
    assert re.search(f"MODEL|{NAMES.get(bench.name, bench.name)}", sentence, re.IGNORECASE)
    assert re.fullmatch(r"(xAI|[A-Z]).*\w\.", sentence)
    assert MACHINERY.search(sentence) is None, sentence
    assert KEY not in "".join(traceback.format_exception(failure)) + repr(vars(failure))


@pytest.mark.parametrize("trouble", LASTING)
def test_what_will_not_pass_is_asked_once(bench: Bench, trouble: Trouble) -> None:
    """A key, a permission, a model, a plan too long: the person has to do something."""
    heard = bench.hear((Reject(trouble),))
    ends(bench, WORDS_OF_THE_TROUBLE[trouble], heard)
    assert ((), 1) == (heard.said, len(bench.vendor.calls))


@pytest.mark.parametrize("trouble", PASSING)
@pytest.mark.no_cover  # as laws are, see tests/conftest.py
def test_what_may_pass_is_tried_again(bench: Bench, trouble: Trouble) -> None:
    """As often as the patience allows; what then works is an answer like any other."""
    script = answered(bench.document(*creates(2)))
    heard = bench.hear((Reject(trouble),), (Reject(trouble, 0.01),), script)
    assert (None, list(titles(2)), 3) == (heard.code, heard.titles, len(bench.vendor.calls))
    waits = [said.reason for said in heard.said if isinstance(said, AgainSaid)]
    assert ["(2 of 3)", "(3 of 3)"] == [wait[-9:-1] for wait in waits]
    assert all(re.search(NAMES.get(bench.name, bench.name), w, re.IGNORECASE) for w in waits)
    heard = bench.hear((Reject(trouble),))
    ends(bench, WORDS_OF_THE_TROUBLE[trouble], heard)
    assert QUICK.attempts == len(bench.vendor.calls)


def test_a_long_wait_is_left_to_the_person(bench: Bench) -> None:
    """A vendor that asks for an hour is not waited for: the person is told how long it takes."""
    heard = bench.hear((Reject("rate_limited", 3600),))
    ends(bench, "provider_rate_limited", replace_seconds(heard))
    assert heard.failure is not None
    assert (3600, 1) == (heard.failure.retry_after, len(bench.vendor.calls))


def replace_seconds(heard: Heard) -> Heard:
    """The same, without the number of seconds in its sentence, which is no status."""
    assert heard.failure is not None
    heard.failure.message = heard.failure.message.replace("3600", "many")
    return heard


def test_a_key_and_a_model_that_the_vendor_does_not_know(bench: Bench) -> None:
    """Not as scripts have it, but as the fake finds out: the request is wrong."""
    wrong = bench.provider(key="another-key-0123456789")
    heard = bench.hear(answered(""), provider=wrong)
    ends(bench, "provider_key_refused", heard)
    assert "another-key" not in "".join(traceback.format_exception(heard.failure))
    heard = bench.hear(answered(""), model=NO_MODEL)
    assert "model_unknown" == heard.code
    assert NO_MODEL in str(heard.failure)


def test_a_refusal(bench: Bench) -> None:
    """The model declined; Google's block of the prompt is such a thing, or a filter's."""
    heard = bench.hear((End("refusal"),))
    expected: FailureCode = "answer_refused"
    if bench.name == "gemini" and heard.code == "answer_filtered":
        expected = "answer_filtered"
    ends(bench, expected, heard)
    assert 1 == len(bench.vendor.calls)


def test_a_content_filter(bench: Bench) -> None:
    """What was said before the filter fell is good."""
    document = bench.document(*creates())
    heard = bench.hear((Write(cut_before_the_end_of(document, 4)), End("filter")))
    ends(bench, "answer_filtered", heard)
    assert (list(titles(3)), 1) == (heard.titles, len(bench.vendor.calls))


def test_the_limit_of_tokens(bench: Bench) -> None:
    """An answer that is too long is no answer to its end, wherever the limit falls."""
    document = bench.document(*creates())
    heard = bench.hear((Write(cut_before_the_end_of(document, 6)), End("length")))
    ends(bench, "answer_truncated", heard)
    assert list(titles(5)) == heard.titles
    ends(bench, "answer_truncated", bench.hear((End("length"),)))


NO_ANSWERS = {
    "nothing": "",
    "prose": "I would rather not say.",
    "brackets": "{{{",
    "another object": '{"plan": "of something else"}',
    "no word": '{"edits": [], "text": ""}',
    "an empty object": "{}",
    "an open list": "[1, 2",
    "null": "null",
    "a control": "\x00",
}


@pytest.mark.parametrize("text", NO_ANSWERS.values(), ids=NO_ANSWERS)
@pytest.mark.no_cover  # as laws are, see tests/conftest.py
def test_an_answer_in_no_form_of_ours(bench: Bench, text: str) -> None:
    """It is no edit and no end without a word: unreadable, or what it says to the person."""
    script: Script = (Speak(text), End()) if text else (End(),)
    heard = bench.hear(script)
    assert [] == heard.titles
    if heard.failure is not None:
        ends(bench, "answer_unreadable", heard)
    else:
        assert heard.unreadable or heard.text.strip()
    talk = bench.tell(script)
    assert isinstance(talk.end, Failed)
    assert () == talk.patches


ENDS_OF_A_CONNECTION: dict[str, tuple[Step, set[FailureCode]]] = {
    "reset": (Cut(), {"provider_cut_off"}),
    "closed": (Cut(reset=False), {"provider_cut_off"}),
    "just ended": (Close(), {"provider_cut_off"}),
    "broken": (Break(), {"provider_overloaded", "provider_error"}),
}


@pytest.mark.parametrize("how", ENDS_OF_A_CONNECTION)
@pytest.mark.parametrize("edits", [0, 3])
def test_a_connection_that_ends_before_the_answer(bench: Bench, how: str, edits: int) -> None:
    """Whole edits are good, half of one is nothing, and the end is never silent.

    What was said is not asked for again; where nothing was said it is, until the patience ends.
    """
    step, codes = ENDS_OF_A_CONNECTION[how]
    document = bench.document(*creates())
    heard = bench.hear((Write(cut_before_the_end_of(document, edits + 1)), step))
    assert heard.code in codes
    ends(bench, heard.failure.code, heard)  # type: ignore[union-attr]
    assert list(titles(edits)) == heard.titles
    assert (1 if edits else QUICK.attempts) == len(bench.vendor.calls)


def test_an_end_that_comes_between_two_edits(bench: Bench) -> None:
    """All brackets but the last are closed: that is no end either."""
    document = bench.document(*creates(3))
    inner = document[: document.rindex("]")]
    for step, code in ((Close(), "provider_cut_off"), (End("length"), "answer_truncated")):
        heard = bench.hear((Write(inner), step))
        assert (code, list(titles(3))) == (heard.code, heard.titles)


def test_an_answer_that_is_whole_but_not_said_to_be(bench: Bench) -> None:
    """The last bracket is there, the vendor's word that it is the end is not: nobody can know."""
    heard = bench.hear((Write(bench.document(*creates(3))), Close()))
    ends(bench, "provider_cut_off", heard)
    assert list(titles(3)) == heard.titles


def test_nobody_listens_there(bench: Bench) -> None:
    """A port that is closed, and a name that there is not, cannot be reached."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    for address in (f"http://127.0.0.1:{port}", "http://nothing.invalid"):
        provider = bench.provider(replace(QUICK, attempts=1), f"{address}{bench.fake.path}")
        ends(bench, "provider_unreachable", bench.hear(answered(""), provider=provider))


@pytest.mark.parametrize("alive", [False, True], ids=["nothing at all", "only signs of life"])
def test_a_first_word_that_does_not_come(bench: Bench, alive: bool) -> None:
    """Signs of life are no word: the deadline is for what the model says."""
    impatient = bench.provider(Patience(first=0.3))
    heard = bench.hear((Hang(alive),), provider=impatient)
    ends(bench, "provider_timeout", heard)
    assert ([], "") == (heard.titles, heard.text)
    assert bench.vendor.calls[0].left.wait(benches.GUARD_SECONDS)


@pytest.mark.parametrize("alive", [False, True], ids=["nothing at all", "only signs of life"])
def test_silence_in_the_middle(bench: Bench, alive: bool) -> None:
    """What was said before it stays said."""
    impatient = bench.provider(Patience(silence=0.4))
    document = bench.document(*creates())
    script = (Write(cut_before_the_end_of(document, 4)), Hang(alive))
    heard = bench.hear(script, provider=impatient, cutting=WHOLE)
    ends(bench, "provider_timeout", heard)
    assert (list(titles(3)), 1) == (heard.titles, len(bench.vendor.calls))
    assert bench.vendor.calls[0].left.wait(benches.GUARD_SECONDS)


def test_an_answer_without_an_end(bench: Bench) -> None:
    """A model that goes on and on is stopped by the deadline for the whole."""
    impatient = bench.provider(Patience(whole=0.3))
    document = bench.document(*creates(2))
    script = (Write(cut_before_the_end_of(document, 2)), Hang(alive=True))
    heard = bench.hear(script, provider=impatient, cutting=WHOLE)
    ends(bench, "provider_timeout", heard)


def test_an_answer_that_says_too_much(bench: Bench) -> None:
    """One that never comes to an end is ended before it fills the memory; what was said stays said."""
    document = bench.document(*creates(2), text="and on " * (LONGEST // 7 + 1))
    heard = bench.hear(answered(document), cutting=WHOLE)
    ends(bench, "answer_truncated", heard)
    assert (list(titles(2)), 1) == (heard.titles, len(bench.vendor.calls))


@pytest.mark.parametrize("address", ["::nowhere::", "ftp://nowhere", "http://"])
def test_an_address_that_is_none(bench: Bench, address: str) -> None:
    """It is said, with the variable; no vendor's library gets to raise an error of its own kind."""
    heard = bench.hear(provider=bench.provider(address=address))
    ends(bench, "provider_unreachable", heard)


def test_a_conversation_keeps_what_was_said(bench: Bench) -> None:
    """Through the loop around it: the draft has the good part, and the person the sentence."""
    document = bench.document(*creates())
    begun = Write(cut_before_the_end_of(document, 4))
    for script in ((begun, End("filter")), (begun, Cut()), (begun, End("length"))):
        talk = bench.tell(script, (Reject("forbidden"),))
        assert isinstance(talk.end, Finished)
        assert list(titles(3)) == [patch.fields()["title"] for patch in talk.patches]
        assert talk.end.left_out
        assert KEY not in repr(talk.outcomes)


def test_a_conversation_that_got_nothing_fails_with_the_code(bench: Bench) -> None:
    """And the draft is as it was."""
    talk = bench.tell((Reject("forbidden"),))
    assert isinstance(talk.end, Failed)
    assert ("provider_key_refused", ()) == (talk.end.code, talk.patches)


@pytest.mark.parametrize("ending", [Cut(), End("length")], ids=["cut off", "truncated"])
def test_there_is_nothing_to_continue_where_nothing_was_kept(bench: Bench, ending: Step) -> None:
    """The sentence says what else can be done."""
    talk = bench.tell((Write('{"edits": [{"op": "cre'), ending))
    assert isinstance(talk.end, Failed)
    assert "continue" not in talk.end.message
    assert re.search(r"Try again\.|Ask for less", talk.end.message)


@pytest.mark.parametrize("key", [f"{KEY}\n", f"{KEY} ", "schlüssel-1234", "key\u200bkey"])
def test_a_key_that_no_header_carries_is_told_by_its_variable(bench: Bench, key: str) -> None:
    """The vendor is not asked, and the key is not shown."""
    heard = bench.hear(answered(""), provider=bench.provider(key=key))
    ends(bench, "provider_key_refused", heard)
    assert heard.failure is not None
    assert re.search(r"_API_KEY holds characters", heard.failure.message)
    assert key.strip() not in heard.failure.message
    assert [] == bench.vendor.calls


def test_a_provider_without_a_key_is_not_set_up(bench: Bench) -> None:
    """It names the variable; asking it all the same is a failure, not a crash."""
    provider = bench.provider(key="")
    setup = provider.setup()
    if bench.name == "compatible":
        assert setup.ready  # many such servers have no keys
        return
    assert not setup.ready
    assert str(setup.missing_variable).endswith("_API_KEY")
    heard = bench.hear(answered(""), provider=provider)
    ends(bench, "provider_key_refused", heard)
    assert [] == bench.vendor.calls


def test_every_code_is_in_the_closed_set() -> None:
    """What this suite expects are the codes of the port, all of them."""
    expected = {*WORDS_OF_THE_TROUBLE.values(), "answer_refused", "answer_filtered"}
    expected |= {"answer_truncated", "answer_unreadable", "provider_cut_off"}
    expected |= {"provider_unreachable", "provider_timeout"}
    assert set(get_args(FailureCode)) == expected
