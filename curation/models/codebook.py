from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .door import Record


class CodebookTermQuerySet(models.QuerySet):
    def of(self, vocabulary):
        """The terms of one vocabulary in the order of the codebook."""
        return self.filter(vocabulary=vocabulary).order_by("position", "term")


class CodebookTerm(models.Model):
    """A term of a vocabulary that curators extend: activities, forms, kinds of tie ..."""

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.CASCADE, related_name="codebook_term")
    vocabulary = models.CharField(_("vocabulary"), max_length=40)
    term = models.CharField(_("term"), max_length=60)
    labels = models.JSONField(_("labels per language"), default=dict)
    definitions = models.JSONField(_("definitions per language"), default=dict)
    broader = models.CharField(_("broader term"), max_length=60, blank=True)
    statutory = models.BooleanField(_("statutory"), default=False)
    happened = models.CharField(
        _("when it happened"),
        max_length=200,
        blank=True,
        help_text=_("Only for context events, which every time axis shows."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = CodebookTermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "term"],
                name="codebook_term_once",
                violation_error_message=_("This vocabulary has that term already."),
            )
        ]

    def __str__(self):
        return self.label()

    def label(self, language=None):
        """The label in a language, else Dutch, else the key."""
        return self.labels.get(language or get_language() or "nl") or self.labels.get("nl") or self.term

    def label_language(self):
        """The language in which `label` answers, or nothing when it is only the key."""
        wanted = get_language() or "nl"
        return wanted if self.labels.get(wanted) else "nl" if self.labels.get("nl") else ""

    def definition(self, language=None):
        """The definition in a language, else Dutch, else nothing."""
        return self.definitions.get(language or get_language() or "nl") or self.definitions.get("nl", "")
