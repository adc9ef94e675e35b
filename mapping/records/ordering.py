"""Order by name in which no script always comes last."""

from functools import lru_cache

from anyascii import anyascii
from django.core.paginator import Paginator

from curation.folding import folded


@lru_cache(maxsize=65_536)
def sort_key(name: str) -> str:
    """What names are sorted by: romanised and folded, like `Organisation.sort_key`."""
    return folded(anyascii(name))


def page_by_name(queryset, field: str, *, number, size: int):
    """One page of a queryset by a name in any script; the rows of the page come in `page.rows`. Three queries."""
    keys = sorted(queryset.values_list("pk", field), key=lambda row: (sort_key(row[1]), row[0]))
    page = Paginator([pk for pk, _name in keys], size).get_page(number)
    rows = queryset.in_bulk(list(page))
    page.rows = [rows[pk] for pk in page]
    return page
