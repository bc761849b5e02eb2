from typing import Any

from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings

from accounts.access import current_memberships
from accounts.presenters.devices import device_name


class ListSessions(ListUserSessionsView):
    """Lists where a user is signed in, this browser first, and signs out the others."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        UserSession.objects.create_from_request(self.request)  # this one is listed in any case
        context = super().get_context_data(**kwargs)
        current_memberships(self.request)  # times are those of the company
        sessions = sorted(
            context["sessions"],
            key=lambda session: (session.is_current(), session.last_seen_at),
            reverse=True,
        )
        hours = settings.SESSION_IDLE_STAFF if self.request.user.is_staff else settings.SESSION_IDLE
        return context | {
            "form": None,  # it has no fields that another language or appearance had to keep
            "sessions": [(session, device_name(session.user_agent)) for session in sessions],
            "idle_hours": int(hours.total_seconds()) // 3600,
            "kept_days": 0 if self.request.user.is_staff else settings.SESSION_IDLE_KEPT.days,
        }


list_sessions = ListSessions.as_view()
