"""Tells who asked for an export by email how it ended."""

from allauth.account.adapter import get_adapter
from allauth.core import context
from django.utils import translation

from accounts.models import AccountExport, Membership, Role
from accounts.models.export import EXPORT_KEPT_FOR
from web.page_request import request_for


def export_ready_tell(export: AccountExport) -> None:
    _tell("accounts/email/export_ready", export)


def export_failed_tell(export: AccountExport) -> None:
    _tell("accounts/email/export_failed", export)


def _tell(template_prefix: str, export: AccountExport) -> None:
    """Sends an email to who asked for the export, unless they are no owner any more."""
    membership = (
        Membership.objects.filter(
            account=export.account_id, user=export.requested_by_id, role=Role.OWNER
        )
        .select_related("account", "user")
        .first()
    )
    if membership is None:
        return
    facts = {
        "user": membership.user,
        "company": membership.account.name,
        "account_id": export.account_id,
        "export_url": export.page_url,
        "days": EXPORT_KEPT_FOR.days,
    }
    request = request_for(export.page_url)
    with context.request_context(request), translation.override(export.language):
        get_adapter().send_mail(template_prefix, membership.user.email, facts)
