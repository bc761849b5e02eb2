"""Writes the addresses that are stored in their one spelling; 0003 lets the database refuse others."""

from django.db import migrations

from localization.addresses import normalize_address


def write_in_one_spelling(apps, schema_editor):
    """Normalises users' addresses; stops with a sentence where two users turn out to have one."""
    User = apps.get_model("accounts", "User")
    EmailAddress = apps.get_model("account", "EmailAddress")
    seen = {}
    users = User.objects.using(schema_editor.connection.alias)
    for pk, email in users.order_by("pk").values_list("pk", "email"):
        normal = _normal(email, f"user {pk}")
        if normal in seen:
            raise RuntimeError(
                f"Users {seen[normal]} and {pk} have the same e-mail address in two spellings, {normal}. "
                "Change or delete one of the two with the release before, then release again."
            )
        seen[normal] = pk
        if normal != email:
            users.filter(pk=pk).update(email=normal)
    addresses = EmailAddress.objects.using(schema_editor.connection.alias)
    kept = set()
    rows = addresses.order_by("-verified", "-primary", "pk")
    for pk, user_id, email, verified in rows.values_list("pk", "user_id", "email", "verified"):
        normal = _normal(email, f"user {user_id}")
        if verified and seen.get(normal, user_id) != user_id:
            raise RuntimeError(
                f"User {user_id} has confirmed the e-mail address of user {seen[normal]}, {normal}, in another "
                "spelling. Delete one of the two with the release before, then release again."
            )
        if (user_id, normal) in kept:  # one user's own address, spelled twice
            addresses.filter(pk=pk).delete()
        elif normal != email:
            addresses.filter(pk=pk).update(email=normal)
        kept.add((user_id, normal))


def _normal(email, whose):
    try:
        return normalize_address(email)
    except ValueError:
        raise RuntimeError(
            f"The e-mail address of {whose} can reach nobody: {email!r}. "
            "Correct it with the release before, then release again."
        ) from None


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.RunPython(write_in_one_spelling, migrations.RunPython.noop),
    ]
