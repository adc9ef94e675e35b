"""How a field is connected, in words, charts and tables; it ranks and names nobody."""

from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from collaborations.chains import FEW_CASES
from mapping.chains.charts import Scale, divided, stacked
from mapping.chains.figures import (
    PERCENT,
    Figure,
    Panel,
    ToldYears,
)
from mapping.chains.numbers_words import (
    GROUP_WORDS,
    RING_WORDS,
    ROLE_WORDS,
    WITHIN_WORDS,
    bar_words,
    chain_words,
    words_of,
)
from mapping.chains.showing import SENSITIVE, may_tell_apart
from mapping.chains.standing import RINGS, ROLES
from mapping.chains.told import BOTH, WITHIN, bars_of
from mapping.map_page.wording import day_words

MOST_BARS = 16
ROLE_LOOKS = ("steps-1", "steps-2", "steps-3", "steps-more", "steps-none")


class FieldWords:
    """The numbers of `numbers.field_numbers` in the words of the page, for the year of a day."""

    def __init__(self, numbers: dict, day: date):
        self.years = numbers["years"][-MOST_BARS:]
        wanted = [place for place, year in enumerate(self.years) if year["year"] <= day.year]
        self.place = wanted[-1] if wanted else 0
        self.now = self.years[self.place]
        self.told = ToldYears(self.years)
        self.groups = ("all", SENSITIVE, "others") if any(map(may_tell_apart, self.years)) else ("all",)

    @property
    def too_few(self) -> bool:
        """Whether the field never holds more than five initiatives, so that nothing is told of it."""
        return all(year["groups"]["all"]["count"] <= FEW_CASES for year in self.years)

    def labels(self) -> list[tuple[str, str]]:
        """Each year as its mark on the axis, with the day it stands for."""
        return [(str(year["year"]), year["day"]) for year in self.years]

    def figures(self) -> list[Figure]:
        """All figures in their order, also those of which nothing may be told in any year."""
        found = [self.reach(), self.own(), self.gap(), self.nearness(), self.hanging(), self.robust()]
        found += [self.stepwise(), self.brokers(), self.lasting(), self.between(), self.roles(), self.tables()]
        return [*found, self.mixing(), self.rings()]

    def _figure(self, key: str, title: str, said: str, not_said: str, panels: list[Panel], **other) -> Figure:
        return Figure(key, title, said, not_said, panels, self.place, **other)

    def _of_groups(self, measure: str, part: str = "", scale: Scale | None = None) -> list[Panel]:
        return [self.told.panel(GROUP_WORDS[group], (measure, part, group), scale) for group in self.groups]

    def reach(self) -> Figure:
        """Through how many others initiatives are connected."""
        bars = [bars_of(year) for year in self.years]
        panels = [
            Panel(
                f"steps-{group}",
                str(GROUP_WORDS[group]),
                [bar_words(year[group]) for year in bars],
                stacked([year[group] for year in bars]),
            )
            for group in self.groups
        ]
        return self._figure(
            "reach",
            _("Through how many others"),
            " ".join(filter(None, map(self._reach_said, self.groups))),
            _(
                "No connection known is not the same as none. How good a connection is, and whether a group wants one,"
                " it does not say."
            ),
            panels,
            now_said=False,
        )

    def _reach_said(self, group: str) -> str:
        told = self.told.years[self.place].get(("connected", "", group))
        if told is None:
            return ""
        values = {
            "group": GROUP_WORDS[group],
            "day": day_words(date.fromisoformat(self.now["day"])),
            "count": number_format(told.bases[0]),
            "part": words_of(told),
        }
        return _("%(group)s, %(day)s: of %(count)s a connection with a municipality is known of %(part)s.") % values

    def own(self) -> Figure:
        """Reach to a municipality of one's own working area."""
        names = {part: WITHIN_WORDS[part] for part in WITHIN[:-1]} | {"elsewhere": _("only with another municipality")}
        columns = [self.told.column(label, ("own", part, "all")) for part, label in names.items()]
        return self._figure(
            "own",
            _("With a municipality of its own"),
            _(
                "How many have a known connection with a municipality in which they work themselves; where no working"
                " area is recorded, in which they have a place."
            ),
            _("Many work in a whole region or country. Of whom it is not known where they work counts as without."),
            [*self._of_groups("own", "any", PERCENT), *columns],
        )

    def gap(self) -> Figure:
        """The gap in reach between other and refugee-led initiatives."""
        parts = [part for part in WITHIN if any(self.told.series("gap", part, BOTH))]
        panels = [self.told.panel(WITHIN_WORDS[part], ("gap", part, BOTH)) for part in parts]
        return self._figure(
            "gap",
            _("Refugee-led and other initiatives beside each other"),
            _(
                "The part of the other initiatives with a known connection less that of refugee-led ones, in percentage"
                " points: above 0 the others are connected more often, below 0 refugee-led ones."
            ),
            _(
                "The thin line is how far it might lie off by chance, if those known are taken as a sample of a larger"
                " field; of the field that is known the difference is what it is."
            ),
            panels,
        )

    def nearness(self) -> Figure:
        """Proximity: the mean of one over the distance."""
        return self._figure(
            "nearness",
            _("How near on the whole"),
            _(
                "1 would mean that all have a tie of their own with a municipality, 0 that no connection is known of"
                " anybody; through one other counts for a half, through two for a third."
            ),
            _("It is an average of a group and no aim: near is not better than far."),
            self._of_groups("proximity", scale=Scale()),
        )

    def hanging(self) -> Figure:
        """Dependence: who hangs on one party or one tie."""
        columns = {
            "parties": _("such parties"),
            "party_most": _("most on one party"),
            "ties": _("ties without which somebody has none"),
            "tie_most": _("most on one tie"),
        }
        return self._figure(
            "hanging",
            _("How much hangs on one party or one tie"),
            _("Of those with a known connection: how many would have none left if one certain other party left."),
            _("Who these parties are it does not say. Having one good neighbour is no fault."),
            [
                *self._of_groups("dependent", scale=PERCENT),
                *(self.told.column(label, ("hanging_on", part, "all")) for part, label in columns.items()),
            ],
        )

    def robust(self) -> Figure:
        """Redundancy: who has a second chain."""
        return self._figure(
            "robust",
            _("More than one way"),
            _("How many keep a connection whichever party leaves, since a second chain shares nobody with the first."),
            _("One chain can be strong and two can be weak: it counts recorded ties, not trust."),
            self._of_groups("robust", scale=PERCENT),
        )

    def stepwise(self) -> Figure:
        """The chain profile: whether chains run from less to more formal parties."""
        return self._figure(
            "stepwise",
            _("Through which kinds of parties"),
            _(
                "Of those with one or two others in between: the part of the shortest chains along which nobody is less"
                " formal than who comes before, such as from an informal group through an established initiative."
            ),
            _("Formal is not better than informal: each brings something that the other does not have."),
            self._of_groups("stepwise", scale=PERCENT),
        )

    def sequences(self) -> list[tuple[str, str]]:
        """Along which kinds the chains run in the year of the page, with the part of each."""
        now = self.told.years[self.place].values()
        return [(chain_words(told.part), words_of(told)) for told in now if told.measure == "chains"]

    def brokers(self) -> Figure:
        """The effective number of connecting parties."""
        return self._figure(
            "brokers",
            _("On how many connecting parties it rests"),
            _("As if so many parties did all the connecting in equal parts. When it is low, much rests on a few."),
            _("It does not say who they are, or that they should do more or less."),
            self._of_groups("brokers"),
        )

    def lasting(self) -> Figure:
        """Persistence from one year to the next, of all together."""
        panels = [
            self.told.panel(_("connected still"), ("lasting", "connected", "all"), PERCENT),
            self.told.panel(_("through somebody the same"), ("lasting", "same", "all"), PERCENT),
        ]
        return self._figure(
            "lasting",
            _("Whether connections last"),
            _(
                "Of those who were connected a year before and are still there: how many are connected still. And of"
                " these, with somebody in between both times: how many through somebody the same."
            ),
            _("A tie of which no end is recorded counts as going on only as far as it is certain."),
            panels,
        )

    def between(self) -> Figure:
        """The in-between position of established and refugee-led initiatives."""
        columns = {
            "evenly": _("about as many on either side"),
            "mostly_one": _("mostly on one side"),
            "one_side": _("on one side only"),
            "neither": _("linked with neither side"),
        }
        panels = [self.told.panel(_("Established initiatives"), ("between", "both_sides", "established"), PERCENT)]
        if SENSITIVE in self.groups:
            panels.append(self.told.panel(GROUP_WORDS[SENSITIVE], ("between", "both_sides", SENSITIVE), PERCENT))
        panels += [self.told.column(label, ("between", part, "established")) for part, label in columns.items()]
        return self._figure(
            "between",
            _("In between"),
            _(
                "How many have a link with the less formal side (informal groups, refugee-led initiatives) as well as"
                " with the formal side (municipalities, and who commissions or belongs to a core group)."
            ),
            _("To stand in between is work, often unseen. It is no duty of anybody."),
            panels,
        )

    def roles(self) -> Figure:
        """The roles of Gould and Fernandez, of all initiatives that stand between two parties."""
        told = [[year.get(("roles", role, "all")) for role in ROLES] for year in self.told.years]
        parts = [
            [(look, one.values[0]) for look, one in zip(ROLE_LOOKS, year, strict=True)] if all(year) else []
            for year in told
        ]
        whole = Panel("roles", str(GROUP_WORDS["all"]), [], divided(self.told.numbers, parts))
        columns = [self.told.column(ROLE_WORDS[role], ("roles", role, "all")) for role in ROLES]
        figure = self._figure(
            "roles",
            _("Between which groups they connect"),
            _(
                "Whenever an initiative is linked with two who are not linked with each other, it stands between them."
                " The groups are: refugee-led, other informal groups, established, and the formal side; where"
                " refugee-led ones are too few, they are no group of their own."
            ),
            _("It counts who could connect whom, not whether anybody did."),
            columns,
            legend=list(zip(ROLE_LOOKS, map(str, (ROLE_WORDS[role] for role in ROLES)), strict=True)),
        )
        if figure.is_told:
            figure.panels.insert(0, whole)
        return figure

    def tables(self) -> Figure:
        """What tables bring together that meets nowhere else."""
        columns = {
            "tables": _("tables with an initiative of this field"),
            "across": _("pairs of two groups"),
            "within": _("pairs of one group"),
            "unknown": _("pairs of which the group is not known"),
        }
        return self._figure(
            "tables",
            _("Who meets at a table alone"),
            _("So many pairs of parties sit at one table together and meet in no other tie; the groups are as above."),
            _("Whether they spoke with each other it does not say."),
            [self.told.column(label, ("tables", part, "all")) for part, label in columns.items()],
        )

    def mixing(self) -> Figure:
        """The E-I index less what random mixing gives."""
        return self._figure(
            "mixing",
            _("Among themselves or mixed"),
            self._mixing_said(),
            _(
                "Above 0 they are linked with each other more often than by chance, below 0 less often; the thin line"
                " is where chance alone mostly leads. Being among themselves can be a strength; the number has no good"
                " end."
            ),
            [self.told.panel(_("E–I index less what chance gives"), ("mixing", "", BOTH))],
        )

    def _mixing_said(self) -> str:
        told = self.told.years[self.place].get(("mixing", "", BOTH))
        if told is None:
            return _("There are too few refugee-led initiatives or links among initiatives to say anything of this.")
        beside = list(zip(told.values, told.ends, strict=True))
        if all(low <= value <= high for value, (low, high) in beside):
            return _(
                "Refugee-led and other initiatives are linked with each other about as often as chance would have it."
            )
        if all(value < low for value, (low, _high) in beside):
            return _(
                "Refugee-led and other initiatives are linked with each other less often than chance would have it."
            )
        if all(value > high for value, (_low, high) in beside):
            return _(
                "Refugee-led and other initiatives are linked with each other more often than chance would have it."
            )
        return _("Whether they are linked with each other more or less often than by chance is not certain.")

    def rings(self) -> Figure:
        """In which rings refugee-led initiatives take part, beside all rings."""
        beside = {"ring_ratio": _("%(ring)s beside all"), "rings_not_known": _("%(ring)s, not known of")}
        panels = []
        for ring in RINGS:
            panels.append(self.told.panel(RING_WORDS[ring], ("rings", ring, SENSITIVE), PERCENT))
            for measure, label in beside.items():
                panels.append(self.told.column(label % {"ring": RING_WORDS[ring]}, (measure, ring, SENSITIVE)))
        panels.append(self.told.column(_("In all rings together"), ("rings", "all", SENSITIVE)))
        return self._figure(
            "rings",
            _("Who takes part in which ring"),
            _(
                "The part that is refugee-led in each ring, of those of whom it is known; the thin line is the exact"
                " interval. Beside the part in all rings, 1 means as many as there are everywhere, less than 1 fewer."
            ),
            _("A ring is a place in a tie, no rank."),
            panels,
        )
