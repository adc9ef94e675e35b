"""Which organisation of the database a row means: by registration number, then by name and municipality.

Only what is the same is matched: one registration number, or one name in one municipality. What is merely alike is
doubtful, with the candidates, and waits for a person.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from curation.folding import folded
from initiatives.models import Organisation, Place, Registration
from municipalities.register import register_arrays

ALIKE_IN_MUNICIPALITY = 86
ALIKE_ANYWHERE = 93
"""rapidfuzz, 0 to 100: from here on two names may be of one organisation."""
SAME_NUMBER_OTHER_NAME = 55
"""Below this two names are hardly of one organisation, whatever their number says."""
MOST_CANDIDATES = 5
FAR_FUTURE = 99_999
_legal_words = re.compile(r"\b(?:stichting|st|vereniging|foundation|cooperatie|bv|b v|project|initiatief|de|het|the)\b")
_digits = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Found:
    """What a row was matched with: the id of a record, or why a person has to choose. `note` tells of a namesake."""

    uuid: str = ""
    doubt: str = ""
    candidates: tuple[str, ...] = ()
    note: str = ""


@dataclass(slots=True, eq=False)
class _Organisation:
    uuid: str
    key: str
    name: str
    names: tuple[str, ...]
    bare: tuple[str, ...]
    municipalities: frozenset[str]


def bare_name(name: str) -> str:
    """A folded name without legal form and articles."""
    return " ".join(_legal_words.sub(" ", name).split()) or name


def _beginnings(bare: str) -> set[str]:
    """The first letters of the words of a name; names that are much alike share at least one."""
    return {word[:4] for word in bare.split() if len(word) > 3} or {bare[:4]}


class Matching:
    """All organisations of the database by registration number and name; four queries."""

    def __init__(self):
        arrays = register_arrays()
        self._heirs = {
            code: arrays.code[arrays.municipality_on(index, FAR_FUTURE)] for index, code in enumerate(arrays.code)
        }
        self._all: dict[int, _Organisation] = {}
        self._by_name, self._by_home, self._by_word = defaultdict(list), defaultdict(list), defaultdict(list)
        self._by_number = defaultdict(list)
        self._load(self._homes())
        for pk, scheme, number in Registration.objects.values_list("organisation_id", "scheme", "number"):
            self._by_number[scheme, number.casefold()].append(self._all[pk])

    def _homes(self) -> dict[int, set[str]]:
        homes: dict[int, set[str]] = defaultdict(set)
        places = Place.objects.exclude(municipality=None).values_list("organisation_id", "municipality__code")
        for organisation, code in places.iterator():
            homes[organisation].add(self._heirs[code])
        return homes

    def _load(self, homes: dict[int, set[str]]) -> None:
        columns = ("record_id", "record__uuid", "record__key", "name", "search_text")
        for pk, uuid, key, name, names in Organisation.objects.values_list(*columns).iterator():
            written = tuple(names.split("\n"))
            bare = tuple(bare_name(one) for one in written)
            one = _Organisation(str(uuid), key, name, written, bare, frozenset(homes.get(pk, ())))
            self._all[pk] = one
            for folded_name in one.names:
                self._by_name[folded_name].append(one)
            for home in one.municipalities or {""}:
                self._by_home[home].append(one)
            for word in {word for bare_one in bare for word in _beginnings(bare_one)}:
                self._by_word[word].append(one)

    def find(self, name: str, municipalities: list[str], registrations: list[tuple[str, str]]) -> Found:
        """What a row with this name means, in these municipalities (codes), with these numbers (scheme, number)."""
        if not self._all:
            return Found()
        name = folded(name)
        return (
            self._by_registration(name, registrations)
            or self._named(name, {self._heirs.get(code, code) for code in municipalities})
            or Found()
        )

    def _by_registration(self, name: str, registrations) -> Found | None:
        found = {
            one.uuid: one
            for scheme, number in registrations
            for one in self._by_number.get((scheme, number.casefold()), ())
        }
        if not found:
            return None
        candidates = self._described(found.values())
        if len(found) > 1:
            return Found(doubt=_("Its registration numbers belong to several records."), candidates=candidates)
        one = next(iter(found.values()))
        if max(_likeness(name, other) for other in one.names) < SAME_NUMBER_OTHER_NAME:
            return Found(doubt=_("Its registration number belongs to another name."), candidates=candidates)
        return Found(one.uuid)

    def _named(self, name: str, homes: set[str]) -> Found | None:
        same = self._by_name.get(name, [])
        here = [one for one in same if one.municipalities & homes]
        if len(here) == 1:
            return Found(here[0].uuid)
        if here:
            return Found(doubt=_("Several records have this name here."), candidates=self._described(here))
        placeless = [one for one in same if not one.municipalities or not homes]
        if placeless:
            doubt = _("A record has this name, but one of the two does not say in which municipality it is.")
            return Found(doubt=doubt, candidates=self._described(placeless))
        alike = self._alike(name, homes)
        if alike:
            return Found(doubt=_("A record has a name that is much like it."), candidates=self._described(alike))
        if same:
            note = _("A record of the same name is known in another municipality: %s.")
            return Found(note=note % ", ".join(self._described(same)))
        return None

    def _alike(self, name: str, homes: set[str]) -> list[_Organisation]:
        """Organisations whose name differs little, here or where nobody knows where they are."""
        bare, digits = bare_name(name), _digits.findall(name)
        if homes:
            near = [one for home in (*sorted(homes), "") for one in self._by_home.get(home, ())]
            least = ALIKE_IN_MUNICIPALITY
        else:
            sharing = {one.uuid: one for word in _beginnings(bare) for one in self._by_word.get(word, ())}
            near, least = list(sharing.values()), ALIKE_ANYWHERE
        choices = {
            (number, written): bare_one
            for number, one in enumerate(near)
            for written, bare_one in zip(one.names, one.bare, strict=True)
        }
        found = process.extract(
            bare, choices, scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=3 * MOST_CANDIDATES
        )
        alike = {
            near[number].uuid: near[number]
            for _written, _score, (number, written) in found
            if _digits.findall(written) == digits
        }
        return list(alike.values())[:MOST_CANDIDATES]

    def _described(self, organisations) -> tuple[str, ...]:
        return tuple(
            f"{one.name} ({', '.join([*sorted(one.municipalities), one.key])})"
            for one in list(organisations)[:MOST_CANDIDATES]
        )


def _likeness(name: str, other: str) -> float:
    return fuzz.token_sort_ratio(bare_name(name), bare_name(other))


def is_likely_renamed(name: str, other: str) -> bool:
    """Whether two names differ so much that one id can hardly mean both."""
    return _likeness(folded(name), folded(other)) < SAME_NUMBER_OTHER_NAME
