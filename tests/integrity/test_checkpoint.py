"""Signed notes: the same format as everybody's, and no bit of one can be changed unnoticed."""

from __future__ import annotations

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ledger.integrity.checkpoint import (
    DASH,
    Checkpoint,
    CheckpointRefused,
    Verifier,
    opened,
    sign,
    verifier,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
CHECKPOINT = Checkpoint("patchledger/0192f7a0", 20852, bytes(range(32)))
NOTE = sign(CHECKPOINT, KEY)
BY = Verifier(CHECKPOINT.origin, KEY.public_key())

# The example of https://c2sp.org/signed-note, and of golang.org/x/mod/sumdb/note.
PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    f"{DASH} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotp"
    "RZb6KE6RyyBwJnAM=\n"
)


def test_others_keys_and_signatures_are_understood() -> None:
    """The known example of the format verifies: only then is it found to be no checkpoint."""
    by = verifier(PETER_KEY)
    assert PETER_KEY == by.text()
    with pytest.raises(CheckpointRefused, match="origin, a size and a root"):
        opened(PETER_NOTE, by)
    with pytest.raises(CheckpointRefused, match="signature does not fit"):
        opened(PETER_NOTE.replace("answer", "reason"), by)


def test_a_checkpoint_is_three_lines_and_a_signature() -> None:
    """The text is origin, size and root; the signature line names the key; and it reads back."""
    root = b64encode(bytes(range(32))).decode()
    text, _, signature = NOTE.partition("\n\n")
    assert f"patchledger/0192f7a0\n20852\n{root}" == text
    assert signature.startswith(f"{DASH} patchledger/0192f7a0 ")
    assert CHECKPOINT == opened(NOTE, verifier(BY.text()))
    assert sign(CHECKPOINT, KEY) == NOTE


def test_each_flipped_bit_is_found() -> None:
    """Whichever of all the bits of a note is flipped, signature and base64 included: it is refused."""
    content = NOTE.encode()
    for place in range(len(content)):
        for bit in range(8):
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            with pytest.raises((CheckpointRefused, UnicodeDecodeError)):
                opened(bytes(flipped).decode(), BY)


def test_each_shortened_note_is_refused() -> None:
    """Wherever a note is cut, what is left is none."""
    for end in range(len(NOTE)):
        with pytest.raises(CheckpointRefused):
            opened(NOTE[:end], BY)


@pytest.mark.parametrize(
    ("note", "why"),
    [
        (NOTE.replace("20852", "020852"), "does not fit"),
        (NOTE + "\n", "none|not a signed note"),
        (NOTE + "more\n", "none"),
        (sign(CHECKPOINT, OTHER), "no signature of the key"),
        (sign(CHECKPOINT._replace(origin="other"), KEY), "no signature of the key"),
        (sign(CHECKPOINT._replace(root=b"short"), KEY), "origin, a size and a root"),
        (sign(CHECKPOINT._replace(size=-1), KEY), "origin, a size and a root"),
        ("", "not a signed note"),
    ],
)
def test_what_is_no_checkpoint_of_the_key(note: str, why: str) -> None:
    """A note of another key, origin or shape proves nothing, and says why."""
    with pytest.raises(CheckpointRefused, match=why):
        opened(note, BY)


def test_a_key_signs_for_its_own_origin_only() -> None:
    """A text that names another origin is refused, even with a good signature under our name."""
    text = CHECKPOINT._replace(origin="other").text()
    signature = b64encode(BY.id + KEY.sign(text.encode())).decode()
    with pytest.raises(CheckpointRefused, match="it is of other"):
        opened(f"{text}\n{DASH} {BY.name} {signature}\n", BY)


def test_signatures_of_others_may_stand_beside_ours() -> None:
    """A witness's signature is no obstacle; a second, wrong one under our own key is."""
    others = f"{DASH} witness {b64encode(b'abcd' + bytes(64)).decode()}\n"
    assert CHECKPOINT == opened(NOTE + others, BY)
    wrong = f"{DASH} {BY.name} {b64encode(BY.id + bytes(64)).decode()}\n"
    with pytest.raises(CheckpointRefused, match="does not fit"):
        opened(NOTE + wrong, BY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+00000000",
        PETER_KEY.replace("c74f20a3", "c74f20a4"),
        PETER_KEY.replace("+AR", "+BR"),
        PETER_KEY[:-4],
        PETER_KEY.replace("TW", "T!"),
    ],
)
def test_what_is_no_key(text: str) -> None:
    """A text that is not name+id+base64 of an Ed25519 key, or does not fit its id, is refused."""
    with pytest.raises(CheckpointRefused, match=r"key|base64"):
        verifier(text)


def test_an_id_depends_on_name_and_key() -> None:
    """Two keys, and two names of one key, are told apart."""
    public: Ed25519PublicKey = KEY.public_key()
    ids = {Verifier("a", public).id, Verifier("b", public).id, Verifier("a", OTHER.public_key()).id}
    assert 3 == len(ids)
