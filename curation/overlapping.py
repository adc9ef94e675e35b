"""Items of one list that certainly hold at the same time, while only one of them can be true."""

from collections.abc import Callable, Iterator, Sequence

from curation.documents import Dated


def overlapping(
    items: Sequence[Dated], excludes: Callable[..., bool], times: dict[str, str] | None = None
) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of each item that excludes an earlier one on days certain in both, and the periods of both in words.

    `times` are the first and the last sign of life with which the periods are read.
    """
    if len(items) < 2:
        return
    periods = [item.period(**(times or {})) for item in items]
    for second, other in enumerate(items):
        for first, one in enumerate(items[:second]):
            if excludes(one, other) and periods[first].overlaps_certainly(periods[second]):
                yield second + 1, {"one": span(one), "other": span(other)}


def span(item: Dated) -> str:
    """The period of an item as it was written."""
    return f"{item.start or '?'}/{item.end or '?'}"
