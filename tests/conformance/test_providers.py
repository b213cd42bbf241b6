"""What every provider promises, over its vendor's real protocol: answers of all kinds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import aclosing
from typing import Any, get_args

import pytest
from anyio._backends._asyncio import AsyncIOBackend
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from agents.conversation import converse
from agents.outcomes import Finished, Patched, Retried
from agents.ports import Context, EditSaid, Kind, Request
from tests.agents.talks import PLAN, TODAY, task_id, tell
from tests.conformance import benches
from tests.conformance.benches import Bench, creates, cut_before_the_end_of, held, titles
from tests.plans import PROJECT
from tests.wire.cutting import Cutting
from tests.wire.documents import permits
from tests.wire.protocol import KEY, Abilities
from tests.wire.script import (
    Cut,
    End,
    Gate,
    Hang,
    Script,
    Speak,
    Step,
    Think,
    Write,
    answered,
)

FORMS = {
    "native": Abilities(),
    "tools": Abilities(native=False),
    "prompted": Abilities(native=False, tools=False),
}


@pytest.fixture(scope="module", params=benches.names())
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """Each provider in turn. One without a fake fails its tests."""
    with benches.open_bench(request.param) as found:
        yield found


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest, bench: Bench) -> Iterator[str]:
    """The vendor's model takes a schema, or only tools, or neither."""
    bench.takes(FORMS[request.param])
    yield request.param
    bench.takes(Abilities())


CUTTINGS = st.builds(Cutting, st.integers(0, 2**32), st.integers(5, 60), st.integers(20, 400))


@hypothesis_settings(max_examples=4)
@given(cutting=CUTTINGS)
def test_a_plan_arrives_whole_however_it_is_cut(bench: Bench, cutting: Cutting) -> None:
    """Twelve patches, whatever the deltas and the chunks, be it inside of a letter."""
    said = bench.tell(answered(bench.document(*creates())), cutting=cutting)
    assert list(titles()) == [patch.fields()["title"] for patch in said.patches]
    assert isinstance(said.end, Finished)
    assert ((), 1) == (said.end.left_out, said.end.rounds)


def test_a_plan_arrives_in_each_form_of_answer(bench: Bench, form: str) -> None:
    """As JSON held to a schema; where the model takes none as a tool's arguments; else as it is asked."""
    heard = bench.hear((Think("Hm."), *answered(bench.document(*creates(), text="Twelve."))))
    assert (None, list(titles())) == (heard.code, heard.titles)
    assert "Twelve." == heard.text.strip()
    refused = list(FORMS).index(form)
    assert (refused + 1, refused) == (len(bench.vendor.calls), len(bench.vendor.complaints))


def test_a_form_that_was_refused_is_not_tried_again(bench: Bench, form: str) -> None:
    """The second request to the same model asks at once for what worked."""
    provider, script = bench.provider(), answered(bench.document(*creates(1)))
    bench.hear(script, provider=provider)
    bench.hear(script, provider=provider)
    assert ([], 1) == (bench.vendor.complaints, len(bench.vendor.calls))


def test_each_patch_is_told_before_the_next_is_written(bench: Bench) -> None:
    """The vendor holds back each edit until the one before it has become a patch."""
    document = bench.document(*creates(4))
    gates = [Gate() for _ in range(4)]
    bench.vendor.plays(tuple(held(document, gates)))

    async def listen() -> list[int]:
        context = Context(PROJECT, PLAN, TODAY)
        ids = (task_id(n) for n in range(1001, 1100))
        told = []
        async for outcome in converse(bench.provider(), context, "Plan.", lambda: next(ids)):
            if isinstance(outcome, Patched):
                told.append(outcome.index)
                gates[outcome.index].open()
        return told

    assert [0, 1, 2, 3] == asyncio.run(asyncio.wait_for(listen(), benches.GUARD_SECONDS))


