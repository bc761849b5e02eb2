"""Names who started the assessments that were claimed before the claim noted that.

One that names nobody is a former member's from now on. Who signed up with a guest's answers made
the account, so its first owner is named. Only a guest's assessment has a time zone of its own.
"""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_who_claimed(apps, schema_editor):
    assessments = apps.get_model("assessments", "Assessment").objects
    owners = apps.get_model("accounts", "Membership").objects.filter(role="owner")
    first = owners.filter(account=OuterRef("account")).order_by("created_at", "pk")
    assessments.filter(account__isnull=False, started_by=None).exclude(time_zone="").update(
        started_by=Subquery(first.values("user")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0007_time_zone_of_the_browser"),
        ("accounts", "0040_company_data"),
    ]

    operations = [migrations.RunPython(name_who_claimed, migrations.RunPython.noop)]
