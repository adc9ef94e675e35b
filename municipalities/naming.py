"""Municipalities by the names that people write.

A name is decided only when it can mean one municipality: written exactly, differing in case, accents, signs, spaces or
usual abbreviations, or by another name of the register. A province behind it ("Bergen (NH)") or given apart narrows it
down. All else, also what merely looks alike, is answered with candidates and never decided here.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz, process

from curation.folding import folded
from municipalities.lineage import Lineage, register_stamp
from municipalities.models import Municipality, OtherName, ProvinceMembership

PROVINCES_AS_WRITTEN = {
    "groningen": "gr gn gron groningen",
    "friesland": "fr frl fri fryslan friesland",
    "drenthe": "dr drenthe",
    "overijssel": "o ov ovs overijssel",
    "flevoland": "fl fle flevoland",
    "gelderland": "g gld gl gelderland",
    "utrecht": "u ut utr utrecht",
    "noord-holland": "nh noordholland",
    "zuid-holland": "zh zuidholland",
    "zeeland": "z zld zl zeeland",
    "noord-brabant": "nb noordbrabant brabant",
    "limburg": "l lb li lim limburg limburgnl",
}
PROVINCE_AS_WRITTEN = {word: province for province, words in PROVINCES_AS_WRITTEN.items() for word in words.split()}

_ABBREVIATIONS = [
    (re.compile(r"&|\+"), " en "),
    (re.compile(r"\ba\s*[./]\s*d\b\.?", re.IGNORECASE), " aan den "),
]
_PREFIX = re.compile(r"^(de gemeente|gemeente|gem|gmte|municipality of|stad) (?=.)")
_SUFFIX = re.compile(r"(?<=.) (gemeente|gem)$")
_WITH_ANNEXES = re.compile(r"(?<=.) (c ?a|e ?a|e ?o)$")
_ARTICLE = re.compile(r"^(de|het|t) (?=.)")
_BRACKETED = re.compile(r"^(.*?)\s*[(,]\s*([^(),]*)\)?\s*$")
_CODE = re.compile(r"^(?:gm)?(\d{4})$", re.IGNORECASE)

LIKENESS_SHOWN = 78
MOST_LOOKALIKES = 3


class How(StrEnum):
    """How a name was read. The first four decide; the others leave the choice to a person."""

    CODE = "code"
    EXACT = "exact"
    FOLDED = "folded"
    OTHER_NAME = "other_name"
    AMBIGUOUS = "ambiguous"
    OTHER_DAY = "other_day"
    PLACE = "place"
    LOOKALIKE = "lookalike"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Match:
    """What a written name means: a municipality, or None with the municipalities it may mean.

    `other_day`: the name is right, but the candidates did not exist on the day asked about. `place`: it names a place
    in the candidates. `lookalike`: nothing fits, the candidates merely look alike.
    """

    municipality: Municipality | None
    how: How
    candidates: list[Municipality] = field(default_factory=list)


def name_key(text):
    """A name without everything in which people differ: case, accents, signs, spaces, usual abbreviations."""
    for pattern, full in _ABBREVIATIONS:
        text = pattern.sub(full, text)
    name = _SUFFIX.sub("", _PREFIX.sub("", folded(text)))
    name = re.sub(r"\baan (de[nrs]?|d)\b|\bad\b|\ba d\b", "aan den", name)
    name = re.sub(r"\bst\b", "sint", name)
    return name.replace(" ", "")


def _province_in_brackets(text):
    """A name split into itself and the province in brackets or after a comma behind it: "Bergen (L.)"."""
    split = _BRACKETED.match(text)
    province = PROVINCE_AS_WRITTEN.get(folded(split[2]).replace(" ", "")) if split and split[1] else None
    return (split[1], province) if province else (text, None)


def _province_behind(text):
    """The same for a name as people write it, where the province may stand behind it bare: "Bergen NH"."""
    name, province = _province_in_brackets(text)
    words = folded(text).split()
    for count in (2, 1):
        if province is None and len(words) > count:
            name, province = " ".join(words[:-count]), PROVINCE_AS_WRITTEN.get("".join(words[-count:]))
    return (name, province) if province else (text, None)


class MunicipalityNames:
    """All names of the register, to match many texts without asking the database; five queries.

    `match(text, day=None, province=None)`: `day` limits to municipalities that existed then, `province` (key of the
    region) to those that ever lay in it.
    """

    def __init__(self, lineage=None):
        self.lineage = lineage or Lineage()
        self._provinces = defaultdict(set)
        for municipality, province in ProvinceMembership.objects.values_list("municipality", "region__key"):
            self._provinces[municipality].add(province)
        self._official, self._other, self._short = defaultdict(list), defaultdict(list), defaultdict(list)
        for municipality in self.lineage.municipalities.values():
            bare, _province = _province_in_brackets(municipality.name)
            self._official[name_key(municipality.name)].append(municipality)
            if bare != municipality.name:
                self._official[name_key(bare)].append(municipality)
            self._short[name_key(_ARTICLE.sub("", folded(bare)))].append(municipality)
        for other in OtherName.objects.all():
            self._other[name_key(other.name)].append(self.lineage.municipalities[other.municipality_id])
        self._localities = defaultdict(list)
        for locality in self.lineage.localities:
            self._localities[name_key(locality.name)].append(locality)

    def match(self, text, day=None, province=None):
        """The `Match` of a written name, see the module."""
        text = " ".join(str(text).split())
        code = _CODE.match(text)
        if code:
            return self._by_code(f"GM{code[1]}", day)
        bare, behind = _province_behind(text)
        readings = [(text, province), (bare, behind)] if behind else [(text, province)]
        for written, within in readings:
            match = self._by_name(written, text, day, within)
            if match:
                return match
        return self._by_place(bare, day, behind or province) or self._by_looks(bare, day, behind or province)

    def _by_code(self, code, day):
        found = [municipality for municipality in self.lineage.municipalities.values() if municipality.code == code]
        return self._decide(found, How.CODE, day) or Match(None, How.UNKNOWN)

    def _by_name(self, written, text, day, province):
        """By official name, then by other names, then without article or annexes; None when nothing has it."""
        key = name_key(written)
        exact = [found for found in self._official[key] if found.name == text] if key in self._official else []
        ways = [
            (exact, How.EXACT),
            (self._official.get(key, []), How.FOLDED),
            (self._other.get(key, []), How.OTHER_NAME),
            (self._short.get(name_key(_ARTICLE.sub("", folded(written))), []), How.FOLDED),
            (self._with_annexes(written), How.FOLDED),
        ]
        elsewhere = None
        for found, how in ways:
            match = self._decide(self._in_province(found, province), how, day)
            if match and match.how != How.OTHER_DAY:
                return match
            elsewhere = elsewhere or match
        return elsewhere

    def _with_annexes(self, written):
        """ "Mill c.a.": those whose name begins with this one and goes on with others."""
        first, count = _WITH_ANNEXES.subn("", folded(written))
        if not count:
            return []
        beginnings = (f"{first} en ", f"{first} ")
        return [life for life in self.lineage.municipalities.values() if life.search_name.startswith(beginnings)]

    def _in_province(self, municipalities, province):
        if province is None:
            return municipalities
        return [found for found in municipalities if province in self._provinces[found.pk]]

    def _decide(self, found, how, day):
        """The match when one municipality is left, an open one when several are; None when there is none."""
        found = list(dict.fromkeys(found))
        existing = [municipality for municipality in found if day is None or municipality.exists_on(day)]
        if len(existing) == 1:
            return Match(existing[0], how)
        if existing:
            return Match(None, How.AMBIGUOUS, existing)
        return Match(None, How.OTHER_DAY, found) if found else None

    def _by_place(self, written, day, province):
        localities = self._localities.get(name_key(written), [])
        lay_in = [self._of_locality(locality, day) for locality in localities]
        candidates = list(dict.fromkeys(self._in_province(lay_in, province)))
        return Match(None, How.PLACE, candidates) if candidates else None

    def _of_locality(self, locality, day):
        if day is None:
            return self.lineage.municipalities[locality.municipality_id]
        return self.lineage.of_locality(locality, day)

    def _by_looks(self, written, day, province):
        lives = self._in_province(self.lineage.municipalities.values(), province)
        names = {life.pk: life.search_name for life in lives if day is None or life.exists_on(day)}
        alike = process.extract(
            folded(written), names, scorer=fuzz.ratio, score_cutoff=LIKENESS_SHOWN, limit=MOST_LOOKALIKES
        )
        candidates = [self.lineage.municipalities[pk] for _name, _score, pk in alike]
        return Match(None, How.LOOKALIKE, candidates) if candidates else Match(None, How.UNKNOWN)


_kept = {}


def match_municipality(text, day=None, province=None):
    """The `Match` of one written name; keeps the names in this process while the register stays the same.

    One query; for many names make `MunicipalityNames` once.
    """
    stamp = register_stamp()
    if _kept.get("stamp") != stamp:
        _kept.update(stamp=stamp, names=MunicipalityNames())
    return _kept["names"].match(text, day, province)
