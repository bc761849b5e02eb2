"""Lists the pages that say what has failed, in one language, as responses."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.test import Client, RequestFactory

from web.views import errors

HTML = {"accept": "text/html"}


def failures(language: str) -> Iterator[tuple[str, HttpResponse]]:
    """Yields (name, response) of each of them."""
    yield "wrong method", Client().get(f"/{language}/assessments/start/", headers=HTML)
    latin = "application/x-www-form-urlencoded; charset=latin-1"
    yield "bad request", Client().post(f"/{language}/accounts/login/", "a=b", content_type=latin)
    stale = Client(enforce_csrf_checks=True)
    yield "form too old", stale.post(f"/{language}/assessments/start/")
    request = RequestFactory().post(f"/{language}/kpis/", {"leads": "1"})
    yield "away", errors.database_away(request)
    yield "broken", errors.server_error(request)
    yield "too large", errors.too_large(request)
    request = RequestFactory().get("/refused", headers={"accept-language": language})
    for status in (400, 414, 431):
        yield f"refused with {status}", errors.refused(request, status)
