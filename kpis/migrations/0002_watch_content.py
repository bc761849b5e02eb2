from django.db import migrations

from localization.triggers import watch_content

CONTENT_TABLES = ["kpi", "inputtext", "grouptext", "choicetext", "benchmark"]


class Migration(migrations.Migration):
    dependencies = [("kpis", "0001_initial"), ("localization", "0001_initial")]
    operations = [watch_content(f"kpis_{table}") for table in CONTENT_TABLES]
