"""The shipped codebook: complete in two languages, and loaded without overwriting what curators changed."""

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from curation.checking import Refused
from curation.codebook_loading import CodebookUnreadable, load_codebook, shipped_terms
from curation.documents import InVocabulary, marked_fields
from curation.door import accept, heads, propose, revert
from curation.kinds import CodebookTermDocument
from curation.models import ChangeSet, CodebookTerm, Revision
from curation.periods import read_moment
from curation.registry import all_kinds, term_id

TIE_KINDS = {
    "procurement",
    "subsidy",
    "regiepartner",
    "development_table",
    "implementation_table",
    "drawing_table",
    "working_group",
    "covenant",
    "ad_hoc_call",
    "referral",
    "support",
    "joint_project",
    "network",
    "informal",
}


def terms_by_vocabulary():
    vocabularies = {}
    for document in shipped_terms():
        vocabularies.setdefault(document.vocabulary, {})[document.term] = document
    return vocabularies


def vocabularies_used(part=None):
    """Every vocabulary that some document of some kind names."""
    classes = [part] if part else [kind.document for kind in all_kinds()]
    found, seen = set(), set()
    while classes:
        current = classes.pop()
        if current in seen:
            continue
        seen.add(current)
        for name, _how, marker in marked_fields(current):
            if isinstance(marker, InVocabulary):
                found.add(marker.vocabulary)
            classes += models_in(current.model_fields[name].annotation)
    return found


def models_in(annotation):
    arguments = getattr(annotation, "__args__", ())
    if not arguments:
        return [annotation] if hasattr(annotation, "model_fields") else []
    return [model for argument in arguments for model in models_in(argument)]


def test_every_term_has_a_label_and_a_definition_in_both_languages():
    incomplete = [
        f"{document.vocabulary}.{document.term}"
        for document in shipped_terms()
        for language in ("nl", "en")
        if not document.labels.get(language) or not document.definitions.get(language)
    ]
    assert incomplete == []


def test_every_vocabulary_that_documents_name_is_shipped():
    used = vocabularies_used()
    assert {"activity", "tie_kind", "role", "question", "instrument"} <= used
    assert used <= set(terms_by_vocabulary())


def test_the_kinds_of_tie_are_exactly_those_of_the_design():
    assert set(terms_by_vocabulary()["tie_kind"]) == TIE_KINDS


def test_dutch_labels_are_the_words_that_users_know():
    vocabularies = terms_by_vocabulary()
    wanted = {
        ("role", "commissioner"): "opdrachtgever",
        ("role", "lead"): "penvoerder",
        ("role", "consortium_member"): "combinant",
        ("role", "subcontractor"): "onderaannemer",
        ("role", "grantee"): "subsidieontvanger",
        ("role", "director"): "regisseur",
        ("role", "process_director"): "procesregisseur",
        ("role", "broker"): "verbindende partij",
        ("tie_kind", "regiepartner"): "regiepartner",
        ("tie_kind", "development_table"): "ontwikkeltafel",
        ("tie_kind", "implementation_table"): "uitvoeringstafel",
        ("tie_kind", "drawing_table"): "tekentafel",
        ("tie_kind", "working_group"): "werkgroep",
        ("tie_kind", "referral"): "doorverwijzing, toeleiding",
        ("tie_kind", "ad_hoc_call"): "ad hoc inzet",
        ("target_group", "displaced_from_ukraine"): "ontheemden uit Oekraïne",
        ("statutory_theme", "broad_intake_and_pip"): "brede intake en PIP",
        ("statutory_theme", "social_guidance"): "maatschappelijke begeleiding",
        ("statutory_theme", "financial_relief"): "financieel ontzorgen",
    }
    written = {key: vocabularies[key[0]][key[1]].labels["nl"] for key in wanted}
    assert written == wanted
    terms = [term for vocabulary in vocabularies.values() for term in vocabulary.values()]
    everything = " ".join(label for term in terms for label in term.labels.values())
    assert "tussenpersoon" not in everything
    assert "keten" not in everything


def test_unknown_is_a_value_wherever_one_must_be_chosen():
    vocabularies = terms_by_vocabulary()
    for vocabulary in ("form", "scale", "staffing", "organisation_kind"):
        assert "unknown" in vocabularies[vocabulary]


def test_what_is_sensitive_of_a_group_is_no_target_group():
    labels = " ".join(t.labels["nl"] + t.term for t in terms_by_vocabulary()["target_group"].values()).casefold()
    for word in ("vrouw", "women", "lhbt", "lgbt", "moslim", "christ", "syri", "afghaan", "eritre"):
        assert word not in labels


def test_the_statutory_themes_are_marked_as_statutory():
    statutory = {(d.vocabulary, d.term) for d in shipped_terms() if d.statutory}
    assert statutory == {("statutory_theme", term) for term in terms_by_vocabulary()["statutory_theme"]}


def test_every_context_event_has_a_date_and_nothing_else_has():
    dated = {d.term: d.happened for d in shipped_terms() if d.happened}
    assert set(dated) == set(terms_by_vocabulary()["context_event"])
    assert dated["civic_integration_act_2021"] == "2022-01-01"
    assert dated["war_in_ukraine"] == "2022-02-24"
    summer = read_moment(dated["reception_crisis_2022"])
    assert (summer.lo.isoformat(), summer.hi.isoformat()) == ("2022-06-01", "2022-08-31")