def test_words_beside_the_patches_are_for_the_person(bench: Bench) -> None:
    """Those within the answer, and those that a model cannot help saying around it."""
    document = bench.document(*creates(2), text="Two tasks, as you asked.")
    inside = bench.tell(answered(document))
    assert ("Two tasks, as you asked.", 2) == (inside.text, len(inside.patches))
    around = bench.tell(
        (Speak("Sure, here it is:\n```json\n"), Write(document), Speak("\n```"), End())
    )
    assert 2 == len(around.patches)
    assert "Sure, here it is:" in around.text
    assert "`" not in around.text


def test_what_a_model_thinks_is_not_said(bench: Bench) -> None:
    """Reasoning is neither text nor an edit, even where it looks like one."""
    thought = bench.document(*creates(3), text="Let me think.")
    heard = bench.hear((Think(thought), *answered(bench.document(*creates(1)))))
    assert (list(titles(1)), "") == (heard.titles, heard.text.strip())


def test_a_question_has_its_candidates_and_answers(bench: Bench) -> None:
    """It may come alone or with a first draft."""
    asked = {"question": "Which one?", "candidates": ["T1", "T3"], "options": ["The first"]}
    alone = bench.tell(answered(bench.document(questions=[asked])))
    assert alone.question is not None
    assert ("Which one?", ("The first",)) == (alone.question.question, alone.question.options)
    assert [1, 3] == [candidate.number for candidate in alone.question.candidates]
    both = bench.tell(answered(bench.document(*creates(2), questions=[asked])))
    assert (True, 2) == (both.question is not None, len(both.patches))


def test_words_alone_are_an_answer(bench: Bench) -> None:
    """A model that has nothing to change says so."""
    said = bench.tell(answered(bench.document(text="It is all done.")))
    assert (("It is all done.", ()), 1) == ((said.text, said.patches), len(bench.vendor.calls))


def test_an_edit_that_cannot_be_read_goes_back_with_the_reason(bench: Bench) -> None:
    """The good ones around it are kept; the model is told which one, and may put it right."""
    edits = [{**edit, "depends_on": []} for edit in creates(3)]
    one, two, three = map(json.dumps, edits)
    for bad in (two.replace('"op": "create"', '"op": "explode"'), two.replace(":", "=", 1)):
        spoiled = f'{{"edits": [{one}, {bad}, {three}], "text": ""}}'
        mended = answered(bench.document(edits[1]))
        said = bench.tell(answered(spoiled), mended)
        assert sorted(titles(3)) == sorted(patch.fields()["title"] for patch in said.patches)
        assert 1 == sum(isinstance(outcome, Retried) for outcome in said.outcomes)
        assert titles(3)[1][:2] in _asked_last(bench)


def test_an_unknown_handle_goes_back_with_the_reason(bench: Bench) -> None:
    """What can never be applied is named to the person in the end, and nothing is made up for it."""
    unknown = {"op": "update", "ref": "T99", "title": "Nothing"}
    said = bench.tell(
        answered(bench.document(creates(1)[0], unknown)), answered(bench.document(unknown))
    )
    assert isinstance(said.end, Finished)
    assert list(titles(1)) == [patch.fields()["title"] for patch in said.patches]
    assert "There is no task T99." in " ".join(said.end.left_out)
    assert "There is no task T99." in _asked_last(bench)


def test_a_model_may_give_up(bench: Bench) -> None:
    """An empty answer to what was handed back ends it; what was taken before is kept."""
    unknown = {"op": "update", "ref": "T99", "title": "Nothing"}
    begun = answered(bench.document(creates(1)[0], unknown))
    said = bench.tell(begun, answered(bench.document()))
    assert isinstance(said.end, Finished)
    assert (2, 1, None) == (said.end.rounds, len(said.patches), said.end.stopped)
    assert "There is no task T99." in " ".join(said.end.left_out)


def _asked_last(bench: Bench) -> str:
    return json.dumps(bench.vendor.calls[-1].body, ensure_ascii=False)


