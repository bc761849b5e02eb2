"""Links what prevents publishing to the page on which its reader may correct it."""

from django.contrib.admin.utils import quote
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode

from authoring.selectors.publish_issues import PublishIssue
from backoffice.selectors.roles import writable_languages
from translations.selectors.side_by_side import ALL, STALE


def get_issue_url(issue: PublishIssue, user: PermissionsMixin | AnonymousUser) -> str:
    """Returns the address that helps this reader most; blank where none is open to them.

    Who may write the row gets its form, with the field as its fragment, and a translator of the
    language the page of translations. Who may only look gets the form to look at.
    """
    may_write = issue.language in writable_languages(user)
    if issue.stale is not None:
        return _get_translations_url(issue, group=issue.stale.group, show=STALE)
    if issue.add is not None and user.has_perm(_permission("add", issue.add)):
        values = {
            name: value.pk if isinstance(value, Model) else value
            for name, value in issue.values.items()
        }
        return f"{_reverse('add', issue.add)}?{urlencode(values)}"
    if issue.row is None:
        return ""
    row_type = type(issue.row)
    if may_write and not user.has_perm(_permission("change", row_type)):
        return _get_translations_url(issue, q=issue.text_key, show=ALL)
    if any(user.has_perm(_permission(action, row_type)) for action in ("change", "view")):
        return f"{_reverse('change', row_type, quote(issue.row.pk))}#id_{issue.field}"
    return ""


def _get_translations_url(issue: PublishIssue, **query: str) -> str:
    return f"{reverse('translations:texts')}?{urlencode({'target': issue.language} | query)}"


def _permission(action: str, model: type[Model]) -> str:
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


def _reverse(page: str, model: type[Model], *args: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
