from __future__ import annotations

from playwright.sync_api import Browser


def test_a_real_browser_renders_a_page(browser: Browser) -> None:
    """When this one fails, the machine has no Chromium that works, and no other test can tell."""
    page = browser.new_page()
    page.set_content("<title>Plan</title>")
    assert page.title() == "Plan"
    page.close()
