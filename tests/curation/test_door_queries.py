"""Accepting more records asks the database no more questions: the rules across records are asked of all at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.checking import refusals_of_documents
from tests.documents import a_collaboration, a_perspective, a_place, a_profile, accepted, an_organisation

pytestmark = pytest.mark.usefixtures("reference")


def asked(documents) -> int:
    """How many queries the rules across records take."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert refusals_of_documents(documents) == []
    return len(queries)


def test_the_rules_across_records_are_asked_of_all_at_once():
    whole = a_collaboration("Geheel", parties=["GM0344"])
    groups = [an_organisation(f"Groep {number}", places=[a_place("GM0017")]) for number in range(40)]
    ties = [a_collaboration(f"Band {number}", parties=[group], part_of=whole.id) for number, group in enumerate(groups)]
    accepted(whole, *groups, *ties)
    codes = ["GM0344", "GM0363", "GM0599", "GM0014"] * 10
    voices = [a_perspective(tie, group, visibility="anonymous") for tie, group in zip(ties, groups, strict=True)]
    some = [*groups[:2], *ties[:2], *voices[:2], a_profile(codes[0])]
    many = [*groups, *ties, *voices, *(a_profile(code) for code in codes[:4])]
    assert asked(many) == asked(some)
