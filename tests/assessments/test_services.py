import uuid
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from assessments.models import (
    Assessment,
    Questionnaire,
    Response,
    Result,
    SectionResult,
    Stage,
    Statement,
)
from assessments.services.assessment import (
    AssessmentCompleted,
    AssessmentGone,
    AssessmentIncomplete,
    assessment_claim,
    assessment_complete,
    assessment_delete_draft,
    assessment_save,
    assessment_start,
    unclaimed_delete,
)
from tests.factories import (
    WORKED_EXAMPLE,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)

pytestmark = pytest.mark.django_db


def test_completing_stores_the_worked_example(content):
    result = make_completed(content).result
    assert result.overall == Fraction(71, 20)  # 3.55
    assert (result.stage, result.points, result.points_possible) == ("proactive", 71, 100)
    assert (result.next_stage, result.points_to_next_stage) == ("scalable", 9)
    assert [(part.total, part.count, part.stage) for part in result.sections.order_by("order")] == [
        (23, 5, "scalable"),
        (16, 5, "proactive"),
        (19, 5, "proactive"),
        (13, 5, "stable"),
    ]
    assert result.rises == [["financial_metrics", 2, 3], ["upsell", 2, 3], ["pricing_review", 2, 3]]
    assert (result.questionnaire_version, result.scoring_version, result.language) == (1, 1, "en")


def test_completing_with_a_gap_stores_nothing(content):
    assessment = make_assessment(content, WORKED_EXAMPLE[:19])
    with pytest.raises(AssessmentIncomplete):
        assessment_complete(assessment_id=assessment.pk, language="en")
    assessment.refresh_from_db()
    assert not assessment.is_completed
    assert not Result.objects.exists()


def test_completing_again_gives_the_same_result(content):
    assessment = make_completed(content)
    again = assessment_complete(assessment_id=assessment.pk, language="it")
    assert again == assessment.result
    assert again.language == "en"


def test_a_completed_assessment_takes_no_answers(content):
    assessment = make_completed(content)
    with pytest.raises(AssessmentCompleted), transaction.atomic():
        assessment_save(assessment=assessment, values={statements(content)[0].id: 1})
    assert list(
        Response.objects.filter(statement__key="client_onboarding").values_list("value", flat=True)
    ) == [5]


def test_saving_changes_only_what_is_given(content):
    assessment = make_assessment(content, [3, 3])
    first = statements(content)[0]
    assessment_save(assessment=assessment, values={first.id: 4})
    assert dict(assessment.responses.values_list("statement__key", "value")) == {
        "client_onboarding": 4,
        "sla_performance": 3,
    }


def test_one_start_key_begins_one_assessment(content):
    key, guest = uuid.uuid4(), uuid.uuid4()
    first = assessment_start(questionnaire=content, start_key=key, guest_key=guest)
    assert assessment_start(questionnaire=content, start_key=key, guest_key=guest) == first
    assert Assessment.objects.count() == 1


def test_somebody_elses_start_key_begins_an_own_assessment(content):
    key = uuid.uuid4()
    first = assessment_start(questionnaire=content, start_key=key, guest_key=uuid.uuid4())
    assert assessment_start(questionnaire=content, start_key=key, guest_key=uuid.uuid4()) != first


def test_claimed_once_by_one_account(content):
    guest = uuid.uuid4()
    assessment = make_completed(content, guest_key=guest)
    first, second = make_account(), make_account()
    assert assessment_claim(guest_key=guest, account=first, user=make_user()) == 1
    assert assessment_claim(guest_key=guest, account=second, user=make_user()) == 0
    assessment.refresh_from_db()
    assert assessment.account == first


def test_unclaimed_ones_go_after_thirty_days(content):
    now = timezone.now()
    recent, old = make_assessment(content, [3]), make_completed(content)
    claimed = make_completed(content, account=make_account())
    Assessment.objects.filter(pk=recent.pk).update(started_at=now - timedelta(days=29, hours=23))
    Assessment.objects.filter(pk__in=[old.pk, claimed.pk]).update(
        started_at=now - timedelta(days=30, minutes=1)
    )
    assert unclaimed_delete() == 1
    assert set(Assessment.objects.values_list("pk", flat=True)) == {recent.pk, claimed.pk}


