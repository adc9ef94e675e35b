"""Waiting for a page about the field until it can be looked at."""

from playwright.sync_api import expect


def ready(page, name="map"):
    """Until the drawing, `map` or `network`, can be used."""
    page.wait_for_selector(f"html[data-ready={name}]")
    settled(page)


def settled(page):
    """Until the parts that the server draws have arrived."""
    expect(page.locator(".is-waiting")).to_have_count(0)
