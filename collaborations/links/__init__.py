"""From ties with many parties to links between two: by published rules, without Django.

A tie is a record with many parties. A link says that two of them meet in it. Which two do is a choice, so the rules are
named, published on the page and stored with every figure and export.
"""

from .deriving import Links, TieRows, derive_links
from .rules import CLIQUE, DEFAULT, FORMAL, PROJECTIONS, RULES, VIA

__all__ = ["CLIQUE", "DEFAULT", "FORMAL", "PROJECTIONS", "RULES", "VIA", "Links", "TieRows", "derive_links"]