def test_a_draft_can_be_deleted_and_a_result_cannot(content):
    draft, done = make_assessment(content, [3]), make_completed(content)
    assessment_delete_draft(assessment=draft)
    with pytest.raises(AssessmentCompleted):
        assessment_delete_draft(assessment=done)
    assert list(Assessment.objects.all()) == [done]


# What the database itself refuses, whatever the code does


@pytest.mark.parametrize("value", [0, 6])
def test_database_refuses_a_value_off_the_scale(content, value):
    with pytest.raises(DatabaseError, match="response_value_on_the_scale"):
        make_assessment(content, [value])


def test_database_refuses_another_questionnaires_statement(content):
    draft = Questionnaire.objects.create(version=2)
    section = draft.sections.create(key="other", order=1, name_en="Other", short_name_en="other")
    stranger = section.statements.create(key="stranger", order=1, text_en="?")
    with pytest.raises(DatabaseError, match="another questionnaire"):
        assessment_save(assessment=make_assessment(content), values={stranger.id: 3})


def test_database_refuses_to_change_a_result(content):
    assessment = make_completed(content)
    for change in (
        lambda: Result.objects.update(points=100),
        lambda: SectionResult.objects.update(total=25),
        lambda: Assessment.objects.update(completed_at=None),
        lambda: Response.objects.filter(assessment=assessment).update(value=5),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_database_refuses_to_change_a_published_structure(content):
    for change in (
        lambda: Statement.objects.filter(key="upsell").update(key="other"),
        lambda: Statement.objects.filter(key="upsell").update(order=9),
        lambda: Stage.objects.filter(key="stable").update(lower_bound="2.5"),
        lambda: Statement.objects.filter(key="upsell").delete(),
        lambda: content.sections.create(key="new", order=9),
        lambda: content.sections.first().statements.create(key="new", order=9),
    ):
        with pytest.raises(DatabaseError, match="structure of a published"), transaction.atomic():
            change()


def test_database_keeps_rows_from_leaving_a_published_version(content):
    draft = Questionnaire.objects.create(version=2)
    other = draft.sections.create(key="other", order=1, name_en="Other", short_name_en="other")
    stage = draft.stages.create(key="first", lower_bound=1, name_en="First", description_en="First")
    for change, complaint in (
        (
            lambda: content.sections.filter(order=4).update(questionnaire=draft),
            "structure of a published",
        ),
        (
            lambda: Statement.objects.filter(key="upsell").update(section=other),
            "structure of a published",
        ),
        (
            lambda: Questionnaire.objects.filter(pk=content.pk).update(status="draft"),
            "from draft to published",
        ),
        (
            lambda: stage.advice.create(section=content.sections.first(), text_en="x"),
            "of one questionnaire|structure",
        ),
    ):
        with pytest.raises(DatabaseError, match=complaint), transaction.atomic():
            change()


def test_a_deleted_draft_takes_no_answers_and_is_not_completed(content):
    assessment = make_assessment(content, [3])
    first = statements(content)[0]
    Assessment.objects.filter(pk=assessment.pk).delete()
    with pytest.raises(AssessmentGone), transaction.atomic():
        assessment_save(assessment=assessment, values={first.id: 4})
    with pytest.raises(AssessmentGone):
        assessment_complete(assessment_id=assessment.pk, language="en")


def test_database_lets_wording_be_corrected(content):
    assert Statement.objects.filter(key="upsell").update(text_en="We keep spotting services.") == 1


def test_database_refuses_two_published_questionnaires(content):
    with pytest.raises(DatabaseError, match="questionnaire_one_published"):
        Questionnaire.objects.create(version=2, status="published")


def test_database_refuses_an_assessment_of_nobody_and_of_two(content):
    for owner in ({}, {"account": make_account(), "guest_key": uuid.uuid4()}):
        with pytest.raises(DatabaseError, match="assessment_has_one_owner"), transaction.atomic():
            Assessment.objects.create(questionnaire=content, **owner)
