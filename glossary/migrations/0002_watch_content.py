from django.db import migrations

from localization.triggers import watch_content


class Migration(migrations.Migration):
    dependencies = [("glossary", "0001_initial"), ("localization", "0001_initial")]
    operations = [watch_content("glossary_term")]
