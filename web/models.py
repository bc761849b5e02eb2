from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(hours=1)


class KeptSubmission(models.Model):
    """Holds what a form sent that could not be stored, for the browser that sent it, for an hour.

    Of the browser only the fingerprint of a random token is here; its cookie has the token.
    """

    browser = models.CharField(_("browser"), max_length=64)
    form_key = models.CharField(_("form"), max_length=64)
    address = models.TextField(_("address"))
    page = models.TextField(_("page of the form"), blank=True)
    user_key = models.CharField(_("user"), max_length=64, blank=True)  # where known who it was
    fields = models.TextField(_("fields"))  # JSON; jsonb refuses some characters that people send
    created_at = models.DateTimeField(_("sent"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("unsaved submission")
        verbose_name_plural = _("unsaved submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["browser", "form_key"],
                name="one_submission_of_a_browser_and_form",
                violation_error_message=_("This form is already saved for this browser."),
            )
        ]

    def __str__(self) -> str:
        return self.address


class CacheEntry(models.Model):
    """Represents a row of the cache's table, which `createcachetable` makes: counts of attempts.

    Django deletes an expired row only when its key is asked for again, or the table is full.
    """

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "web_cache"
        default_permissions = ()
        verbose_name = _("row of the cache")
        verbose_name_plural = _("rows of the cache")

    def __str__(self) -> str:
        return self.cache_key
