"""Folded text: how names are compared, so that "Zoë", "zoe" and "ZOË" are found by any of the three.

One shipped table (`folding.json`, the same in the browser) takes accents, vowel signs, case and variants of
letters away, turns hyphens and other signs into spaces, and drops apostrophes. Scripts are kept: nothing is
romanised here.
"""

import json
from pathlib import Path

TABLE_FILE = Path(__file__).with_name("folding.json")
_TABLE = {
    ord(character): plain
    for plain, characters in json.loads(TABLE_FILE.read_text(encoding="utf-8")).items()
    for character in characters
}


def folded(text: str) -> str:
    """A text as it is compared: folded character by character, its words separated by one space."""
    return " ".join(word for word in text.translate(_TABLE).split(" ") if word)