@pytest.mark.parametrize("ending", [End("length"), Cut()], ids=["truncated", "cut off"])
def test_what_is_said_again_is_not_done_again(bench: Bench, ending: Step) -> None:
    """The rest of an interrupted answer is asked for; a model that begins anew doubles nothing."""
    document = bench.document(*creates())
    begun = (Write(cut_before_the_end_of(document, 6)), ending)
    said = bench.tell(begun, answered(document))
    assert list(titles()) == [patch.fields()["title"] for patch in said.patches]
    assert 2 == len(bench.vendor.calls)


@pytest.mark.parametrize("ending", [End("length"), Cut()], ids=["truncated", "cut off"])
@pytest.mark.no_cover  # as laws are, see tests/conftest.py
def test_an_interrupted_answer_can_be_continued_later(bench: Bench, ending: Step) -> None:
    """What was said stays; the person is told; the next message goes on from there."""
    document = bench.document(*creates())
    nothing = (ending,)
    first = bench.tell((Write(cut_before_the_end_of(document, 6)), ending), nothing)
    assert isinstance(first.end, Finished)
    assert list(titles(5)) == [patch.fields()["title"] for patch in first.patches]
    assert "Ask it to continue." in "".join(first.end.left_out[-1:])
    later = [{**edit, "depends_on": []} for edit in creates()[5:]]
    bench.vendor.plays(answered(bench.document(*later)))
    second = tell("Go on.", first.after, provider=bench.provider())
    assert 12 == len(second.after.tasks) - len(PLAN.tasks)


def test_tokens_are_told(bench: Bench) -> None:
    """Those of the vendor, also of an answer that did not come to its end, and which prompt was sent."""
    for reason in ("stop", "length"):
        heard = bench.hear(answered(bench.document(*creates(1)), reason))
        [usage] = heard.usage
        assert (2100, 700, 1920) == (usage.input_tokens, usage.output_tokens, usage.cached_tokens)
        assert usage.prompt


def test_what_the_suite_says_is_what_the_schema_permits(bench: Bench) -> None:
    """The provider's schema lets a model say a plan, words and a question, and little else."""
    schema = benches.schema_of(bench)
    question = {"question": "Which?", "candidates": [], "options": ["One"]}
    update = {"op": "update", "ref": "T1", "clear": ["due_date"], "add_tags": ["x"]}
    gone = {"op": "delete", "ref": "T2"}
    said = json.loads(bench.document(*creates(2), update, gone, text="x", questions=[question]))
    assert permits(schema, said)
    for wrong in ({"op": "explode", "ref": "T1"}, {"op": "delete"}, {"ref": "T1"}, "T1"):
        assert not permits(schema, {**said, "edits": [wrong]})


def test_every_model_on_offer_is_asked_rightly(bench: Bench) -> None:
    """The vendor has no complaint, about no field and no schema, and is asked for that very model."""
    for model in bench.provider().models():
        heard = bench.hear(answered(bench.document(*creates(1))), model=model.id)
        assert ([], list(titles(1))) == (bench.vendor.complaints, heard.titles)
        [call] = bench.vendor.calls
        assert model.id in call.target + str(call.body.get("model"))


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_request_is_asked_rightly(bench: Bench, kind: Kind) -> None:
    """Each has a schema of its own, which the vendor takes."""
    said = json.dumps({"text": "That is all.", "edits": [], "findings": []})
    heard = bench.hear(answered(said), kind=kind)
    assert ([], None, "That is all.") == (bench.vendor.complaints, heard.code, heard.text.strip())


def test_the_key_goes_where_keys_go_and_nowhere_else(bench: Bench) -> None:
    """It is in one header of the request; not in the address, nor in the body."""
    bench.hear(answered(bench.document()))
    [call] = bench.vendor.calls
    assert 1 == sum(KEY in value for value in call.headers.values())
    assert KEY not in call.target + call.raw.decode()
    assert KEY not in repr(bench.provider().__dict__)


