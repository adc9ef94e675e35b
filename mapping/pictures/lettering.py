"""How wide text is, roughly, and how it is broken into lines. No font is read: a server may have none."""

import re
import unicodedata

# Widths in thousandths of the size of the letter, as in a usual sans serif; see `width_of`.
_WIDTHS = {
    **dict.fromkeys("ijlI.,:;'’|!", 290),
    **dict.fromkeys(" frt()[]/-", 385),
    **dict.fromkeys("cksvxyzJ", 520),
    **dict.fromkeys("mwMW@%", 920),
    **dict.fromkeys("DGHNOQU&", 745),
}
_USUAL, _CAPITAL, _WIDE, _ETHIOPIC = 600, 630, 1000, 860
_SOFT_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
ELLIPSIS = "…"
VOWELS, CONSONANTS = "aeiouyáéíóúàèëïöü", "bcdfghjklmnpqrstvwxz"
ONE_SOUND = ("ch", "th", "ph", "sh")
OPENINGS = tuple(f"{one}r" for one in "bcdfgkptvw") + tuple(f"{one}l" for one in "bcfgkpsv")
"""Pairs of consonants that open a syllable together."""
LOOK_BACK = 5
"""How many letters a line may stay shorter for the sake of a better place for the hyphen."""
RIGHT_TO_LEFT, END = "\u2067", "\u2069"
"""Isolates (Unicode UAX 9), because the program that makes PNGs knows no `direction` attribute."""
FAMILIES = {
    "ARABIC": "'Noto Sans Arabic', 'Noto Naskh Arabic', 'Segoe UI', Tahoma, 'DejaVu Sans', sans-serif",
    "ETHIOPIC": "'Noto Sans Ethiopic', 'Noto Serif Ethiopic', 'Nyala', Kefa, sans-serif",
    "HEBREW": "'Noto Sans Hebrew', 'Segoe UI', 'DejaVu Sans', sans-serif",
}
USUAL_FAMILY = "'Noto Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', 'Liberation Sans', sans-serif"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, in the unit of `size`; a little more rather than less."""
    total = sum(_WIDTHS.get(sign) or _letter(sign) for sign in text)
    return total * size / 1000 * (1.07 if bold else 1.0)


def _letter(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0
    if sign in "ሀ፼" or "\u1200" <= sign <= "\u139f":
        return _ETHIOPIC
    if unicodedata.east_asian_width(sign) in "WF":
        return _WIDE
    return _CAPITAL if sign.isupper() else _USUAL


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    found = (unicodedata.bidirectional(sign) for sign in text)
    return next((way in ("R", "AL") for way in found if way in ("L", "R", "AL")), False)


def isolated(line: str, *, right_to_left: bool) -> str:
    """A line that reads in its own direction wherever it stands."""
    return f"{RIGHT_TO_LEFT}{line}{END}" if right_to_left else line


def family_of(text: str) -> str:
    """Fonts that have the letters of a text, for files that carry their own."""
    for sign in text:
        if sign.isalpha() and (script := unicodedata.name(sign, "").split(" ")[0]) in FAMILIES:
            return FAMILIES[script]
    return USUAL_FAMILY


def _between_syllables(word: str, cut: int) -> int:
    """A place for a hyphen at or a little before `cut` where a consonant opens a syllable, else `cut` itself.

    A rule of thumb for Dutch and its neighbours: other scripts are broken where they are full.
    """
    for end in range(cut, max(cut - LOOK_BACK, 2), -1):
        # Letter by letter: İ becomes two signs.
        before, first, second = (letter.lower() for letter in word[end - 1 : end + 2].rjust(3))
        if before.isalpha() and first in CONSONANTS and second in VOWELS and f"{before}{first}" not in ONE_SOUND:
            return end - 1 if f"{before}{first}" in OPENINGS else end
    return cut


def wrapped(text: str, width: float, size: float, *, bold: bool = False, most: int = 4) -> list[str]:
    """Lines that fit a width, `most` at most, the last of them with an ellipsis when there were more.

    A word too long for a line is broken; a hard space is kept.
    """

    def fits(piece: str) -> bool:
        return width_of(piece, size, bold=bold) <= width

    lines, line = [], ""
    for word in filter(None, _SOFT_SPACE.split(text)):
        if len(lines) > most:
            break
        longer = f"{line} {word}".strip()
        if fits(longer):
            line = longer
            continue
        if line:
            lines.append(line)
        # Text of some languages is one word of thousands of letters: only what is shown is broken.
        while len(lines) <= most and not fits(word):
            cut = next(end for end in range(1, len(word)) if end == len(word) - 1 or not fits(f"{word[: end + 1]}-"))
            # Fewer than three letters on a line of their own read badly.
            cut = _between_syllables(word, max(min(cut, len(word) - 3), 1))
            lines.append(f"{word[:cut]}-")
            word = word[cut:]
        line = word
    lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and not fits(f"{last}{ELLIPSIS}"):
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' -')}{ELLIPSIS}"]
