"""Names that nobody bears: words that do not belong together, in the languages of the field."""

from dataclasses import dataclass
from random import Random

from mapping.example.fiction.dates import chosen
from mapping.example.words import words


@dataclass(frozen=True, slots=True)
class Called:
    """A name; `romanised` and `language` only where it is no Dutch one."""

    name: str
    romanised: str = ""
    language: str = ""


class Names:
    """Gives every name once; a field too large for the combinations adds places that do not exist."""

    def __init__(self, rng: Random):
        self.rng, self.given, self.known = rng, set(), words("names")

    def initiative(self) -> Called:
        """A Dutch name of an initiative."""
        return Called(self._fresh(lambda: chosen(self.rng, self.known["patterns"]).format(self._thing())))

    def in_own_script(self, language: str) -> Called:
        """A name in another language; a Dutch one when all of that language are given."""
        own = self.known["own_script"][language]
        pairs = [(head, tail) for head in own["heads"] for tail in own["tails"]]
        self.rng.shuffle(pairs)
        for (head, head_latin), (tail, tail_latin) in pairs:
            if f"{head} {tail}" not in self.given:
                self.given.add(f"{head} {tail}")
                return Called(f"{head} {tail}", f"{head_latin} {tail_latin}".strip(), language)
        return self.initiative()

    def organisation(self, pattern: str) -> str:
        """A name of another organisation: what it is, and a place or thing that does not exist."""
        return self._fresh(lambda: pattern.format(place=self.rng.choice(self.known["places"]), thing=self._thing()))

    def _thing(self) -> str:
        return self.rng.choice(self.known["first"]) + self.rng.choice(self.known["second"])

    def _fresh(self, make) -> str:
        for attempt in range(60):
            name = make() if attempt < 6 else f"{make()} van {self.rng.choice(self.known['places'])}"
            if name not in self.given:
                break
        else:
            name = f"{make()} nr. {len(self.given)}"
        self.given.add(name)
        return name
