"""The words of the fictional field, as files beside this module; they are made up and about nobody."""

from functools import cache
from pathlib import Path

import orjson

FOLDER = Path(__file__).parent


@cache
def words(name: str) -> dict:
    """The words of one file: `names`, `initiatives`, `ties` or `municipalities`."""
    return orjson.loads((FOLDER / f"{name}.json").read_bytes())
