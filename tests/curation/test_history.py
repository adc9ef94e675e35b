"""History: who changed what, when and why, by what may be public today."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from collaborations.documents import Participation
from curation.consents import give_consent, withdraw_consent
from curation.door import accept, merge_doubles, revert
from curation.history import history_of, public_name, public_revisions
from curation.models import Record, User
from initiatives.documents import SensitiveAttribute
from tests.documents import (
    a_collaboration,
    a_perspective,
    a_phase,
    a_place,
    a_source,
    accepted,
    an_organisation,
    an_unnamed_party,
    cites,
    record_of,
    takes_part,
)
from tests.mapping.files import a_workbook, imported

pytestmark = pytest.mark.django_db


def changed(document, **fields):
    """A later version of a document, accepted."""
    later = document.model_copy(update=fields)
    accepted(later)
    return later


def told(document):
    """The changed fields of each entry, oldest first."""
    return [[change.field for change in entry.differences] for entry in reversed(history_of(record_of(document)))]


def everything(document) -> str:
    """All that history says, as one text."""
    return repr(
        [(entry.document, entry.differences, entry.reason, entry.author) for entry in history_of(record_of(document))]
    )


def test_entries_come_newest_first_with_who_and_why():
    group = an_organisation("Oud")
    accepted(group, author_label="Redactie", reason="Eerste invoer.")
    accepted(group.model_copy(update={"name": "Nieuw"}), author_label="De groep", reason="Nieuwe naam.")
    newest, first = history_of(record_of(group))
    assert (newest.author, newest.reason) == ("De groep", "Nieuwe naam.")
    assert [(change.field, change.before, change.after) for change in newest.differences] == [("name", "Oud", "Nieuw")]
    assert first.is_first
    assert first.differences == ()
    assert (first.author, first.reason) == ("Redactie", "Eerste invoer.")


def test_the_last_document_of_history_is_what_is_public_now():
    source, secret = a_source(), a_source("Geheim", researchers_only=True)
    group = an_organisation(phases=[a_phase(sources=[cites(source), cites(secret)])])
    accepted(source, secret, group)
    changed(group, name="Anders")
    record = record_of(group)
    assert public_revisions(record)[-1][1].canonical().decode() == record.public


def test_what_changes_only_out_of_sight_is_no_entry():
    secret = a_source("Geheim", researchers_only=True)
    group = an_organisation()
    accepted(secret, group)
    group = changed(group, sources=[cites(secret)])
    coded = SensitiveAttribute(attribute="refugee_led", basis="coding", start="2015", end="..")
    group = changed(group, sensitive=[coded])
    changed(group, name="Anders")
    assert told(group) == [[], ["name"]]
    assert str(secret.id) not in everything(group)


def test_a_place_that_is_hidden_today_was_never_anywhere():
    place = a_place("GM0344", level="postcode", postcode4="3512", locality="Buurthuis", finer_because="chosen_by_group")
    group = an_organisation(places=[place], phases=[a_phase(working_area=["GM0344"])])
    accepted(group)
    group = changed(group, places=[place.model_copy(update={"municipality": "GM0355"})])
    assert "GM0344" in everything(group)
    changed(group, places=[place.model_copy(update={"level": "hidden"})])
    for secret in ("GM0344", "GM0355", "3512", "Buurthuis"):
        assert secret not in everything(group)
    assert told(group) == [[]]


def test_a_place_is_told_no_finer_than_the_group_wishes_today():
    place = a_place("GM0344", level="postcode", postcode4="3512", locality="Buurthuis", finer_because="chosen_by_group")
    group = an_organisation(places=[place])
    accepted(group)
    coarse = place.model_copy(update={"level": "municipality", "postcode4": "", "locality": "", "finer_because": ""})
    changed(group, places=[coarse])
    assert "3512" not in everything(group)
    assert "Buurthuis" not in everything(group)
    assert "GM0344" in everything(group)


def test_consent_opens_history_and_its_withdrawal_closes_it_again():
    led = SensitiveAttribute(attribute="refugee_led", basis="consent", start="2015", end="..")
    group = an_organisation()
    accepted(group)
    group = changed(group, sensitive=[led])
    assert told(group) == [[]]
    give_consent(record=record_of(group), subject="refugee_led", basis="asked")
    assert told(group) == [[], ["sensitive"]]
    withdraw_consent(record=record_of(group), subject="refugee_led")
    assert told(group) == [[]]


def test_a_source_that_became_for_researchers_only_left_no_words():
    source = a_source("Gesprek")
    group = an_organisation(phases=[a_phase(sources=[cites(source, "p. 1", "Vertrouwelijk.")])])
    accepted(source, group)
    changed(group, name="Anders")
    assert "Vertrouwelijk." in everything(group)
    changed(source, researchers_only=True)
    assert "Vertrouwelijk." not in everything(group)
    assert history_of(record_of(source)) == []


def test_a_party_that_withholds_its_ties_was_never_in_the_tie():
    group = an_organisation("Verborgen")
    tie = a_collaboration(parties=["GM0344"])
    accepted(group, tie)
    tie = changed(tie, participations=[*tie.participations, takes_part(group)])
    assert told(tie) == [[], ["participations"]]
    changed(group, places=[a_place(level="hidden")])
    assert told(tie) == [[]]
    assert str(group.id) not in everything(tie)


def test_a_party_that_is_not_named_today_was_never_named():
    group = an_organisation("De Theetuin")
    own = takes_part(group)
    tie = a_collaboration(participations=[own])
    accepted(group, tie)
    unnamed = Participation(
        id=own.id, unnamed=an_unnamed_party("een theehuis", why_withheld="at_their_wish"), start="2016"
    )
    changed(tie, participations=[unnamed], reference_number="A1")
    text = everything(tie)
    assert str(group.id) not in text
    assert "een theehuis" in text
    assert "reference_number" in told(tie)[-1]


def test_a_statement_that_the_group_took_back_is_told_of_no_year():
    source = a_source("Wij zijn", type="own_statement")
    stated = SensitiveAttribute(
        attribute="refugee_led", basis="own_public_statement", start="2015", end="..", sources=[cites(source)]
    )
    group = an_organisation(sensitive=[stated])
    accepted(source, group)
    assert "refugee_led" in everything(group)
    for later in ([], [stated.model_copy(update={"basis": "coding", "sources": []})]):
        changed(group, sensitive=later)
        assert "refugee_led" not in everything(group)


@pytest.mark.parametrize(
    ("said", "meant", "gone"),
    [
        ({"attribute": "faith"}, {"attribute": "women_only"}, "attribute='faith'"),
        ({"attribute": "community_of_origin", "words": "Koerdisch"}, {"words": "Jezidisch"}, "words='Koerdisch'"),
        ({"attribute": "lgbtq", "value": "yes"}, {"value": "no"}, "value='yes'"),
    ],
)
def test_what_a_group_put_otherwise_is_not_told_as_it_stood(said, meant, gone):
    source = a_source()
    stated = SensitiveAttribute(basis="own_public_statement", start="2015", end="..", sources=[cites(source)], **said)
    group = an_organisation(sensitive=[stated])
    accepted(source, group)
    assert gone in everything(group)
    changed(group, sensitive=[stated.model_copy(update=meant)])
    assert gone not in everything(group)
    assert told(group) == [[], ["sensitive"]]


def test_an_anonymous_voice_tells_nobody_who_brought_it():
    group, others = an_organisation("De Theetuin"), [an_organisation("De Brug"), an_organisation("De Tuinkamer")]
    tie = a_collaboration(parties=[group, *others])
    accepted(group, *others, tie)
    voice = a_perspective(tie, group, visibility="researchers", words="Eerst alleen voor hen.", told_by="Amira")
    accepted(voice, author_label="Amira", reason="De Theetuin belde.")
    assert history_of(record_of(voice)) == []
    later = voice.model_copy(update={"visibility": "anonymous", "words": "Liever zonder naam."})
    accepted(later, author_label="Amira", reason="Op hun verzoek.", source=None)
    accepted(later.model_copy(update={"words": "Nog steeds zonder naam."}), author_label="Amira")
    entries = history_of(record_of(voice))
    assert [entry.quiet for entry in entries] == [True, True]
    assert {(entry.author, entry.accepted_by, entry.reason, entry.source) for entry in entries} == {("", "", "", None)}
    text = everything(voice)
    assert "Amira" not in text
    assert "alleen voor hen" not in text
    assert str(group.id) not in text


def test_words_that_their_party_took_back_are_no_history_either():
    group = an_organisation("De Theetuin")
    tie = a_collaboration(parties=[group])
    accepted(group, tie)
    voice = a_perspective(tie, group, words="Wij zeiden te veel.")
    accepted(voice)
    assert "te veel" in everything(voice)
    accepted(voice.model_copy(update={"words": "", "state": "rather_not"}))
    assert "te veel" not in everything(voice)


def test_what_was_withdrawn_has_no_history_and_what_came_back_has():
    group = an_organisation()
    accepted(group)
    withdrawal = accepted(group.model_copy(update={"withdrawn": True}))
    assert history_of(record_of(group)) == []
    revert(change_set=withdrawal)
    assert told(group) == [[]]


def test_undoing_is_told_as_a_change():
    group = an_organisation("Een")
    accepted(group)
    change = accepted(group.model_copy(update={"name": "Twee"}))
    revert(change_set=change, reason="Toch niet.")
    assert told(group) == [[], ["name"], ["name"]]
    assert history_of(record_of(group))[0].reason == "Toch niet."


def test_a_merge_of_doubles_is_told_at_the_one_that_stays():
    keep = an_organisation("Blijft", phases=[], spells=[])
    drop = an_organisation("Dubbel", website="https://example.org")
    accepted(keep, drop)
    accept(change_set=merge_doubles(keep=record_of(keep), drop=record_of(drop), reason="Dezelfde."))
    assert "website" in told(keep)[-1]
    assert history_of(record_of(drop)) == []


@pytest.mark.parametrize(
    ("label", "shown"),
    [("Buurtgroep", "Buurtgroep"), ("jan@example.org", ""), ("Jan <jan@example.org>", ""), ("", "")],
)
def test_an_author_is_never_a_mail_address(label, shown):
    group = an_organisation()
    accepted(group, author_label=label)
    assert history_of(record_of(group))[0].author == shown


def test_what_was_done_by_a_command_says_so_and_why_in_the_language_of_the_site():
    file = a_workbook(organisations=[{"id": "o1", "name": "De Tuinkamer"}])
    with override("en"):
        imported(file, "lijst.xlsx")
    made = history_of(Record.objects.get(label="De Tuinkamer"))[0]
    assert made.reason == "Import van lijst.xlsx"
    with override("nl"):
        assert made.author == "wie deze site beheert, met een opdracht"


def test_an_account_is_shown_by_its_chosen_name_or_role_never_by_its_login():
    person = User(username="fatima@example.org", role=User.Role.CURATOR)
    assert public_name(person) == str(User.Role.CURATOR.label)
    person.display_name = "Fatima (Refugee Academy)"
    assert public_name(person) == "Fatima (Refugee Academy)"
    person.display_name = "fatima@example.org"
    assert "@" not in public_name(person)


def test_the_accepter_is_named_when_somebody_else():
    curator = User.objects.create(username="c", role=User.Role.CURATOR, display_name="Redacteur")
    group = an_organisation()
    accepted(group, author_label="De groep", by=curator)
    assert history_of(record_of(group))[0].accepted_by == "Redacteur"
    other = an_organisation("Ander")
    accepted(other, author=curator, by=curator)
    assert history_of(record_of(other))[0].accepted_by == ""


def test_a_reason_loses_its_mail_addresses():
    group = an_organisation()
    accepted(group, reason="Doorgegeven door jan@example.org (telefonisch).")
    assert history_of(record_of(group))[0].reason == "Doorgegeven door … (telefonisch)."


def test_the_source_of_a_change_is_told_when_it_is_public():
    source, secret = a_source("Open"), a_source("Geheim", researchers_only=True)
    accepted(source, secret)
    one, other = an_organisation("Een"), an_organisation("Twee")
    accepted(one, source=source.id)
    accepted(other, source=secret.id)
    assert history_of(record_of(one))[0].source == record_of(source)
    assert history_of(record_of(other))[0].source is None


def test_what_waits_or_was_rejected_is_no_history():
    from curation.door import propose, reject

    group = an_organisation()
    accepted(group)
    for name in ("Wacht", "Afgewezen"):
        change_set = propose(purpose="edit", documents=[group.model_copy(update={"name": name})])
    reject(change_set=change_set)
    assert told(group) == [[]]


def test_a_long_history_needs_no_more_queries_than_a_short_one():
    def queries(document):
        record = record_of(document)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            history_of(record)
        return len(captured)

    group = an_organisation()
    accepted(group)
    group = changed(group, name="Een")
    short = queries(group)
    for number in range(12):
        group = changed(group, name=f"Naam {number}")
    assert queries(group) == short


def test_of_a_hidden_group_nobody_is_told_who_changed_it_and_why():
    group, source = an_organisation("Oud", places=[a_place(level="hidden")]), a_source("Sociale kaart van Utrecht")
    accepted(source)
    accepted(group, author_label="Redactie Utrecht", reason="Uit de sociale kaart van Utrecht.", source=source.id)
    accepted(group.model_copy(update={"name": "Nieuw"}), author_label="Wijkteam Lombok", reason="Gebeld.")
    assert record_of(source).is_published
    newest, first = history_of(record_of(group))
    assert [change.field for change in newest.differences] == ["name"]
    for entry in (newest, first):
        assert (entry.author, entry.accepted_by, entry.reason, entry.source) == ("", "", "", None)
        assert entry.quiet


def test_what_was_noted_while_a_group_was_hidden_stays_quiet():
    group = an_organisation("Oud", places=[a_place(level="hidden")])
    accepted(group, reason="Uit de sociale kaart van Utrecht.")
    accepted(group.model_copy(update={"name": "Nieuw", "places": []}), reason="Verhuisd.")
    newest, first = history_of(record_of(group))
    assert (newest.reason, first.reason) == ("Verhuisd.", "")
