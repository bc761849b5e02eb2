"""Lets the database refuse an address in another spelling than its one.

A migration of its own: a table cannot be altered while deletions of its rows are being checked.
"""

from django.db import migrations, models

import web.address_fields

ONE_SPELLING = r"^[!-?\[-~]+@[!-?\[-~]+$"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_one_spelling_of_an_address")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="email",
            field=web.address_fields.AddressField(
                max_length=254, unique=True, verbose_name="e-mail address"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email__regex", ONE_SPELLING)),
                name="user_email_has_one_spelling",
                violation_error_message="Write the e-mail address without spaces, its domain in ASCII letters.",
            ),
        ),
        # The table is allauth's, so its model cannot declare this.
        migrations.RunSQL(
            f"ALTER TABLE account_emailaddress ADD CONSTRAINT emailaddress_has_one_spelling CHECK (email ~ '{ONE_SPELLING}')",
            "ALTER TABLE account_emailaddress DROP CONSTRAINT emailaddress_has_one_spelling",
        ),
    ]
