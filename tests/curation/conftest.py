"""What tests of the door share."""

import pytest

from curation.checking import Refused
from tests.documents import (
    accepted,
    an_organisation,
)


@pytest.fixture
def refused():
    """What a person is told when something is refused."""

    def told(step, **arguments) -> str:
        with pytest.raises(Refused) as refusal:
            step(**arguments)
        return "; ".join(map(str, refusal.value.refusals))

    return told


@pytest.fixture
def group():
    """An accepted group."""
    group = an_organisation("Tuin", places=[])
    accepted(group)
    return group
