"""The fakes on trial, before they try anybody: the vendors' own SDKs have to understand them."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import aclosing
from typing import Any

import httpx
import httpx2
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.wire import sdks
from tests.wire.chat import Chat
from tests.wire.cutting import Cutting
from tests.wire.gemini import Gemini
from tests.wire.messages import Messages
from tests.wire.openai_errors import llama_problem, xai_problem
from tests.wire.responses import NO_MODEL, REFUSAL, Responses
from tests.wire.script import (
    Break,
    Close,
    Cut,
    End,
    Gate,
    Hang,
    Hold,
    Reject,
    Script,
    Speak,
    Think,
    Trouble,
    Write,
    answered,
)
from tests.wire.sdks import Heard
from tests.wire.vendor import Vendor

ANSWER = json.dumps({"edits": ["Ünïcode ✅ 計画", 'a "quoted" one', "\n"]}, ensure_ascii=False)
CLIENTS = {
    "responses": (Responses, sdks.responses),
    "chat": (Chat, sdks.chat),
    "messages": (Messages, sdks.messages),
    "gemini": (Gemini, sdks.gemini),
}


class Talk:
    """A vendor and the SDK that speaks to it."""

    def __init__(self, name: str) -> None:
        protocol, self.client = CLIENTS[name]
        self.name = name
        self.vendor = Vendor(protocol())

    def hear(
        self,
        *scripts: Script,
        tools: bool = False,
        cutting: Cutting | None = None,
        **more: Any,
    ) -> list[Heard]:
        """All that the SDK makes of the answer."""
        self.vendor.plays(*scripts, cutting=cutting)

        async def listen() -> list[Heard]:
            return [heard async for heard in self.client(self.vendor.address, tools, **more)]

        return asyncio.run(listen())

    def text(self, heard: list[Heard], kind: str = "written") -> str:
        """What was heard of one kind."""
        return "".join(h.text for h in heard if h.kind == kind)


@pytest.fixture(scope="module", params=CLIENTS)
def talk(request: pytest.FixtureRequest) -> Iterator[Talk]:
    """Each protocol in turn."""
    found = Talk(request.param)
    with found.vendor:
        yield found


ENDS = {
    "responses": ("completed", "max_output_tokens", "content_filter"),
    "chat": ("stop", "length", "content_filter"),
    "messages": ("end_turn", "max_tokens", None),
    "gemini": ("STOP", "MAX_TOKENS", "SAFETY"),
}
"""What each vendor says at the end of an answer that is whole, too long, filtered."""


@pytest.mark.parametrize("tools", [False, True], ids=["native", "tools"])
@hypothesis_settings(max_examples=5)
@given(cutting=st.builds(Cutting, st.integers(0, 2**32), st.integers(1, 40), st.integers(0, 90)))
def test_an_answer_arrives_whole_however_it_is_cut(
    talk: Talk, tools: bool, cutting: Cutting
) -> None:
    """Text, tool calls and reasoning are the same at any size of deltas and chunks."""
    script = (Think("Let me think."), Write(ANSWER), End())
    heard = talk.hear(script, tools=tools, cutting=cutting)
    assert json.loads(ANSWER) == json.loads(talk.text(heard))
    assert "Let me think." == talk.text(heard, "thought")
    assert "ended" == heard[-1].kind


@pytest.mark.parametrize("tools", [False, True], ids=["native", "tools"])
def test_words_beside_the_answer_are_told_apart(talk: Talk, tools: bool) -> None:
    """With tools, words are text and edits are arguments; with a schema both are text."""
    heard = talk.hear((Speak("Here it is: "), Write(ANSWER), End()), tools=tools)
    if tools:
        assert "Here it is: " == talk.text(heard, "spoken")
    assert talk.text(heard).endswith("}")


def test_the_end_says_why(talk: Talk) -> None:
    """Done, out of tokens, filtered, refused: each as the vendor says it."""
    whole, long, filtered = ENDS[talk.name]
    assert whole == talk.hear(answered(ANSWER))[-1].text
    assert long == talk.hear(answered(ANSWER[:9], "length"))[-1].text
    if filtered is not None:
        assert filtered == talk.hear(answered(ANSWER[:9], "filter"))[-1].text
    else:
        with pytest.raises(Exception, match="Output blocked by content filtering policy"):
            talk.hear(answered(ANSWER[:9], "filter"))


def test_a_refusal_is_no_answer(talk: Talk) -> None:
    """OpenAI sends the words of the refusal, Anthropic and Google the fact."""
    heard = talk.hear((End("refusal"),))
    expected = {
        "responses": (REFUSAL, "completed"),
        "chat": (REFUSAL, "stop"),
        "messages": ("", "refusal"),
        "gemini": ("", "blocked PROHIBITED_CONTENT"),
    }
    assert expected[talk.name] == (talk.text(heard, "refused"), talk.text(heard, "ended"))


STATUSES: dict[Trouble, dict[str, int]] = {
    "key_refused": {"gemini": 400, "": 401},
    "forbidden": {"": 403},
    "model_unknown": {"": 404},
    "context_too_long": {"": 400},
    "rate_limited": {"": 429},
    "server_error": {"": 500},
    "overloaded": {"messages": 529, "": 503},
}


@pytest.mark.parametrize("trouble", STATUSES)
def test_an_error_has_the_vendors_status_and_body(talk: Talk, trouble: Trouble) -> None:
    """The SDK raises its own error, with the status that the vendor documents."""
    with pytest.raises(Exception, match=r".") as raised:
        talk.hear((Reject(trouble, retry_after=7),))
    error: Any = raised.value
    status = STATUSES[trouble].get(talk.name, STATUSES[trouble][""])
    assert status == getattr(error, "status_code", None) or getattr(error, "code", None)
    if trouble == "rate_limited" and talk.name == "gemini":
        assert "'retryDelay': '7s'" in str(error.details)
    elif trouble == "rate_limited":
        assert "7" == error.response.headers["retry-after"]


def test_an_error_in_mid_stream_follows_what_was_said(talk: Talk) -> None:
    """What came before it was heard; the SDK raises, or hands on a failed response."""
    heard: list[Heard] = []

    async def listen() -> None:
        nonlocal heard
        talk.vendor.plays((Write(ANSWER), Break()))
        async for said in talk.client(talk.vendor.address, False):
            heard += [said]

    async def end() -> list[BaseException | None]:
        return list(await asyncio.gather(listen(), return_exceptions=True))

    [error] = asyncio.run(end())
    if talk.name == "responses":
        assert (None, "failed server_error") == (error, heard.pop().text)
    else:
        assert re.search("verloaded|The server had an error", str(error))
    assert ANSWER == talk.text(heard)


BROKEN = (
    *(httpx.ReadError, httpx.RemoteProtocolError),
    *(httpx2.ReadError, httpx2.RemoteProtocolError),
)


@pytest.mark.parametrize("ending", [Cut(), Cut(reset=False)], ids=["reset", "closed"])
def test_a_cut_is_a_broken_connection(talk: Talk, ending: Cut) -> None:
    """A body without its end is an error of the connection."""
    with pytest.raises(BROKEN):
        talk.hear((Write(ANSWER), ending))


def test_a_body_that_just_ends_is_no_error_of_the_connection(talk: Talk) -> None:
    """The trap: the SDKs hand on what there was, and nothing says that it is not all."""
    heard = talk.hear((Write(ANSWER[:9]), Close()))
    assert (ANSWER[:9], "") == (talk.text(heard), talk.text(heard, "ended"))


def test_what_was_said_is_sent_before_it_holds(talk: Talk) -> None:
    """The client has the first part while the fake waits for the test."""
    gate = Gate()

    async def listen() -> str:
        talk.vendor.plays((Write(ANSWER), Hold(gate), End()))
        said = ""
        async with aclosing(talk.client(talk.vendor.address, False)) as stream:
            async for heard in stream:
                if heard.kind == "written":
                    said += heard.text
                if said == ANSWER:
                    gate.open()
        return said

    assert ANSWER == asyncio.run(asyncio.wait_for(listen(), 10))


@pytest.mark.parametrize("alive", [False, True], ids=["silent", "alive"])
def test_a_client_that_leaves_is_seen(talk: Talk, alive: bool) -> None:
    """Closing the stream closes the connection, and the fake knows."""

    async def leave() -> None:
        talk.vendor.plays((Write(ANSWER), Hang(alive)))
        async with aclosing(talk.client(talk.vendor.address, False)) as stream:
            await anext(stream)

    asyncio.run(leave())
    [call] = talk.vendor.calls
    assert call.left.wait(10)


def test_a_client_that_stays_to_the_end_has_not_left(talk: Talk) -> None:
    """An answer that was heard out is no departure."""
    talk.hear(answered(ANSWER))
    assert [False] == [call.left.is_set() for call in talk.vendor.calls]


def test_what_was_asked_is_kept(talk: Talk) -> None:
    """The schema, the model and the key are where the vendor wants them."""
    talk.hear(answered(ANSWER))
    [call] = talk.vendor.calls
    assert [] == talk.vendor.complaints
    assert sdks.SCHEMA == talk.vendor.protocol.answer_schema(call.body)
    assert sdks.MODEL in call.body.get("model", call.path)


def test_scripts_answer_in_their_order_and_the_last_again(talk: Talk) -> None:
    """The second request gets the second script, and so does the third."""
    one, two = answered('{"edits":["1"]}'), answered('{"edits":["2"]}')
    first = talk.text(talk.hear(one, two))

    async def again() -> str:
        return talk.text([h async for h in talk.client(talk.vendor.address, False)])

    assert ["1", "2", "2"] == [
        json.loads(t)["edits"][0] for t in (first, *map(asyncio.run, (again(), again())))
    ]


WRONG: dict[str, list[tuple[dict[str, Any], str]]] = {
    "responses": [
        ({"extra_body": {"max_tokens": 5}}, "Unknown parameter: 'max_tokens'"),
        ({"input": ""}, "Missing required parameter: 'input'"),
        ({"model": NO_MODEL}, "does not exist"),
    ],
    "chat": [
        ({"extra_body": {"output_config": {}}}, "Unknown parameter: 'output_config'"),
        ({"messages": []}, "messages"),
        ({"model": NO_MODEL}, "does not exist"),
    ],
    "messages": [
        ({"extra_body": {"response_format": {}}}, "response_format: Extra inputs"),
        ({"extra_body": {"max_tokens": None}}, "max_tokens: Field required"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, "first message"),
        ({"messages": [{"role": "user", "content": ""}]}, "must be non-empty"),
        ({"model": NO_MODEL}, NO_MODEL),
    ],
    "gemini": [
        ({"http_options": {"extra_body": {"maxTokens": 5}}}, 'Unknown name "maxTokens"'),
        ({"model": NO_MODEL}, NO_MODEL),
    ],
}


def test_a_wrong_request_is_refused_as_there(talk: Talk) -> None:
    """Unknown and missing fields, wrong turns, a model that there is not."""
    for more, sentence in WRONG[talk.name]:
        with pytest.raises(Exception, match=r".") as raised:
            talk.hear(answered(ANSWER), **more)
        assert sentence in str(raised.value)
        assert [400 if more.get("model") is None else 404] == [
            problem.status for problem in talk.vendor.complaints
        ]


def test_a_key_that_is_not_ours_is_refused(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """By Google with a 400, by the others with a 401."""
    monkeypatch.setattr(sdks, "KEY", "another-key")
    with pytest.raises(Exception, match=r"(?i)api.key"):
        talk.hear(answered(ANSWER))
    [problem] = talk.vendor.complaints
    assert (400 if talk.name == "gemini" else 401) == problem.status


def test_other_servers_have_errors_of_their_own() -> None:
    """A wrong key is a 400 with a sentence at xAI; llama.cpp has the status for a code."""
    for wording, status, sentence in (
        (xai_problem, 400, "console.x.ai"),
        (llama_problem, 401, "Invalid API Key"),
    ):
        with Vendor(Chat(wording=wording)) as vendor:
            talk = Talk("chat")
            talk.vendor = vendor
            with pytest.raises(Exception, match=sentence) as raised:
                talk.hear((Reject("key_refused"),))
            error: Any = raised.value
            assert status == error.status_code
