"""Receives sign-ins, and sets how long their sessions last."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.services import session_idle_time_set


@receiver(user_logged_in)
def limit_session(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    session_idle_time_set(session=request.session, user=user)
