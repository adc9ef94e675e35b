"""The example field: what the report says of organisations by name, and a fiction that is labelled as one."""

from curation.documents import Document
from mapping.example.fiction.field import SIZE, fictional_documents
from mapping.example.report import report_documents

SEED = 2015
"""The seed of the field that is shipped."""


def build_example_field(*, seed: int = SEED, initiatives: int = SIZE) -> list[Document]:
    """Every document of the example field; the codebook is loaded apart (`load_codebook`)."""
    return [*report_documents(), *fictional_documents(seed=seed, initiatives=initiatives)]
