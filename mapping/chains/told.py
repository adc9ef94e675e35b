"""What of the numbers of a field may be told: the same for the page and for the file that is downloaded.

Shares only of more than five cases. Of refugee-led initiatives no number under five, and none that gives one away: the
others are told only where refugee-led ones are, since the difference from all would tell what is not shown, and both
sides of a number are at least five.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collaborations.chains import FEW_CASES, FEWEST_SENSITIVE
from mapping.chains.leaving import FEWEST_AT_A_TABLE
from mapping.chains.showing import SENSITIVE, STEPS, bar, may_tell_apart, other_bar, sensitive_bar
from mapping.chains.standing import RINGS, ROLES

CASES, SHARE, NUMBER, POINTS = "cases", "share", "number", "points"
"""So many cases, of so many where there is a base; a part of 1; a number; a difference of two parts of 1."""
WITHIN = ("1", "2", "3", "any")
MOST_SEQUENCES = 6
FEWEST_PARTS = 2
"""With a known connection and without one: so many parts a bar has at least."""
OTHER_CHAINS = "other"
OTHERS = "others"
BOTH = f"{OTHERS}-{SENSITIVE}"
"""What is about two groups at once."""

Pair = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of one group and year: by certain ties, and with possible ones (None where only one is told)."""

    measure: str
    part: str
    group: str
    unit: str
    values: Pair
    bases: tuple[int, int] | None = None
    """Of how many, where that may be told."""
    ends: tuple[tuple[float, float], ...] = ()
    """The ends of an interval around each value."""
    widened: bool = False
    """Whether these ends belong to the range itself, because something is unknown."""
    digits: int = 2
    """To so many decimals a number may be told."""


def told_of_year(year: dict) -> list[Told]:
    """Everything that may be told of the numbers of one year (`numbers.field_numbers`)."""
    if year["groups"]["all"]["count"] <= FEW_CASES:
        return [*_bars(year), _searched(year)]
    apart = may_tell_apart(year)
    found = [*_bars(year), *_own(year, apart), *_gap(year, apart), *_means(year, apart), *_parts(year, apart)]
    found += [*_dependence(year), *_chains(year), *_lasting(year), *_mixing(year, apart), *_rings(year)]
    return [*found, *_between(year, apart), *_roles(year, apart), *_tables(year, apart), _searched(year)]


def _searched(year: dict) -> Told:
    some, every = year["searched"]
    return Told("municipalities_searched", "", "", CASES, (some, some), (every, every))


def bars_of(year: dict) -> dict:
    """The groups of a year as bars."""
    groups, name = year["groups"], year["year"]
    sensitive = sensitive_bar(name, groups[SENSITIVE])
    return {
        "all": bar(name, groups["all"]),
        SENSITIVE: sensitive,
        OTHERS: other_bar(name, groups[OTHERS], sensitive),
    }


def _bars(year: dict) -> Iterator[Told]:
    for group, one in bars_of(year).items():
        if one.count is not None:
            yield Told("initiatives", "", group, CASES, (one.count, one.count))
        for part in one.parts:
            yield Told("steps", "+".join(part.steps), group, CASES, (part.count, None), (one.count, one.count))
        if one.connected:
            pair = _pair(year["groups"][group]["within"], -1)
            yield Told("connected", "", group, CASES, pair, (one.count, one.count))


def _pair(cumulated: Sequence[Sequence[int]], place: int) -> tuple[int, int]:
    certain, possible = cumulated
    return certain[place], possible[place]


def _is_enough(*numbers: float) -> bool:
    """Whether each of these numbers of refugee-led initiatives may be told."""
    return min(numbers) >= FEWEST_SENSITIVE


def _by_group(year: dict, apart: bool, may_tell: bool) -> list[tuple[str, dict]]:
    """The groups of which something is told: refugee-led and other ones only together."""
    names = ("all", SENSITIVE, OTHERS) if apart and may_tell else ("all",)
    return [(name, year["groups"][name]) for name in names if year["groups"][name]["count"] > FEW_CASES]


def _own(year: dict, apart: bool) -> Iterator[Told]:
    """Reach to a municipality of one's own; steps apart only of all together."""
    led = year["groups"][SENSITIVE]
    own, connected = _pair(led["own"], -1), _pair(led["within"], -1)
    elsewhere = [some - mine for some, mine in zip(connected, own, strict=True)]
    for group, numbers in _by_group(year, apart, _is_enough(*own, *elsewhere)):
        bases = (numbers["count"], numbers["count"])
        for place, part in enumerate(WITHIN):
            if group == "all" or part == "any":
                yield Told("own", part, group, CASES, _pair(numbers["own"], place), bases)
        other = zip(_pair(numbers["within"], -1), _pair(numbers["own"], -1), strict=True)
        yield Told("own", "elsewhere", group, CASES, tuple(some - mine for some, mine in other), bases)


