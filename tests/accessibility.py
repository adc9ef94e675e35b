"""What axe finds on a page, looked at when nothing on it moves any more."""

from axe_playwright_python.sync_playwright import Axe

# A button that has just come to show still fades from one colour to another, and halfway nobody can read it.
SETTLED = """() => Promise.all(
  document.getAnimations()
    .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map((one) => one.finished.catch(() => null))
)"""


# Links within a text are left out: they are as high as their line.
LOW = """(least) => [...document.querySelectorAll(
    "button, summary, select, input:not([type=hidden]), .button, nav a, [role=slider]"
  )]
  .filter((one) => one.checkVisibility({ opacityProperty: true }) && one.getBoundingClientRect().height > 1)
  .filter((one) => one.getBoundingClientRect().height < least)
  .map((one) => one.outerHTML.slice(0, 90))"""


def too_low_for_a_finger(page, least=43.5):
    """What is pressed on `page` and is lower than a fingertip: the beginning of each such element."""
    return page.evaluate(LOW, least)


def violations(page):
    """What axe holds against `page` as it shows now: its rule and the beginning of the first element, one line each."""
    page.evaluate(SETTLED)
    found = Axe().run(page).response["violations"]
    return [f"{entry['id']} {entry['nodes'][0]['html'][:150]}" for entry in found]
