"""How long the ties of a field last, in words, charts and a table."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collaborations.chains import CERTAINTIES
from mapping.chains.charts import spans
from mapping.chains.durations import AGES
from mapping.chains.figures import PERCENT, Figure, Panel
from mapping.chains.numbers_words import NOT_TOLD, percents
from mapping.records.codebook import Codebook


def durations_figure(durations: dict, codebook: Codebook) -> Figure:
    """The figure of `durations.tie_durations`: all ties together, then each kind of which enough are followed."""
    panels = [_panel("all", _("All ties of these initiatives"), durations["all"])] if durations["all"] else []
    panels += [_panel(kind, codebook.label("tie_kind", kind), told) for kind, told in durations["kinds"].items()]
    said = _(
        "So many of the ties still held so many years after they began. A tie counts from the age at which it was "
        "first followed, one of today as long as it is old."
    )
    if durations["undated"]:
        said += " " + ngettext(
            "Of %(count)s tie it is not known when it began; it is not counted.",
            "Of %(count)s ties it is not known when they began; these are not counted.",
            durations["undated"],
        ) % {"count": durations["undated"]}
    if durations["late"]:
        said += " " + ngettext(
            "%(count)s tie was known only after it had ended, or only since today; it is not counted.",
            "%(count)s ties were known only after they had ended, or only since today; these are not counted.",
            durations["late"],
        ) % {"count": durations["late"]}
    return Figure(
        "durations",
        _("How long ties last"),
        said,
        _("A tie that ends may have done what it was for. It says nothing about how good it was."),
        panels,
        0,
        now_said=False,
        rows_heading=_("After"),
    )


def age_labels() -> list[tuple[str, str]]:
    """The rows of its table."""
    return [(_age(years), "") for years in AGES]


def _age(years: int) -> str:
    return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}


def _panel(key: str, label: str, told: dict) -> Panel:
    by_age = {one["years"]: one for one in told["ages"]}
    found = [by_age.get(years) for years in AGES]
    values = [one and (min(one["shares"]), max(one["shares"])) for one in found]
    whiskers = [one and interval(one) for one in found]
    chart = spans([str(years) for years in AGES], values, PERCENT, whiskers)
    if told["since"]:
        label = ngettext(
            "%(ties)s, of those that lasted %(count)s year",
            "%(ties)s, of those that lasted %(count)s years",
            told["since"],
        ) % {"ties": label, "count": told["since"]}
    return Panel(f"durations-{key}", str(label), list(map(_words, found)), chart)


def interval(one: dict) -> tuple[float, float] | None:
    """From the lowest end of both intervals to the highest; None where one has none."""
    if None in one["ends"]:
        return None
    return min(low for low, _high in one["ends"]), max(high for _low, high in one["ends"])


def _words(one: dict | None) -> str:
    """The share that still held, of how many, and how far chance may have led it astray."""
    if one is None:
        return NOT_TOLD
    low, high = min(one["followed"]), max(one["followed"])
    words = _("%(share)s of %(count)s followed so long") % {
        "share": percents(min(one["shares"]), max(one["shares"])),
        "count": low if low == high else f"{low}–{high}",
    }
    ends = interval(one)
    return _("%(figure)s (interval %(interval)s)") % {"figure": words, "interval": percents(*ends)} if ends else words


def durations_rows(durations: dict, day: str) -> list[tuple]:
    """Rows of the CSV file: by age and kind, by the shortest lives (certain) and the longest (possible).

    `base` is how many were followed so long; `subsidy-4-of-2` tells of the ties that lasted two years how many lasted
    four. No rule of links matters here.
    """
    told = {"all": durations["all"], **durations["kinds"]}
    return [
        (
            "tie_duration",
            f"{kind}-{one['years']}" + (f"-of-{found['since']}" if found["since"] else ""),
            "all",
            day[:4],
            day,
            certainty,
            "",
            f"{one['shares'][place]:.2f}",
            *(f"{end:.2f}" for end in one["ends"][place] or ()),
            *(() if one["ends"][place] else ("", "")),
            one["followed"][place],
        )
        for kind, found in told.items()
        if found
        for one in found["ages"]
        for place, certainty in enumerate(CERTAINTIES)
    ]
