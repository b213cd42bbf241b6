"""Settings that cannot be used are refused with the variable's name, before anything is asked of anybody."""

from __future__ import annotations

import pytest

from api.settings import SettingsRefused, load


@pytest.mark.parametrize("name", ["OPENAI", "ANTHROPIC", "GEMINI", "XAI", "COMPATIBLE"])
@pytest.mark.parametrize(
    "address",
    ["::nowhere::", "ftp://me:s3cret@here", "http://", "http://[bad", "localhost:8080/v1"],
)
def test_an_address_that_is_none_is_refused(
    name: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the name of its variable; what it is, which may hold a password, is not repeated."""
    variable = f"PATCHLEDGER_{name}_BASE_URL"
    monkeypatch.setenv(variable, address)
    with pytest.raises(SettingsRefused) as refusal:
        load()
    assert variable in str(refusal.value)
    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:11434/v1", "https://[::1]:8080/v1"])
def test_addresses_are_taken(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blank is as good as not set."""
    monkeypatch.setenv("PATCHLEDGER_COMPATIBLE_BASE_URL", address)
    assert (address or None) == load().provider_settings("compatible").base_url


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("PATCHLEDGER_PORT", "abc", "PATCHLEDGER_PORT is a whole number."),
        ("PATCHLEDGER_PORT", "70000", "PATCHLEDGER_PORT is a number of at most 65535."),
        ("PATCHLEDGER_NO_BROWSER", "maybe", "PATCHLEDGER_NO_BROWSER is true or false."),
        (
            "PATCHLEDGER_XAI_BASE_URL",
            "here",
            "PATCHLEDGER_XAI_BASE_URL: an address begins with https:// or http:// and a host.",
        ),
    ],
)
def test_a_refusal_says_what_would_be_right(
    variable: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, by the name of the variable."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsRefused) as refusal:
        load()
    assert sentence == str(refusal.value)
