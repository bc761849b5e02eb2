"""Reads drafts of KPI entries."""

from accounts.models import Account
from kpis.domain.periods import Period
from kpis.models import KpiDraft


def draft_for(account: Account, period: Period | None) -> KpiDraft | None:
    """Returns the draft of a period with the user who last changed it. One query."""
    if period is None:
        return None
    drafts = KpiDraft.objects.filter(
        account=account, period_type=period.type, period_start=period.start
    )
    return drafts.select_related("updated_by").first()


def list_drafts(account: Account) -> list[KpiDraft]:
    """Lists the account's drafts, the one changed last first. One query."""
    drafts = KpiDraft.objects.filter(account=account).select_related("updated_by")
    return list(drafts.order_by("-updated_at"))
