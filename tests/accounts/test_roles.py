import pytest

from accounts.models import Role


@pytest.mark.parametrize(
    ("role", "may"), [(Role.OWNER, True), (Role.EDITOR, True), (Role.VIEWER, False)]
)
def test_owners_and_editors_write(role, may):
    assert role.can_edit is may
    assert (role in Role.editing()) is may
