"""Finding documents in the example field."""


def of_kind(field, kind, **attributes):
    return [
        document
        for document in field
        if document.kind == kind and all(getattr(document, name) == value for name, value in attributes.items())
    ]


def titled(field, title):
    return next(document for document in of_kind(field, "collaboration") if document.title == title)


def by_role(tie, role):
    return [part for part in tie.participations if part.role == role]
