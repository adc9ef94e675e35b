from collaborations.chains import CODING, INSTRUMENTS, Counted, OwnPart, instrument_of, instrument_profile
from collaborations.links import PROJECTIONS
from curation.codebook_loading import shipped_terms


def a_part(tie, kind, role="commissioner", ring=None, *, certain=True):
    return OwnPart(tie, kind, role, ring, certain)


def test_a_municipality_has_a_profile_of_counts_in_the_order_of_the_coding():
    profile = instrument_profile(
        [
            a_part(1, "subsidy", "grantor"),
            a_part(2, "subsidy", "grantor"),
            a_part(3, "procurement"),
            a_part(4, "referral"),
        ]
    )
    assert list(profile.items()) == [("procurement", Counted(1, 1)), ("subsidy", Counted(2, 2))]
    assert instrument_profile([]) == {}


def test_a_tie_counts_once_and_certainly_when_one_part_certainly_makes_it_so():
    parts = [a_part(1, "covenant", "signatory", certain=False), a_part(1, "covenant", "signatory")]
    assert instrument_profile(parts) == {"covenant": Counted(1, 1)}
    assert instrument_profile(parts[:1])["covenant"].words == "0–1"
    # The part that certainly holds is only possibly that of a grantor; the grantor only possibly is one.
    unsure = [a_part(1, "subsidy", "unknown"), a_part(1, "subsidy", "grantor", certain=False)]
    assert instrument_profile(unsure) == {"subsidy": Counted(0, 1)}


def test_the_role_decides_where_the_coding_names_roles():
    assert instrument_of("procurement", "commissioner") == ("procurement", "certain")
    assert instrument_of("procurement", "supporter") == ("", "")
    assert instrument_of("procurement", "supporter", ring=0) == ("procurement", "certain")
    assert instrument_of("procurement", "unknown") == ("procurement", "possible")
    assert instrument_of("network", "participant") == ("network_facilitation", "certain")
    assert instrument_of("network", "observer") == ("", "")
    assert instrument_of("kind_of_curators", "lead") == ("", "")


def test_instruments_kinds_and_roles_are_terms_of_the_codebook():
    terms = {(term.vocabulary, term.term) for term in shipped_terms()}
    assert {("instrument", instrument) for instrument in INSTRUMENTS} <= terms
    assert {("role", role) for coding in CODING for role in coding.roles} <= terms
    kinds = [kind for coding in CODING for kind in coding.kinds]
    assert {("tie_kind", kind) for kind in kinds} <= terms
    assert set(kinds) <= set(PROJECTIONS)
    assert len(kinds) == len(set(kinds))
