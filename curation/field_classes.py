"""Who may see which field: one table over every model of ours, by name, so that nobody adds a field without deciding.

A test fails on a field that is missing here and on an entry whose field is gone. The table says who may see a value at
most; whether there is a value is decided when a record is written (see `curation.publishing`). What stands in a
projected table as `ON_CONSENT` is there only because the group said it in public, chose it or agreed to it.
"""

PUBLIC = "public"
ON_CONSENT = "on_consent"
OWNER_AND_CURATORS = "owner_and_curators"
CURATORS = "curators"
SYSTEM = "system"
CLASSES = (PUBLIC, ON_CONSENT, OWNER_AND_CURATORS, CURATORS, SYSTEM)

PERIOD = "start end start_lo start_hi end_lo end_hi"
OF_ORGANISATION = f"organisation uuid {PERIOD}"
OF_TIE = f"collaboration uuid {PERIOD}"
WORDS = "uuid language text"

FIELD_CLASSES: dict[str, dict[str, str]] = {
    # The door
    "curation.Record": {
        PUBLIC: "uuid kind key merged_into fictional public public_changed_at",
        CURATORS: "label head withdrawn",
        SYSTEM: "id is_published withholds_ties",
    },
    "curation.ChangeSet": {
        PUBLIC: "uuid purpose author author_label reason source reverts decided_at decided_by accepted_seq",
        OWNER_AND_CURATORS: "state proposed_at decision_reason",
        SYSTEM: "id",
    },
    "curation.Revision": {
        PUBLIC: "uuid",
        CURATORS: "change_set position record base previous document proposed_document digest",
        SYSTEM: "id",
    },
    "curation.RecordReference": {SYSTEM: "id record target"},
    "curation.OutboxJob": {
        SYSTEM: "id kind content effect_key created_at done_at wait_until attempts last_error",
    },
    # What is private
    "curation.Consent": {
        OWNER_AND_CURATORS: "record subject basis language given_at withdrawn_at",
        SYSTEM: "id",
    },
    "curation.PrivatePart": {OWNER_AND_CURATORS: "revision kind item content replaced", SYSTEM: "id"},
    "initiatives.ExactPlace": {OWNER_AND_CURATORS: "record place address", ON_CONSENT: "lon lat", SYSTEM: "id"},
    "initiatives.ContactPerson": {OWNER_AND_CURATORS: "record item name email phone", SYSTEM: "id"},
    # People
    "curation.User": {
        PUBLIC: "display_name",
        OWNER_AND_CURATORS: "username first_name last_name email role",
        SYSTEM: "id password last_login is_superuser is_staff is_active date_joined groups user_permissions",
    },
    "curation.Belonging": {OWNER_AND_CURATORS: "user organisation municipality", SYSTEM: "id"},
    "curation.User_groups": {SYSTEM: "id user group"},
    "curation.User_user_permissions": {SYSTEM: "id user permission"},
    # Sources and words
    "curation.Source": {
        PUBLIC: "record type title author publisher published_on url accessed_on language identifier",
    },
    "curation.RecordCitation": {PUBLIC: "record source item item_kind locator quote", SYSTEM: "id"},
    "curation.CodebookTerm": {
        PUBLIC: "record vocabulary term labels definitions broader statutory happened position",
    },
    # The register of municipalities
    "municipalities.Municipality": {
        PUBLIC: "code name search_name exists_from exists_to seat_lon seat_lat",
        SYSTEM: "id",
    },
    "municipalities.Succession": {PUBLIC: "predecessor successor on share is_main held_seat", SYSTEM: "id"},
    "municipalities.OtherName": {PUBLIC: "municipality name search_name kind", SYSTEM: "id"},
    "municipalities.Region": {PUBLIC: "kind key name", SYSTEM: "id"},
    "municipalities.ProvinceMembership": {
        PUBLIC: "municipality region valid_from valid_to is_derived",
        SYSTEM: "id",
    },
    "municipalities.LabourMarketMembership": {
        PUBLIC: "municipality region valid_from valid_to is_derived",
        SYSTEM: "id",
    },
    "municipalities.BoundaryVintage": {PUBLIC: "day source credit", CURATORS: "imported_at", SYSTEM: "id"},
    "municipalities.Boundary": {PUBLIC: "vintage municipality outline lon lat repaired", SYSTEM: "id"},
    "municipalities.Locality": {
        PUBLIC: "name search_name municipality first_municipality lon lat",
        SYSTEM: "id",
    },
    "municipalities.PostcodeArea": {PUBLIC: "postcode4 lon lat municipality_code", SYSTEM: "id"},
    # Facts about municipalities
    "municipalities.MunicipalityProfile": {PUBLIC: "record municipality function_mailbox fictional"},
    "municipalities.ProfileStatement": {PUBLIC: f"profile uuid instruments {PERIOD}", SYSTEM: "id"},
    "municipalities.ProfileWords": {PUBLIC: f"profile statement about {WORDS}", SYSTEM: "id"},
    "municipalities.ResearchEffort": {
        PUBLIC: "record municipality organisation subject tie_kind done_on method looked languages completeness "
        f"at_least_more fictional {PERIOD}",
    },
    # Organisations
    "initiatives.Organisation": {
        PUBLIC: "record name romanised sort_key search_text born_as origin origin_words website function_mailbox "
        "first_known first_known_lo first_known_hi last_sign_of_life last_sign_lo last_sign_hi fictional",
    },
    "initiatives.OtherName": {PUBLIC: f"name language sort {OF_ORGANISATION}", SYSTEM: "id"},
    "initiatives.Registration": {PUBLIC: "organisation uuid scheme number", SYSTEM: "id"},
    "initiatives.Description": {PUBLIC: f"organisation {WORDS}", SYSTEM: "id"},
    "initiatives.Story": {PUBLIC: f"organisation title told_by told_on {WORDS}", SYSTEM: "id"},
    "initiatives.Spell": {PUBLIC: f"state ending ending_words {OF_ORGANISATION}", SYSTEM: "id"},
    "initiatives.Phase": {
        PUBLIC: f"kind form scale staffing activities target_groups languages working_area {OF_ORGANISATION}",
        SYSTEM: "id",
    },
    "initiatives.Place": {
        PUBLIC: f"use municipality {OF_ORGANISATION}",
        ON_CONSENT: "level locality postcode4 lon lat",
        SYSTEM: "id",
    },
    "initiatives.SensitiveAttribute": {
        ON_CONSENT: f"attribute value words basis stated_on {OF_ORGANISATION}",
        SYSTEM: "id",
    },
    "initiatives.ContactWish": {PUBLIC: f"wish {OF_ORGANISATION}", SYSTEM: "id"},
    "initiatives.Membership": {PUBLIC: f"municipality {OF_ORGANISATION}", SYSTEM: "id"},
    "initiatives.LineageEvent": {PUBLIC: "record sort happened lo hi fictional"},
    "initiatives.LineageParty": {PUBLIC: "event organisation side", SYSTEM: "id"},
    "initiatives.LineageWords": {PUBLIC: f"event {WORDS}", SYSTEM: "id"},
    # Ties and voices
    "collaborations.Collaboration": {
        PUBLIC: "record tie_kind title search_text themes statutory_themes reference_number rests_on terms part_of "
        f"grew_words fictional {PERIOD}",
    },
    "collaborations.CollaborationDescription": {PUBLIC: f"collaboration {WORDS}", SYSTEM: "id"},
    "collaborations.SharedWords": {PUBLIC: f"collaboration {WORDS}", SYSTEM: "id"},
    "collaborations.Amount": {PUBLIC: f"amount currency {OF_TIE}", SYSTEM: "id"},
    "collaborations.Condition": {PUBLIC: "collaboration uuid condition demanded_by words", SYSTEM: "id"},
    "collaborations.GrowthLink": {PUBLIC: "collaboration origin", SYSTEM: "id"},
    "collaborations.Participation": {
        PUBLIC: f"position municipality unnamed_sort unnamed_description unnamed_why role ring via say lot {OF_TIE}",
        ON_CONSENT: "organisation",
        SYSTEM: "id",
    },
    "collaborations.ParticipationWords": {PUBLIC: f"collaboration participation about {WORDS}", SYSTEM: "id"},
    "collaborations.Seat": {PUBLIC: f"participation position name state function {OF_TIE}", SYSTEM: "id"},
    "collaborations.TieEvent": {
        PUBLIC: f"collaboration participation position event happened lo hi {WORDS}",
        SYSTEM: "id",
    },
    "collaborations.Perspective": {
        PUBLIC: "record collaboration lineage_event anonymous state fictional",
        ON_CONSENT: "municipality organisation party_words language words told_by told_on",
    },
    "collaborations.PerspectiveAnswer": {PUBLIC: "perspective position question", ON_CONSENT: "text", SYSTEM: "id"},
    "collaborations.Confirmation": {
        PUBLIC: "record collaboration participation revision shared_words answer words confirmed_on",
    },
}


def class_of(model: str, field: str) -> str:
    """The class of a field, for example of ("initiatives.Place", "lon"); raises KeyError when nobody decided."""
    for name, fields in FIELD_CLASSES[model].items():
        if field in fields.split():
            return name
    raise KeyError(f"{model}.{field} has no class")
