"""Tests the KPI figures of the sample company."""

from itertools import pairwise

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from assessments.models import Assessment
from content.services.seed_files import read_toml
from demo.services.sample_company import EMAIL, TEXTS
from kpis.models import KpiEntry, KpiNote
from localization.languages import CODES
from tests.factories import client_of

pytestmark = pytest.mark.django_db
OFF, WARNING, ON = ["off_target"], ["warning"], ["on_target"]


@pytest.fixture
def member(content) -> Client:
    call_command("demo", verbosity=0)
    return client_of(User.objects.get(email=EMAIL))


def ratings(member: Client, kpi: str, kind: str = "status") -> list[str]:
    """Returns the ratings of a KPI from the oldest quarter to the newest."""
    entries = KpiEntry.objects.order_by("period_start")
    pages = [member.get(f"/en/kpis/{entry.pk}.json").json() for entry in entries]
    return [page["kpis"][kpi][kind] for page in pages]


def test_eight_quarters_end_before_the_last_assessment(member):
    periods = [entry.period for entry in KpiEntry.objects.order_by("period_start")]
    assert len(periods) == 8
    assert all(after == before.successor for before, after in pairwise(periods))
    last = Assessment.objects.order_by("-assessed_at").first().day
    assert periods[-1].end < last <= periods[-1].successor.end


def test_good_and_bad_quarters(member):
    # 2,066 of 2,460 are 83.98 %, 85, 87.99, 90, 92.02, 93.02, 95 and 1,901 of 1,980 96.01 %.
    assert ratings(member, "sla_adherence") == OFF * 3 + WARNING * 3 + ON * 2
    # 6,000 EUR / 14 leads are 428.57 EUR; 8,000 / 30 are 266.67, below the target of 280.
    assert ratings(member, "cost_per_lead", "target_status") == OFF * 6 + ON * 2
    assert set(ratings(member, "cost_per_lead")) == {"none"}  # nothing is published in EUR
    assert ratings(member, "cost_per_hire")[1] == "none"  # nobody was hired


@pytest.mark.parametrize("language", CODES)
def test_notes_are_in_the_language(content, language):
    call_command("demo", "--language", language, verbosity=0)
    notes = read_toml(TEXTS / f"{language}.toml")["kpi_notes"].values()
    expected = {item for by_kpi in notes for item in by_kpi.items()}
    assert set(KpiNote.objects.values_list("kpi", "text")) == expected
    assert len(expected) == 4
