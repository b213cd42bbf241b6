"""What a first visit sends."""

from __future__ import annotations

import gzip

from playwright.sync_api import Page, Response, expect

LIMIT = 200_000
"""Bytes of JavaScript, gzipped, before the first page can be used."""


def test_the_first_page_is_light(page: Page) -> None:
    """All scripts of the start page together stay under the limit; the rest is loaded when opened."""
    scripts: list[Response] = []

    def note(answer: Response) -> None:
        if answer.url.endswith(".js") and answer.ok:
            scripts.append(answer)

    page.on("response", note)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(scripts) > 1
    assert sum(len(gzip.compress(script.body())) for script in scripts) < LIMIT
