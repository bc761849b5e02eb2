"""Replaces names that show nothing; 0007 lets the database refuse them.

A migration of its own: a table cannot be altered while checks of its rows are pending.
"""

from django.db import migrations

from localization.characters import VISIBLE_CHARACTER

NO_NAME = "–"


def replace_blank_names(apps, schema_editor):
    """Gives a company a dash, which its owner can replace, and a user the address in place of a name."""
    alias = schema_editor.connection.alias
    for model, name in (("Account", NO_NAME), ("User", "")):
        rows = apps.get_model("accounts", model).objects.using(alias)
        rows.exclude(name="").exclude(name__regex=VISIBLE_CHARACTER).update(name=name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_language_of_emails")]

    operations = [
        migrations.RunPython(replace_blank_names, migrations.RunPython.noop),
    ]