def _gap(year: dict, apart: bool) -> Iterator[Told]:
    """The gap in reach, for as many steps as refugee-led initiatives are told apart at."""
    if not apart or year["groups"][OTHERS]["count"] <= FEW_CASES:
        return
    told = {part.steps[-1] for part in bars_of(year)[SENSITIVE].parts}
    for place, (step, part) in enumerate(zip(STEPS, WITHIN, strict=False)):
        gaps = [gap[place] for gap in year["gap"]]
        if step in told and None not in gaps:
            values, ends = tuple(gap[0] for gap in gaps), tuple((gap[1], gap[2]) for gap in gaps)
            yield Told("gap", part, BOTH, POINTS, values, ends=ends)


def _means(year: dict, apart: bool) -> Iterator[Told]:
    # Where all steps are taken together, or to two decimals, the mean would tell how many stand at which step.
    steps_told = len(bars_of(year)[SENSITIVE].parts) > FEWEST_PARTS
    for group, numbers in _by_group(year, apart, steps_told):
        digits = 2 if group == "all" else 1
        yield Told("proximity", "", group, NUMBER, tuple(numbers["proximity"]), digits=digits)
    for group, numbers in _by_group(year, apart, may_tell=True):
        if min(numbers["mediated"]) > FEW_CASES and None not in numbers["brokers"]:
            yield Told("brokers", "", group, NUMBER, tuple(numbers["brokers"]))


def _parts(year: dict, apart: bool) -> Iterator[Told]:
    """How many have a second way, how many hang on one party, and how many chains go step by step."""
    led = year["groups"][SENSITIVE]
    connected, robust, hanging = _pair(led["within"], -1), led["robust"], led["dependent"]
    robust_told = _is_enough(*robust, *(led["count"] - part for part in robust))
    for group, numbers in _by_group(year, apart, robust_told):
        yield Told("robust", "", group, CASES, tuple(numbers["robust"]), (numbers["count"], numbers["count"]))
    rest = [some - part for some, part in zip(connected, hanging, strict=True)]
    # Who has neither a second way nor hangs on somebody has one link of its own: no smaller number of these either.
    single = [number - part for number, part in zip(rest, robust, strict=True)] if robust_told else rest
    for group, numbers in _by_group(year, apart, _is_enough(*hanging, *rest, *single)):
        bases = _pair(numbers["within"], -1)
        if min(bases) > FEW_CASES:
            yield Told("dependent", "", group, CASES, tuple(numbers["dependent"]), bases)
    sides = [side for weights in led["stepwise"] for side in weights[:2]]
    for group, numbers in _by_group(year, apart, _is_enough(*sides)):
        totals = [sum(weights) for weights in numbers["stepwise"]]
        if min(map(round, totals)) > FEW_CASES:
            bases = tuple(map(round, totals)) if group == "all" else None
            yield _stepwise(group, numbers["stepwise"], totals, bases)


def _stepwise(group: str, weights: Sequence, totals: Sequence[float], bases) -> Told:
    values = tuple(one[0] / total for one, total in zip(weights, totals, strict=True))
    # Up to the upper end if every chain of which it cannot be told goes step by step.
    upper = ((one[0] + one[2]) / total for one, total in zip(weights, totals, strict=True))
    ends = tuple(zip(values, upper, strict=True)) if any(one[2] for one in weights) else ()
    return Told("stepwise", "", group, SHARE, values, bases, ends, widened=True)


def _dependence(year: dict) -> Iterator[Told]:
    """On how many parties and ties somebody hangs, and how many at most on one; of all together."""
    numbers, ties = year["groups"]["all"], year["ties"]
    pairs = {"parties": numbers["parties"], "party_most": numbers["most"]}
    pairs |= {"ties": _pair(ties, 0), "tie_most": _pair(ties, 1)}
    for part, pair in pairs.items():
        yield Told("hanging_on", part, "all", CASES, tuple(pair))


def _chains(year: dict) -> Iterator[Told]:
    """Along which kinds of parties the chains run, the rare ones taken together."""
    sequences = [dict(pairs) for pairs in year["chains"]]
    totals = [sum(weights.values()) for weights in sequences]
    if min(map(round, totals)) <= FEW_CASES:
        return
    told = [sequence for sequence, weight in year["chains"][0] if weight >= 1][:MOST_SEQUENCES]
    rest = [{OTHER_CHAINS: sum(weight for one, weight in weights.items() if one not in told)} for weights in sequences]
    for part, found in [*((one, sequences) for one in told), (OTHER_CHAINS, rest)]:
        values = tuple(weights.get(part, 0) / total for weights, total in zip(found, totals, strict=True))
        if any(values):
            yield Told("chains", part, "all", SHARE, values, tuple(map(round, totals)))


