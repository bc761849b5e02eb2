"""Provides functions that tests of the section pages use."""

import html

from django.test import Client

from assessments.models import Assessment, Response


def begin(client: Client, language: str = "en") -> Assessment:
    response = client.post(f"/{language}/assessments/start/")
    assert response.status_code == 302
    return Assessment.objects.get(pk=response["Location"].rstrip("/").rsplit("/", 1)[-1])


def section_url(
    assessment: Assessment, section: str = "process_operations", language: str = "en"
) -> str:
    return f"/{language}/assessments/{assessment.pk}/sections/{section}/"


def stored(assessment: Assessment) -> dict[str, int]:
    return dict(
        Response.objects.filter(assessment=assessment).values_list("statement__key", "value")
    )


def text_of(response) -> str:
    return html.unescape(response.content.decode())
