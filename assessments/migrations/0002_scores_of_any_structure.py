"""Widens the exact overall score: twelve sections of unequal size need denominators up to 3e9."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    operations = [
        migrations.AlterField("result", "overall_denominator", models.PositiveBigIntegerField()),
        migrations.AlterField("result", "overall_numerator", models.PositiveBigIntegerField()),
    ]