def _lasting(year: dict) -> Iterator[Told]:
    for part in ("connected", "same"):
        pairs = [one[part] for one in year["lasting"] or ()]
        if pairs and min(whole for _part, whole in pairs) > FEW_CASES:
            yield Told("lasting", part, "all", CASES, _pair(pairs, 0), _pair(pairs, 1))


def _mixing(year: dict, apart: bool) -> Iterator[Told]:
    known = [one for one in year["mixing"] if one is not None]
    if not apart or len(known) < len(year["mixing"]) or year["groups"][OTHERS]["count"] <= FEW_CASES:
        return
    # Of few links between or among refugee-led ones it would be plain whose they are.
    if _is_enough(*(one[side] for one in known for side in ("external", "internal"))):
        values, ends = tuple(one["difference"] for one in known), tuple((one["low"], one["high"]) for one in known)
        bases = tuple(one["external"] + one["internal"] for one in known)
        yield Told("mixing", "", BOTH, NUMBER, values, bases, ends)


def _between(year: dict, apart: bool) -> Iterator[Told]:
    """How established initiatives stand between the less formal and the formal side, and refugee-led ones."""
    counts = [one["established" if apart else "joined"] for one in year["between"]]
    bases = tuple(map(sum, counts))
    if min(bases) > FEW_CASES:
        inside = tuple(sum(one[:2]) for one in counts)
        yield Told("between", "both_sides", "established", CASES, inside, bases)
        for place, part in enumerate(("evenly", "mostly_one", "one_side", "neither")):
            yield Told("between", part, "established", CASES, _pair(counts, place), bases)
    led = [one[SENSITIVE] for one in year["between"]]
    inside, outside = ([sum(one[:2]) for one in led], [sum(one[2:]) for one in led])
    if apart and _is_enough(*inside, *outside):
        yield Told("between", "both_sides", SENSITIVE, CASES, tuple(inside), tuple(map(sum, led)))


def _roles(year: dict, apart: bool) -> Iterator[Told]:
    counts = year["roles"]["apart" if apart else "joined"]
    totals = tuple(map(sum, counts))
    if min(totals) > FEW_CASES:
        for place, role in enumerate(ROLES):
            values = tuple(one[place] / total for one, total in zip(counts, totals, strict=True))
            yield Told("roles", role, "all", SHARE, values, totals)


def _tables(year: dict, apart: bool) -> Iterator[Told]:
    counts = year["tables"]["apart" if apart else "joined"]
    if min(one[0] for one in counts) >= FEWEST_AT_A_TABLE:
        for place, part in enumerate(("tables", "within", "across", "unknown")):
            yield Told("tables", part, "all", CASES, _pair(counts, place))


def _rings(year: dict) -> Iterator[Told]:
    """The share of refugee-led ones in each ring; what it is in all only where that gives no other ring away."""
    told = [ring for ring in RINGS if all(_ring_is_enough(one[ring]) for one in year["rings"])]
    for ring in told:
        found = [one[ring] for one in year["rings"]]
        values = tuple(one["part"] / one["whole"] for one in found)
        yield Told("rings", ring, SENSITIVE, SHARE, values, ends=tuple(tuple(one["interval"]) for one in found))
        yield Told("rings_not_known", ring, SENSITIVE, CASES, tuple(one["unknown"] for one in found))
    if told and all(_rest_is_enough(one, told) for one in year["rings"]):
        whole = [one[told[0]] for one in year["rings"]]
        values = tuple(one["all_part"] / one["all_whole"] for one in whole)
        yield Told("rings", "all", SENSITIVE, SHARE, values)
        for ring in told:
            yield Told("ring_ratio", ring, SENSITIVE, NUMBER, tuple(one[ring]["ratio"] for one in year["rings"]))


def _ring_is_enough(one: dict) -> bool:
    return _is_enough(one["part"], one["whole"] - one["part"]) and one["whole"] > FEW_CASES


def _rest_is_enough(rings: dict, told: Sequence[str]) -> bool:
    """Whether what is left of all rings, taking away those that are told, is nobody or enough on both sides."""
    hidden = [rings[ring] for ring in RINGS if ring not in told]
    if not any(one["whole"] for one in hidden):
        return True
    shown = [rings[ring] for ring in told]
    part = shown[0]["all_part"] - sum(one["part"] for one in shown)
    whole = shown[0]["all_whole"] - sum(one["whole"] for one in shown)
    return _is_enough(part, whole - part)
