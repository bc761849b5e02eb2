"""Gives what a guest sent to an assessment that is gone to the one begun in its place."""

import re
from urllib.parse import urlsplit

from django.db.models import Q
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.urls.converters import UUIDConverter

from assessments.models import Assessment
from web.kept_submissions import kept_submissions
from web.submission_store import submission_move

SECTION = re.compile(rf"/assessments/({UUIDConverter.regex})/sections/[\w-]+/$")


def take_over_kept_answers(request: HttpRequest, assessment: Assessment) -> str | None:
    """Moves a guest's unsaved answers into the forms of a new assessment of the browser.

    Returns the address of a form that has some now. Answers to an assessment that the browser can
    still open, or that belongs to an account, stay where they are.
    """
    first = None
    for kept in kept_submissions(request):
        path = urlsplit(kept.address).path
        match = SECTION.search(path)
        if match is None or kept.user_key or _can_be_opened(match[1], assessment):
            continue
        address = path.replace(match[1], str(assessment.pk))
        form_address = f"/{address.removeprefix(get_script_prefix())}"
        submission_move(kept=kept, address=address, form_address=form_address)
        first = first or address
    return first


def _can_be_opened(assessment_id: str, new: Assessment) -> bool:
    theirs = Q(guest_key=new.guest_key) | Q(account__isnull=False)
    return Assessment.objects.filter(theirs, pk=assessment_id).exists()
