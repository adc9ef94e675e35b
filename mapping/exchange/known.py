"""What the database knows already, loaded once for a whole file: records by id, key and name, terms, municipalities."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import orjson
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from curation.folding import folded
from curation.models import CodebookTerm, Record
from curation.periods import DISTANT_FUTURE, DISTANT_PAST, read_moment
from curation.registry import term_id
from mapping.exchange.cells import CellRefused
from mapping.exchange.headings import plain
from mapping.exchange.identity import natural_key
from mapping.exchange.naming import in_dutch, sheet_word, vocabulary_word, with_key
from municipalities.naming import How, MunicipalityNames

LIKE_A_TERM = 75
FEW_TERMS = 12
"""A vocabulary with no more terms is written out where a term is not known."""


@dataclass(slots=True)
class KnownRecord:
    """What a reference needs to know of a record."""

    uuid: str
    key: str
    label: str
    live: bool
    merged_into: str = ""


@dataclass(slots=True)
class KindIndex:
    """The records of one kind, by every way to name them."""

    by_uuid: dict[str, KnownRecord] = field(default_factory=dict)
    by_key: dict[str, KnownRecord] = field(default_factory=dict)
    by_name: dict[str, list[KnownRecord]] = field(default_factory=lambda: defaultdict(list))

    def survivor(self, record: KnownRecord) -> KnownRecord:
        """The record that stands for this one after mergers."""
        seen = set()
        while record.merged_into and record.uuid not in seen:
            seen.add(record.uuid)
            record = self.by_uuid[record.merged_into]
        return record


class Known:
    """The database as an import needs it; everything is loaded when first asked for."""

    def __init__(self):
        self._indices: dict[str, KindIndex] = {}
        self._natural: dict[str, dict[str, str]] = {}
        self._terms: dict[str, dict[str, str]] = {}
        self._labels: dict[tuple[str, str], dict[str, str]] = {}
        self._municipalities: dict[tuple, str] = {}

    def index(self, kind: str) -> KindIndex:
        """All records of a kind that have a head."""
        if kind not in self._indices:
            index = self._indices[kind] = KindIndex()
            rows = Record.objects.of_kind(kind).filter(head__isnull=False)
            columns = ("uuid", "key", "label", "withdrawn", "merged_into__uuid")
            for uuid, key, label, withdrawn, into in rows.values_list(*columns).iterator():
                record = KnownRecord(str(uuid), key, label, not (withdrawn or into), str(into) if into else "")
                index.by_uuid[record.uuid] = index.by_key[key] = record
                if record.live:
                    index.by_name[folded(label)].append(record)
        return self._indices[kind]

    def naturally(self, kind: str) -> dict[str, str]:
        """The ids of the live records of a kind by their natural key."""
        if kind not in self._natural:
            rows = Record.objects.of_kind(kind).filter(head__isnull=False, withdrawn=False, merged_into__isnull=True)
            found = self._natural[kind] = {}
            for uuid, text in rows.order_by("pk").values_list("uuid", "head__document").iterator():
                found.setdefault(natural_key(kind, orjson.loads(text)), str(uuid))
        return self._natural[kind]

    @cached_property
    def term_ids(self) -> set:
        """The ids of all codebook terms, merged ones included."""
        return set(
            Record.objects.of_kind("codebook_term")
            .filter(head__isnull=False, withdrawn=False)
            .values_list("uuid", flat=True)
        )

    def terms(self, vocabulary: str) -> dict[str, str]:
        """The keys of a vocabulary by key and by label in any language."""
        if not self._terms:
            found = defaultdict(dict)
            for name, term, labels in CodebookTerm.objects.values_list("vocabulary", "term", "labels"):
                self._add_term(found[name], term, labels)
                self._labels[name, term] = labels
            self._terms = found
        return self._terms[vocabulary]

    def add_term(self, vocabulary: str, term: str, labels: dict[str, str]) -> None:
        """Make a term known that the file itself brings."""
        self._add_term(self.terms(vocabulary), term, labels)
        self._labels[vocabulary, term] = labels
        self.term_ids.add(term_id(vocabulary, term))

    @staticmethod
    def _add_term(terms: dict[str, str], term: str, labels: dict[str, str]) -> None:
        terms[term] = terms[plain(term)] = term
        for label in labels.values():
            terms.setdefault(plain(label), term)

    def term(self, text: str, vocabulary: str) -> str:
        """The key of a term that is written as its key or one of its labels. Raises CellRefused."""
        terms = self.terms(vocabulary)
        found = terms.get(text) or terms.get(plain(text))
        if found:
            return found
        if term_id(vocabulary, text) in self.term_ids:
            return text
        alike = process.extract(plain(text), list(terms), scorer=fuzz.ratio, score_cutoff=LIKE_A_TERM, limit=3)
        candidates = list(dict.fromkeys(terms[name] for name, _score, _index in alike))
        every = list(dict.fromkeys(terms.values()))
        if candidates:
            hint = _("Perhaps %s?") % self._in_words(vocabulary, candidates)
        elif len(every) <= FEW_TERMS:
            hint = _("Write one of: %s.") % self._in_words(vocabulary, every)
        else:
            hint = _("The codebook on this site (/codebook/) has all its terms; in the sheet %s you can add your own.")
            hint %= sheet_word("codebook")
        message = _("“%(text)s” is no term of the vocabulary %(vocabulary)s.")
        raise CellRefused(f"{message % {'text': text, 'vocabulary': vocabulary_word(vocabulary)}} {hint}")

    def _in_words(self, vocabulary: str, terms: list[str]) -> str:
        """Terms by their labels in the language of the reader, each with its key."""
        language = "nl" if in_dutch() else "en"
        return ", ".join(with_key(self._labels[vocabulary, term].get(language, ""), term) for term in terms)

    @cached_property
    def municipality_names(self) -> MunicipalityNames:
        """The names of the register."""
        return MunicipalityNames()

    @cached_property
    def municipality_labels(self) -> dict[str, str]:
        """The name of every municipality by code."""
        return {life.code: life.name for life in self.municipality_names.lineage.municipalities.values()}

    def municipality(self, text: str, day: date | None = None) -> str:
        """The code of the municipality that a person wrote, on a day if it is known. Raises CellRefused."""
        known = self._municipalities.get((text, day))
        if known is None:
            known = self._municipalities[text, day] = self._find_municipality(text, day)
        return known

    def _find_municipality(self, text: str, day: date | None) -> str:
        number = text.upper().replace(" ", "").removeprefix("GM")
        if number.isdecimal() and (code := f"GM{int(number):04}") in self.municipality_labels:
            return code
        match = self.municipality_names.match(text, day) if day else None
        if match is None or match.municipality is None:
            anytime = self.municipality_names.match(text)
            match = anytime if anytime.municipality or match is None else match
        if match.municipality is None:
            raise _unclear_municipality(text, match)
        return match.municipality.code


def _unclear_municipality(text: str, match) -> CellRefused:
    candidates = tuple(f"{life.name} ({life.code})" for life in match.candidates)
    named = ", ".join(candidates)
    if match.how == How.PLACE:
        message = _("“%(text)s” is a place, not a municipality. Write the municipality: %(candidates)s.")
    elif match.how in (How.AMBIGUOUS, How.OTHER_DAY):
        message = _("“%(text)s” can mean several municipalities. Write the code: %(candidates)s.")
    elif candidates:
        message = _("No municipality is called “%(text)s”. Perhaps %(candidates)s?")
    else:
        message = _("No municipality is called “%(text)s”.")
    return CellRefused(message % {"text": text, "candidates": named}, doubtful=bool(candidates), candidates=candidates)


def day_of(start, end) -> date | None:
    """A day on which something certainly or probably held, to find a municipality by its name of then."""
    if isinstance(start, str) and start:
        moment = read_moment(start)
        return moment.lo if moment.lo != DISTANT_PAST else None
    if isinstance(end, str) and end not in ("", ".."):
        moment = read_moment(end)
        return moment.lo if DISTANT_PAST < moment.lo < DISTANT_FUTURE else None
    return None
