"""Tests that fifty completed assessments stay byte for byte the same, whatever staff do."""

import random

import pytest
from django.utils import translation

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from assessments.services.assessment import assessment_complete, assessment_save
from localization.columns import column_name
from localization.languages import CODES
from tests.factories import (
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)
from tests.factories.questionnaires import make_second_version

pytestmark = pytest.mark.django_db


def edit_every_text(questionnaire: Questionnaire) -> None:
    for model, fields in ((Section, ["name", "short_name"]), (Stage, ["name", "description"])):
        for row in model.objects.filter(questionnaire=questionnaire):
            model.objects.filter(pk=row.pk).update(
                **{column_name(f, code): f"edited {f} {code}" for f in fields for code in CODES}
            )
    for model in (Statement, StageAdvice):
        rows = model.objects.filter(section__questionnaire=questionnaire)
        rows.update(**{column_name("text", code): f"edited {code}" for code in CODES})


def test_fifty_results_stay_byte_for_byte_the_same(content):
    owner, chance = make_user(), random.Random(4)
    account = make_account(owner)
    done = []
    for _ in range(50):
        assessment = make_assessment(
            content, [chance.randint(1, 5) for _ in range(20)], account=account
        )
        notes = {row.id: f"note {chance.random()}" for row in chance.sample(statements(content), 3)}
        assessment_save(assessment=assessment, values={}, notes=notes)
        assessment_complete(assessment_id=assessment.pk, language=chance.choice(CODES))
        done.append(assessment.pk)
    client = client_of(owner)

    def everything() -> list[bytes]:
        one = [
            client.get(f"/{code}/assessments/{key}/result.json").content
            for key in done
            for code in ("en", "fr")
        ]
        return [*one, client.get("/en/assessments/export.json").content]

    before = everything()
    edit_every_text(content)
    assert everything() == before
    second = make_second_version(content)
    content.refresh_from_db()
    assert content.status == Questionnaire.Status.ARCHIVED
    assert everything() == before
    edit_every_text(second)
    make_completed(second, account=make_account())
    with translation.override("es"):
        assert everything() == before
    # The history shows the edited texts, and the same figures.
    page = client.get("/en/assessments/").content.decode()
    assert "edited name en" in page
