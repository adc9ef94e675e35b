"""What would break if one party left or one tie ended, in sentences."""

from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from mapping.chains.leaving import FieldLeaving, Range, TieLeaving
from mapping.map_page.wording import day_words


def range_words(numbers: Range) -> str:
    """A range of numbers: one number, or from one to another."""
    low, high = number_format(numbers.low), number_format(numbers.high)
    return low if numbers.is_one else _("%(low)s to %(high)s") % {"low": low, "high": high}


def field_sentences(leaving: FieldLeaving, day: date) -> list[str]:
    """Of a field: who has a chain, who hangs on one party, and what would happen if that left."""
    values = {"total": number_format(leaving.total), "day": day_words(day)}
    values |= {name: range_words(getattr(leaving, name)) for name in ("connected", "hanging", "parties", "most")}
    said = [
        _("Initiatives on %(day)s: %(total)s. With a known connection with a municipality: %(connected)s."),
        _("Of these, so many whose every known chain runs through one same party: %(hanging)s."),
    ]
    if leaving.hanging.is_none:
        said[1] = _("None of these hangs on a single party: whoever left, each would keep a known connection.")
    else:
        said.append(
            _(
                "Such parties there are: %(parties)s. If the one on which most rest left, so many would have no known"
                " connection: %(most)s."
            )
        )
    return [sentence % values for sentence in said]


def tie_sentences(leaving: TieLeaving) -> list[str]:
    """Of a tie: how many of its initiatives, and of the whole field, would have no known chain without it."""
    if leaving.lost is None:
        return [
            _(
                "Too few initiatives take part for a number: with fewer than three it would be about one of them."
                " Each initiative finds its own chains on its own page."
            )
        ]
    names = ("initiatives", "lost", "lost_in_field", "parties")
    values = {name: range_words(getattr(leaving, name)) for name in names}
    said = [
        _(
            "Initiatives that take part: %(initiatives)s. Without this tie, so many of them would have no known"
            " connection with a municipality: %(lost)s."
        ),
        _("In the whole field, so many initiatives would have none left: %(lost_in_field)s."),
        _("Parties in it of whom another initiative here needs exactly this one for every known chain: %(parties)s."),
    ]
    if leaving.refugee_led is not None:
        values["refugee_led"] = range_words(leaving.refugee_led)
        said.insert(2, _("Refugee-led among these: %(refugee_led)s."))
    return [sentence % values for sentence in said]
