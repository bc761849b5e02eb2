"""Tests eight editors who save one text at once: one edit is stored, the others are refused."""

import pytest

from accounts.models import User
from assessments.models import Section, Statement
from tests.assessments.test_admin import url
from tests.backoffice.test_editing import page_of
from tests.factories import client_of
from tests.robustness.test_parallel import AT_ONCE, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("through", ["the statement", "its section"])
def test_of_eight_edits_at_once_one_is_stored_and_seven_are_refused(content, through):
    clients = [
        client_of(User.objects.create_superuser(f"editor{number}@example.com", "x"))
        for number in range(AT_ONCE)
    ]
    row = Statement.objects.get(key="upsell")
    entries = row.history.count()
    page, field = row, "text_it"
    if through == "its section":
        page = Section.objects.get(pk=row.section_id)
    data = page_of(clients[0].get(url(page)))
    if page is not row:
        field = next(
            name.removesuffix("-id") + "-text_it"
            for name, value in data.items()
            if name.startswith("statements-") and name.endswith("-id") and value == row.pk
        )
    responses = at_once(
        lambda index: clients[index].post(url(page), data | {field: f"Edit {index}"})
    )
    statuses = [response.status_code for response in responses]
    assert sorted(statuses) == [200] * (AT_ONCE - 1) + [302]
    row.refresh_from_db()
    assert row.text_it == f"Edit {statuses.index(302)}"
    assert row.history.count() == entries + 1
