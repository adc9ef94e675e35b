"""How a file names its sheets and columns, so that a report speaks of them in the words of whoever made the file."""

from dataclasses import dataclass, field

from django.utils.translation import get_language

from mapping.exchange.headings import dutch, dutch_heading
from mapping.exchange.shapes import SHORTHANDS, columns_by_key, sheets
from mapping.records.codebook import VOCABULARIES


def with_key(label: str, key: str) -> str:
    """A word for a reader with the key that files know behind it, unless the two are the same."""
    return f"{label} ({key})" if label and label != key else key


def in_dutch() -> bool:
    """Whether the reader reads Dutch, in which sheets, columns and choices have words of their own."""
    return (get_language() or "").startswith("nl")


def sheet_word(name: str) -> str:
    """A sheet that is not in the file, as the template names it."""
    return with_key(next(iter(dutch()["sheets"].get(name, [])), ""), name) if in_dutch() else name


def column_word(key: str, sheet: str) -> str:
    """A column that is not in the file, as the template heads it."""
    return with_key(dutch_heading(key, sheet), key) if in_dutch() else key


def choice_word(choice: str) -> str:
    """One of the words that a column may hold."""
    return with_key(next(iter(dutch()["choices"].get(choice, [])), ""), choice) if in_dutch() else choice


def vocabulary_word(vocabulary: str) -> str:
    """A vocabulary of the codebook, as the page of the codebook heads it."""
    return with_key(str(VOCABULARIES.get(vocabulary, ("",))[0]), vocabulary)


@dataclass(slots=True)
class Naming:
    """The titles of the sheets of a file and the headings of their columns, by the names that Kustlijn has for them.

    What the file does not hold is named as the template names it.
    """

    titles: dict[str, str] = field(default_factory=dict)
    headings: dict[tuple[str, str], str] = field(default_factory=dict)

    def learn(self, sheet: str, title: str, headings: dict[str, str]) -> None:
        """Remember how a file names a sheet and its columns."""
        self.titles[sheet] = title
        self.headings |= {(sheet, key): heading for key, heading in headings.items()}

    def sheet(self, name: str) -> str:
        """A sheet as the file names it; what is no sheet of ours is a title already."""
        return self.titles.get(name) or (sheet_word(name) if name in sheets() else name)

    def column(self, sheet: str, key: str) -> str:
        """A column as it is headed in the file; a heading that is no column of ours stays as it is."""
        if (sheet, key) in self.headings:
            return f"“{self.headings[sheet, key]}”"
        for written, (_meant, meant_column, _more) in SHORTHANDS.get(sheet, {}).items():
            if meant_column == key and (sheet, written) in self.headings:
                return f"“{self.headings[sheet, written]}”"
        return column_word(key, sheet) if key in dutch()["columns"] or key in _keys_of(sheet) else key

    def field(self, sheet: str, steps: str) -> str:
        """A field of a record behind the item it stands in: a list by its sheet, anything else by its column."""
        *within, last = steps.split(" › ")
        name, _space, key = last.partition(" ")
        if name in sheets():
            name = self.sheet(name)
        elif name in dutch()["columns"]:
            name = self.column(sheet, name)
        return " › ".join([*within, f"{name} {key}".rstrip()])


def _keys_of(sheet: str) -> dict:
    return columns_by_key(sheet) if sheet in sheets() else {}
