from django.db import migrations, models

FUNCTION = """
CREATE SEQUENCE localization_content_revision;
CREATE FUNCTION localization_content_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO localization_contentrevision (id, value) VALUES (1, nextval('localization_content_revision'))
    ON CONFLICT (id) DO UPDATE SET value = EXCLUDED.value;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="ContentRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="LoadedContent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
            ],
        ),
        migrations.RunSQL(
            FUNCTION,
            "DROP FUNCTION localization_content_changed(); DROP SEQUENCE localization_content_revision;",
        ),
    ]
