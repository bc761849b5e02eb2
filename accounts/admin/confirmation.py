"""Asks staff to confirm who they are before they change how somebody signs in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse

PASSWORDS = ("password1", "password2")


def confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Calls the admin's view once staff have confirmed their password or second factor lately.

    What was sent before is kept and done afterwards, except passwords: they are typed again.
    Reading needs no confirmation.
    """

    @wraps(view)
    def wrapper(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.has_change_permission(request):
            return view(self, request, *args, **kwargs)
        try:
            return _asking(lambda request: view(self, request, *args, **kwargs))(request)
        except ReauthenticationRequired:
            kept = request.POST.copy()
            for name in PASSWORDS:
                kept.pop(name, None)
            request.POST = kept  # type: ignore[assignment]  # as allauth does when it resumes
            raise

    return wrapper


_asking = reauthentication_required(allow_get=True)


class AsksForConfirmation:
    """Asks before anything is written on the admin's pages of a model."""

    @confirmed
    def changeform_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().changeform_view(*args, **kwargs)  # type: ignore[misc]

    @confirmed
    def delete_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().delete_view(*args, **kwargs)  # type: ignore[misc]

    @confirmed
    def changelist_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().changelist_view(*args, **kwargs)  # type: ignore[misc]
