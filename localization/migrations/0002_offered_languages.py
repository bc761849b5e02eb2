from django.db import migrations, models

BEFORE = ("en", "it", "fr", "es")
"""What every installation spoke before languages were offered one by one."""


def offer_what_was_spoken(apps, schema_editor):
    """Where people already answer, no text that staff blanked since takes their language away."""
    if apps.get_model("localization", "LoadedContent").objects.exists():
        offered = apps.get_model("localization", "OfferedLanguage")
        offered.objects.bulk_create(offered(code=code) for code in BEFORE)


class Migration(migrations.Migration):
    dependencies = [("localization", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="OfferedLanguage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="code")),
                ("since", models.DateTimeField(auto_now_add=True, verbose_name="since")),
            ],
            options={
                "verbose_name": "offered language",
                "verbose_name_plural": "offered languages",
                "ordering": ["since", "code"],
            },
        ),
        migrations.RunPython(offer_what_was_spoken, migrations.RunPython.noop),
    ]
