"""How the fold table is made from Unicode; run by `manage.py write_browser_tables`, never while searching.

The table is shipped as a file, because two programs (Python here, the browser there) that each ask their own
edition of Unicode would now and then disagree about a letter, and list and map would show different results.
"""

import unicodedata

COVERED = (
    (0x0000, 0x07FF),  # Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Syriac, Thaana, N'Ko
    (0x10A0, 0x10FF),  # Georgian
    (0x1AB0, 0x1AFF),  # combining marks
    (0x1C80, 0x1CBF),  # Cyrillic and Georgian, further
    (0x1D00, 0x214F),  # phonetic, Latin and Greek further, punctuation, letterlike
    (0x2C60, 0x2C7F),  # Latin further
    (0x2D00, 0x2D2F),  # Georgian further
    (0x2DE0, 0x2E5D),  # Cyrillic marks, punctuation
    (0x3000, 0x303F),  # punctuation of East Asia
    (0xA640, 0xA69F),  # Cyrillic further
    (0xA720, 0xA7FF),  # Latin further
    (0xFB00, 0xFBFF),  # ligatures of Latin and Hebrew, forms of Arabic letters
    (0xFE00, 0xFE2F),  # variation selectors, half marks
    (0xFE70, 0xFEFF),  # forms of Arabic letters
    (0xFF01, 0xFF5E),  # full-width Latin
)
# Marks that people leave out: accents, Hebrew points, Arabic vowel signs and the stretching tatweel. Vowel
# signs of scripts in which they are part of the word (Devanagari, Tamil) stay.
LEFT_OUT = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05BD),
    (0x05BF, 0x05BF),
    (0x05C1, 0x05C2),
    (0x05C4, 0x05C5),
    (0x05C7, 0x05C7),
    (0x0610, 0x061A),
    (0x0640, 0x0640),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
    (0x0711, 0x0711),
    (0x0730, 0x074A),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0x2DE0, 0x2DFF),
    (0xA66F, 0xA672),
    (0xFE00, 0xFE2F),
)
# Letters whose plainer form Unicode does not give.
PLAINER = {
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ƒ": "f", "ĸ": "k",
    "æ": "ae", "œ": "oe", "þ": "th", "ſ": "s", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
    "ς": "σ", "ґ": "г", "ј": "j", "ў": "у",
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي",
    "ک": "ك", "ڪ": "ك", "ة": "ه", "ہ": "ه", "ۃ": "ه", "ھ": "ه",
    "ە": "ه", "ٱ": "ا", "ء": "",
}  # fmt: skip
APOSTROPHES = "'`´’‘‛‚′ʹʻʼʽʾʿˈ׳՚＇"


def _plain(character: str) -> str:
    """One character of a decomposed, case-folded text in its plainest form."""
    number, category = ord(character), unicodedata.category(character)
    if character in APOSTROPHES or any(first <= number <= last for first, last in LEFT_OUT):
        return ""
    if category in ("Cf", "Cc") and not character.isspace():
        return ""
    if character.isspace() or category[0] in "PZ" or (category[0] == "S" and number < 0x2100):
        return " "
    digit = unicodedata.digit(character, None)
    return str(digit) if digit is not None else PLAINER.get(character, character)


def fold_once(character: str) -> str:
    """What one character becomes by the rules."""
    if character in APOSTROPHES:
        return ""
    folded = character
    for _round in range(3):
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", folded).casefold())
        folded = "".join(map(_plain, folded))
    return folded


def fold_table() -> dict[str, str]:
    """Every covered character that changes, grouped: what it becomes → the characters that become it."""
    groups: dict[str, list[str]] = {}
    for first, last in COVERED:
        for character in map(chr, range(first, last + 1)):
            if unicodedata.category(character) != "Cn" and (folded := fold_once(character)) != character:
                groups.setdefault(folded, []).append(character)
    return {folded: "".join(characters) for folded, characters in sorted(groups.items())}
