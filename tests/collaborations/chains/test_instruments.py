from collaborations.chains import INSTRUMENTS, instrument_of, instrument_profile
from collaborations.chains.instruments import INSTRUMENT_OF_KIND
from collaborations.links import PROJECTIONS
from curation.codebook_loading import shipped_terms


def test_a_municipality_has_a_profile_of_counts():
    profile = instrument_profile(
        [("procurement", 3), ("procurement", 1), ("subsidy", 0), ("subsidy", 0), ("referral", 0)]
    )
    assert tuple(profile) == INSTRUMENTS
    assert {name: count for name, count in profile.items() if count} == {
        "consortium_procurement": 1,
        "procurement": 1,
        "subsidy": 2,
        "other": 1,
    }
    assert not any(instrument_profile([]).values())


def test_every_tie_has_one_instrument():
    assert {instrument_of(kind, core) for kind in PROJECTIONS for core in range(3)} == set(INSTRUMENTS)
    assert instrument_of("kind_of_curators") == "other"
    assert set(INSTRUMENT_OF_KIND) <= set(PROJECTIONS)


def test_instruments_are_called_as_in_the_codebook():
    terms = {term.term for term in shipped_terms() if term.vocabulary == "instrument"}
    assert set(INSTRUMENTS) - terms == {"other"}