def test_the_stable_part_of_a_request_comes_first(bench: Bench) -> None:
    """So that the vendor's cache hits: two instructions share the beginning of their requests."""
    said = []
    for instruction in ("Plan.", "Shorter, please."):
        bench.vendor.plays(answered(bench.document()))
        tell(instruction, provider=bench.provider())
        said.append(_words(bench.vendor.calls[-1].body))
    common = next(i for i, (a, b) in enumerate(zip(*said, strict=False)) if a != b)
    assert common > 0.9 * len(said[0])


def _words(sent: Any) -> str:
    """All texts of a request, in the order of what vendors cache: rules, then conversation."""
    if isinstance(sent, dict):
        first = ("system", "systemInstruction", "instructions")
        parts = sorted(sent.items(), key=lambda item: item[0] not in first)
        kept = {"contents", "messages", "input", "parts", "content", "text", *first}
        return "".join(_words(value) for name, value in parts if name in kept)
    if isinstance(sent, list):
        return "".join(map(_words, sent))
    return sent if isinstance(sent, str) else ""


def test_two_answers_at_once_do_not_mix(bench: Bench) -> None:
    """One provider serves many conversations."""
    scripts = [answered(bench.document(edit)) for edit in creates(4)]
    bench.vendor.plays(*scripts)
    provider = bench.provider()
    request = Request(Context(PROJECT, PLAN, TODAY), "Plan.", provider.models()[0].id)

    async def all_at_once() -> list[benches.Heard]:
        return await asyncio.gather(*(benches.hear(provider, request) for _ in scripts))

    heard = asyncio.run(all_at_once())
    assert sorted([title] for title in titles(4)) == sorted(one.titles for one in heard)


def test_whoever_stops_to_listen_ends_the_call(bench: Bench) -> None:
    """The vendor sees that the client is gone, and bills no more."""
    document = bench.document(*creates(2))
    provider = bench.provider()
    request = Request(Context(PROJECT, PLAN, TODAY), "Plan.", provider.models()[0].id)
    script: Script = (Write(cut_before_the_end_of(document, 2)), Hang(alive=True))
    bench.vendor.plays(script)

    async def leave() -> None:
        async with provider.connected(), aclosing(provider.stream(request)) as stream:
            async for said in stream:
                assert isinstance(said, EditSaid)
                break
            await stream.aclose()
            [call] = bench.vendor.calls
            assert await asyncio.to_thread(call.left.wait, benches.GUARD_SECONDS)

    asyncio.run(leave())


def test_connections_are_kept_until_they_are_closed(bench: Bench) -> None:
    """Two answers need one; in the end there is none. Outside of that an answer keeps nothing."""
    provider, vendor = bench.provider(), bench.vendor
    provider.warm()  # before that it looks whether anybody listens there, by a connection of its own
    request = Request(Context(PROJECT, PLAN, TODAY), "Plan.", provider.models()[0].id)
    vendor.plays(answered(bench.document(*creates(1))))
    before = vendor.connections

    async def ask_twice() -> int:
        await benches.hear(provider, request)
        async with provider.connected():
            await benches.hear(provider, request)
            await benches.hear(provider, request)
            assert not vendor.alone.is_set()
        return vendor.connections - before

    assert (2, 3) == (asyncio.run(ask_twice()), len(vendor.calls))
    assert vendor.alone.wait(benches.GUARD_SECONDS)


@pytest.mark.no_cover  # as laws are, see tests/conftest.py
def test_pieces_that_came_together_are_read_without_a_turn_for_each(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stream of hundreds would give way to all else hundreds of times."""
    turns = []
    give_way = AsyncIOBackend.cancel_shielded_checkpoint

    async def counted() -> None:
        turns.append(1)
        await give_way()

    monkeypatch.setattr(AsyncIOBackend, "cancel_shielded_checkpoint", counted)
    heard = bench.hear(answered(bench.document(*creates())), cutting=Cutting(delta=4))
    assert list(titles()) == heard.titles
    assert len(turns) < 100
