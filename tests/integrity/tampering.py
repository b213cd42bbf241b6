"""Ways to tamper with a ledger's rows: each gives another ledger, chosen by a seeded chance."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from random import Random

from ledger.core.canonical import canonical
from ledger.ports import Receipt, Record
from tests.integrity.books import Rows

Tampering = Callable[[Random, Rows], Rows]


def _replaced(rows: Rows, *changed: Record) -> Rows:
    at = {row.offset: row for row in changed}
    return Rows([at.get(row.offset, row) for row in rows.rows], rows.stolen, rows._tiles)


def _flipped(chance: Random, content: bytes) -> bytes:
    place, bit = chance.randrange(len(content)), chance.randrange(8)
    return content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]


def _flipped_text(chance: Random, text: str) -> str:
    return _flipped(chance, text.encode()).decode(errors="surrogateescape")


def flip_data(chance: Random, rows: Rows) -> Rows:
    row = chance.choice(rows.rows)
    return _replaced(rows, row._replace(data=_flipped(chance, row.data)))


def flip_stream(chance: Random, rows: Rows) -> Rows:
    row = chance.choice(rows.rows)
    return _replaced(rows, row._replace(stream=_flipped_text(chance, row.stream)))


def flip_topic(chance: Random, rows: Rows) -> Rows:
    row = chance.choice(rows.rows)
    return _replaced(rows, row._replace(topic=_flipped_text(chance, row.topic)))


def flip_version(chance: Random, rows: Rows) -> Rows:
    row = chance.choice(rows.rows)
    return _replaced(rows, row._replace(version=row.version ^ 1 << chance.randrange(40)))


def change_words(chance: Random, rows: Rows) -> Rows:
    """A change that stays well-formed JSON: the words of a plan."""
    row = chance.choice([row for row in rows.rows if b'"title":"' in row.data])
    return _replaced(rows, row._replace(data=row.data.replace(b'"title":"', b'"title":"Not ', 1)))


def write_json_anew(chance: Random, rows: Rows) -> Rows:
    """The same meaning in other bytes."""
    row = chance.choice(rows.rows)
    fields = json.loads(row.data)
    names = list(fields)
    chance.shuffle(names)
    shuffled = {name: fields[name] for name in names}
    written = json.dumps(shuffled, ensure_ascii=chance.random() < 0.5)
    return _replaced(rows, row._replace(data=written.encode()))


def swap_any_two(chance: Random, rows: Rows) -> Rows:
    one, other = chance.sample(rows.rows, 2)
    return _replaced(rows, one._replace(offset=other.offset), other._replace(offset=one.offset))


def swap_two_streams(chance: Random, rows: Rows) -> Rows:
    """Neighbours of two streams change places: each stream stays as it was."""
    pairs = list(zip(rows.rows, rows.rows[1:], strict=False))
    one, other = chance.choice([pair for pair in pairs if pair[0].stream != pair[1].stream])
    return _replaced(rows, one._replace(offset=other.offset), other._replace(offset=one.offset))


def swap_what_streams_say(chance: Random, rows: Rows) -> Rows:
    """Two events of two streams change their contents, and keep their places."""
    one = chance.choice(rows.rows)
    other = chance.choice([row for row in rows.rows if row.stream != one.stream])
    return _replaced(rows, one._replace(data=other.data), other._replace(data=one.data))


def reorder(chance: Random, rows: Rows) -> Rows:
    """A stretch of the ledger in another order, with offsets dense."""
    start = chance.randrange(len(rows.rows) - 2)
    stretch = rows.rows[start : start + chance.randint(3, 8)]
    offsets = [row.offset for row in stretch]
    mixed = offsets[:]
    while mixed == offsets:
        chance.shuffle(mixed)
    moved = [row._replace(offset=to) for row, to in zip(stretch, mixed, strict=True)]
    return _replaced(rows, *moved)


def drop_last(chance: Random, rows: Rows) -> Rows:
    """The end is gone, with the receipts of what was there."""
    kept = rows.rows[: -chance.randint(1, len(rows.rows) - 1)]
    heads: dict[str, int] = {}
    for row in kept:
        heads[row.stream] = row.version
    receipts = [one for one in rows.stolen if one.last <= heads.get(one.stream, 0)]
    return Rows(kept, receipts, rows._tiles)


def drop_middle(chance: Random, rows: Rows) -> Rows:
    place = chance.randrange(len(rows.rows) - 1)
    return Rows([*rows.rows[:place], *rows.rows[place + 1 :]], rows.stolen, rows._tiles)


def drop_middle_and_close_up(chance: Random, rows: Rows) -> Rows:
    """One is gone and the offsets after it are made dense again."""
    place = chance.randrange(len(rows.rows) - 1)
    kept = [*rows.rows[:place], *rows.rows[place + 1 :]]
    moved = [row._replace(offset=offset) for offset, row in enumerate(kept)]
    return Rows(moved, rows.stolen, rows._tiles)


def say_it_twice(chance: Random, rows: Rows) -> Rows:
    place = chance.randrange(len(rows.rows))
    more = [*rows.rows[: place + 1], *rows.rows[place:]]
    moved = [row._replace(offset=offset) for offset, row in enumerate(more)]
    return Rows(moved, rows.stolen, rows._tiles)


def write_history_anew(chance: Random, rows: Rows) -> Rows:
    """A forger who knows the chain: another actor, and every hash after it made to fit."""
    forged = chance.choice(rows.rows)
    previous: dict[str, str] = {}
    written = []
    for row in rows.rows:
        fields = json.loads(row.data)
        if row.offset == forged.offset:
            fields["actor"] = "user:somebody-else"
        fields["previous"] = previous.get(row.stream, fields["previous"])
        data = canonical(fields)
        previous[row.stream] = sha256(data).hexdigest()
        written.append(row._replace(data=data))
    return Rows(written, rows.stolen, rows._tiles)


def forge_a_receipt(chance: Random, rows: Rows) -> Rows:
    place = chance.randrange(len(rows.stolen))
    field = chance.choice(Receipt._fields)
    old = getattr(rows.stolen[place], field)
    new = old ^ 1 << chance.randrange(8) if isinstance(old, int) else _flipped_text(chance, old)
    values = {**rows.stolen[place]._asdict(), field: new}
    forged = Receipt(**values)
    return Rows(rows.rows, [*rows.stolen[:place], forged, *rows.stolen[place + 1 :]], rows._tiles)


def drop_a_receipt(chance: Random, rows: Rows) -> Rows:
    place = chance.randrange(len(rows.stolen))
    return Rows(rows.rows, [*rows.stolen[:place], *rows.stolen[place + 1 :]], rows._tiles)


def add_a_receipt(chance: Random, rows: Rows) -> Rows:
    changeset = f"{chance.getrandbits(128):032x}"
    more = chance.choice(rows.stolen)._replace(changeset=changeset)
    return Rows(rows.rows, [*rows.stolen, more], rows._tiles)


ALL: tuple[Tampering, ...] = (
    flip_data,
    flip_stream,
    flip_topic,
    flip_version,
    change_words,
    write_json_anew,
    swap_any_two,
    swap_two_streams,
    swap_what_streams_say,
    reorder,
    drop_last,
    drop_middle,
    drop_middle_and_close_up,
    say_it_twice,
    write_history_anew,
    forge_a_receipt,
    drop_a_receipt,
    add_a_receipt,
)