def test_loading_twice_changes_nothing(db):
    first = load_codebook()
    assert len(first.added) == CodebookTerm.objects.count() == len(shipped_terms())
    second = load_codebook()
    assert (second.added, second.changed, second.kept) == ([], [], [])
    assert second.unchanged == len(first.added)
    assert ChangeSet.objects.count() == 1


def test_terms_stand_in_the_order_of_the_file(db):
    load_codebook()
    order = [row.term for row in CodebookTerm.objects.of("context_event")]
    assert order == list(terms_by_vocabulary()["context_event"])
    assert CodebookTerm.objects.get(term="study_2019").happened == "2019"


def an_edit(vocabulary, term, **labels):
    """A curator changes the labels of an accepted term."""
    uuid = term_id(vocabulary, term)
    document = heads([uuid])[uuid]
    edited = document.model_copy(update={"labels": document.labels | labels})
    return accept(change_set=propose(purpose="edit", documents=[edited], author_label="een redacteur"))


def test_a_term_that_a_curator_changed_is_kept_and_named(db):
    load_codebook()
    an_edit("activity", "sports", nl="bewegen met elkaar")
    report = load_codebook()
    assert report.kept == ["activity.sports (sport en bewegen)"]
    assert report.change_set is None
    assert CodebookTerm.objects.get(vocabulary="activity", term="sports").labels["nl"] == "bewegen met elkaar"


def another_file(tmp_path, **labels):
    """The shipped file in which the Nederlands label of `activity.sports` reads differently."""
    content = {"vocabularies": {"activity": []}}
    for document in shipped_terms():
        if document.vocabulary == "activity":
            stored = {"term": document.term, "labels": document.labels, "definitions": document.definitions}
            if document.broader:
                stored["broader"] = document.broader
            if document.term == "sports":
                stored["labels"] = document.labels | labels
            content["vocabularies"]["activity"].append(stored)
    path = tmp_path / "codebook.json"
    path.write_bytes(orjson.dumps(content))
    return path


def test_a_term_follows_the_file_while_nobody_changed_it(db, tmp_path):
    load_codebook()
    report = load_codebook(path=another_file(tmp_path, nl="sport en spel"))
    assert report.changed == ["activity.sports (sport en spel)"]
    assert (report.added, report.kept) == ([], [])
    assert CodebookTerm.objects.get(vocabulary="activity", term="sports").labels["nl"] == "sport en spel"


def test_a_changed_file_does_not_overwrite_a_curator(db, tmp_path):
    load_codebook()
    an_edit("activity", "sports", nl="bewegen met elkaar")
    report = load_codebook(path=another_file(tmp_path, nl="sport en spel"))
    assert report.kept == ["activity.sports (sport en spel)"]
    assert CodebookTerm.objects.get(vocabulary="activity", term="sports").labels["nl"] == "bewegen met elkaar"


def test_a_codebook_that_was_undone_does_not_come_back(db):
    revert(change_set=load_codebook().change_set)
    report = load_codebook()
    assert len(report.kept) == len(shipped_terms())
    assert CodebookTerm.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"{", "codebook.json"),
        (b'{"terms": []}', "vocabularies"),
        (b'{"vocabularies": {"form": [{"term": "a", "labels": {"en": "a"}}]}}', "Nederlands label"),
        (b'{"vocabularies": {"form": [{"term": "a", "labels": {"nl": "a"}, "broader": "b"}]}}', "form.a"),
        (b'{"vocabularies": {"form": [{"term": "a", "labels": {"nl": "a"}, "colour": "b"}]}}', "colour"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused_in_words(db, tmp_path, content, what):
    path = tmp_path / "codebook.json"
    path.write_bytes(content)
    with pytest.raises(CodebookUnreadable, match=what):
        load_codebook(path=path)
    with pytest.raises(CommandError, match=what):
        call_command("load_codebook", str(path))
    assert Revision.objects.count() == 0


def test_the_command_says_what_it_did(db, capsys):
    call_command("load_codebook")
    an_edit("form", "foundation", nl="stichting (anbi)")
    capsys.readouterr()
    call_command("load_codebook")
    said = capsys.readouterr().out
    assert "form.foundation (stichting)" in said
    assert "form.association" not in said


def term(key, broader="", vocabulary="instrument", **fields):
    return CodebookTermDocument(vocabulary=vocabulary, term=key, labels={"nl": key.title()}, broader=broader, **fields)


def accepted(*documents):
    return accept(change_set=propose(purpose=ChangeSet.Purpose.EDIT, documents=documents))


@pytest.mark.parametrize(
    ("documents", "said"),
    [
        ([term("lening", "bestaat_niet")], "is no term of the codebook"),
        ([term("lening", "regeling", vocabulary="theme")], "is no term of the codebook"),
        ([term("lening", "lening")], "leads back to the term itself"),
        ([term("regeling", "lening"), term("lening", "regeling")], "leads back to the term itself"),
        ([term("regeling", "lening"), term("lening")], None),
        ([term("lening", "bestaat_niet", withdrawn=True)], None),
    ],
)
def test_a_broader_term_is_known_and_never_leads_back(db, documents, said):
    accepted(term("regeling"))
    with translation.override("en"):
        if said:
            with pytest.raises(Refused, match=said):
                accepted(*documents)
        else:
            accepted(*documents)


def test_a_circle_of_broader_terms_is_seen_across_changes(db):
    accepted(term("regeling"), term("lening", "regeling"), term("krediet", "lening"))
    with pytest.raises(Refused):
        accepted(term("regeling", "krediet"))
    assert CodebookTerm.objects.get(term="regeling").broader == ""
