"""The register as columns: what server and browser share to follow a municipality through time.

Indices number the municipalities by code; -1 stands for none. Days are days since 1 January 2000, with
-100000 for the distant past and 100000 for the distant future.
"""

from dataclasses import dataclass, field
from datetime import date

from curation.periods import DISTANT_FUTURE, DISTANT_PAST
from municipalities.models import (
    LabourMarketMembership,
    Municipality,
    ProvinceMembership,
    Region,
    Succession,
)

DAY_ZERO = date(2000, 1, 1)
FIRST_DAY_NUMBER, LAST_DAY_NUMBER = -100_000, 100_000
NONE = -1


def day_number(day):
    """A day as an integer: days since 1 January 2000; the sentinels are -100000 and 100000."""
    if day == DISTANT_PAST:
        return FIRST_DAY_NUMBER
    if day == DISTANT_FUTURE:
        return LAST_DAY_NUMBER
    return (day - DAY_ZERO).days


@dataclass(frozen=True, slots=True)
class RegisterArrays:
    """The register in columns, one entry for each municipality that ever was in it, by code.

    `from_day` is inclusive, `to_day` exclusive. `heir` is the index of the main successor. `forebear` is the
    index of the predecessor whose area held the seat of a newly formed municipality. `province` and `region`
    (labour market) are indices into `regions`, a list of (kind, key, name).
    """

    code: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    lon: list[float] = field(default_factory=list)
    lat: list[float] = field(default_factory=list)
    from_day: list[int] = field(default_factory=list)
    to_day: list[int] = field(default_factory=list)
    heir: list[int] = field(default_factory=list)
    forebear: list[int] = field(default_factory=list)
    province: list[int] = field(default_factory=list)
    region: list[int] = field(default_factory=list)
    regions: list[tuple[str, str, str]] = field(default_factory=list)

    def index_by_code(self):
        """The index of every municipality by its code."""
        return {code: index for index, code in enumerate(self.code)}

    def municipality_on(self, index, day):
        """The index of the municipality in which something recorded with `index` lies on a day (a number).

        The rule that server and browser share: while the day is not before its end, go on to the heir; then,
        while the day is before its beginning, go back to the forebear, if there is one.
        """
        while day >= self.to_day[index] and self.heir[index] != NONE:
            index = self.heir[index]
        while day < self.from_day[index] and self.forebear[index] != NONE:
            index = self.forebear[index]
        return index


def register_arrays():
    """The whole register as `RegisterArrays`; five queries, to be asked once for a picture of the field."""
    arrays = RegisterArrays()
    municipalities = list(Municipality.objects.order_by("code"))
    index = {municipality.pk: position for position, municipality in enumerate(municipalities)}
    for municipality in municipalities:
        arrays.code.append(municipality.code)
        arrays.name.append(municipality.name)
        arrays.lon.append(municipality.seat_lon)
        arrays.lat.append(municipality.seat_lat)
        arrays.from_day.append(day_number(municipality.exists_from))
        arrays.to_day.append(day_number(municipality.exists_to))
    for column in (arrays.heir, arrays.forebear, arrays.province, arrays.region):
        column.extend([NONE] * len(municipalities))
    for succession in Succession.objects.all():
        if succession.is_main:
            arrays.heir[index[succession.predecessor_id]] = index[succession.successor_id]
        if succession.held_seat:
            arrays.forebear[index[succession.successor_id]] = index[succession.predecessor_id]
    _add_regions(arrays, index)
    return arrays


def _add_regions(arrays, index):
    """The region of each municipality; of several through time the last, as the columns have room for one."""
    regions = list(Region.objects.order_by("-kind", "key"))
    arrays.regions.extend((region.kind, region.key, region.name) for region in regions)
    number = {region.pk: position for position, region in enumerate(regions)}
    for model, column in [(ProvinceMembership, arrays.province), (LabourMarketMembership, arrays.region)]:
        members = model.objects.order_by("valid_from").values_list("municipality", "region")
        for municipality, region in members:
            column[index[municipality]] = number[region]
