"""The automatic check is worth something only if it finds what is wrong."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.accessibility import sideways_scrolling, violations


def test_a_page_with_faults_does_not_pass(desktop: Page) -> None:
    desktop.set_content(
        """<!doctype html><html lang="en"><head><title>Faults</title>
        <style>
            :root { color-scheme: light dark; }
            .pale { color: #ddd; background: #fff; }
            .wide { inline-size: 60rem; }
            @media (prefers-color-scheme: dark) { .night { color: #222; background: #111; } }
        </style></head>
        <body><main>
            <h1>Faults</h1><input><p class="pale">Pale</p><p class="night">Dark</p><p class="wide">Wide</p>
        </main></body></html>"""
    )
    found = "\n".join(violations(desktop))
    assert "light: label at input" in found
    assert "light: color-contrast at .pale" in found
    assert "dark: color-contrast" in found
    assert ".night" in found
    assert sideways_scrolling(desktop)
