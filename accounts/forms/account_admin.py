from accounts.forms.regions import StoredCodesForm
from web.text_fields import CodeField


class AccountAdminForm(StoredCodesForm):
    """Edits an account as staff, who type its codes."""

    class Meta:
        field_classes = {"country": CodeField, "currency": CodeField, "time_zone": CodeField}
