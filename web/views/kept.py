from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from web.kept_submissions import browser_token, kept_submissions, user_key
from web.submission_store import submissions_discard, to_typed


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """Shows what this browser sent and could not be stored, to be copied; discards it on demand.

    Somebody signed out sees what a guest sent: what a user sent needs that user.
    """
    if request.method == "POST":
        submissions_discard(token=browser_token(request), user_key=user_key(request))
        return redirect("web:kept")
    submissions = [
        (each, to_typed(each), (timezone.now() - each.created_at) // timedelta(minutes=1))
        for each in kept_submissions(request)
    ]
    return TemplateResponse(request, "web/kept.html", {"submissions": submissions})
