from django.db import models
from django.utils.translation import gettext_lazy as _

from .door import Record


class Source(models.Model):
    """Where facts come from: a document, web page, interview, own statement or register."""

    class Type(models.TextChoices):
        DOCUMENT = "document", _("document")
        WEB_PAGE = "web_page", _("web page")
        INTERVIEW = "interview", _("interview")
        OWN_STATEMENT = "own_statement", _("own statement")
        REGISTER = "register", _("register")

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.CASCADE, related_name="source_row")
    type = models.CharField(_("type"), max_length=20, choices=Type)
    title = models.CharField(_("title"), max_length=300)
    author = models.CharField(_("told or written by"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    published_on = models.CharField(_("published on"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    accessed_on = models.CharField(_("seen on"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    identifier = models.CharField(_("identifier, for example an ISBN"), max_length=100, blank=True)

    def __str__(self):
        return self.title


class RecordCitation(models.Model):
    """That an item of a record's public document rests on a source."""

    record = models.ForeignKey(Record, verbose_name=_("record"), on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Record, verbose_name=_("source"), on_delete=models.PROTECT, related_name="cited_by")
    item = models.UUIDField(_("item of the document"), null=True, blank=True)
    item_kind = models.CharField(_("kind of item"), max_length=30, blank=True)
    locator = models.CharField(_("place in the source"), max_length=300, blank=True)
    quote = models.TextField(_("words of the source"), blank=True)

    def __str__(self):
        return f"{self.record_id} ← {self.source_id}"
