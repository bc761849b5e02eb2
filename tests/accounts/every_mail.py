"""Sends every mail that the product has, from the pages that send them."""

from django.core import mail
from django.test import Client

from accounts.models import Role, User
from accounts.services.exports import account_export_fail, account_export_prepare
from tests.accounts.passkeys import add_passkey
from tests.accounts.provider_steps import WITH_PROVIDER, connect_provider
from tests.accounts.sign_up import FIELDS, link_in
from tests.backoffice.test_two_factor import code_now
from tests.factories import PASSWORD, add_member, make_account, make_user

NEW_PASSWORD = "another horse battery"


def send_every_mail(code: str) -> None:
    """Sends each kind of mail from the pages in the language `code`, to `mail.outbox`."""
    base = f"/{code}/accounts"
    visitor = Client(REMOTE_ADDR="10.7.0.1")
    known = make_user(f"known-{code}@example.com")
    for email in (FIELDS["email"], known.email):
        visitor.post(f"{base}/signup/", FIELDS | {"email": email})
    visitor.post(f"{base}/password/reset/", {"email": "nobody@example.com"})
    change_password(base, make_user(f"password-{code}@example.com"))
    change_address(base, make_user(f"address-{code}@example.com"))
    change_second_factor(base, make_user(f"factor-{code}@example.com"))
    work_with_a_colleague(code, make_user(f"owner-{code}@example.com"))
    take_the_data_out(code, make_user(f"export-{code}@example.com"))
    with WITH_PROVIDER:
        change_provider(base, make_user(f"provider-{code}@example.com"))


def confirmed(base: str, user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.post(f"{base}/reauthenticate/", {"password": PASSWORD})
    return client


def work_with_a_colleague(code: str, owner: User) -> None:
    """Invites somebody, changes a member's role, and removes the member."""
    account = make_account(owner, name="Nordlicht")
    colleague = add_member(account, Role.EDITOR, make_user(f"colleague-{code}@example.com"))
    client, base = confirmed(f"/{code}/accounts", owner), f"/{code}/account"
    fields = {"email": f"invited-{code}@example.com", "role": "editor", "language": code}
    client.post(f"{base}/invitations/", fields)
    member = colleague.memberships.get().pk
    client.post(f"{base}/members/{member}/", {"role": "viewer"})
    client.post(f"{base}/members/{member}/remove/")
    client.post(f"{base}/delete/")
    client.post(f"{base}/delete/undo/")


def take_the_data_out(code: str, owner: User) -> None:
    """Prepares an export as a worker does, and lets another one fail."""
    account = make_account(owner)
    client = confirmed(f"/{code}/accounts", owner)
    client.post(f"/{code}/account/export/")
    account_export_prepare(
        export_id=account.exports.get().pk, write=lambda file, *_: file.write(b"-")
    )
    client.post(f"/{code}/account/export/")
    account_export_fail(export_id=account.exports.get(ready_at=None).pk)


def change_password(base: str, user: User) -> None:
    fields = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    confirmed(base, user).post(f"{base}/password/change/", fields | {"oldpassword": PASSWORD})
    visitor = Client(REMOTE_ADDR="10.7.0.2")
    visitor.post(f"{base}/password/reset/", {"email": user.email})
    form = visitor.get(link_in(mail.outbox[-1]))["Location"]
    visitor.post(form, fields)
    user.set_unusable_password()
    user.save()
    client = Client()
    client.force_login(user)
    client.post(f"{base}/password/set/", fields)


def change_address(base: str, user: User) -> None:
    client = confirmed(base, user)
    first, second = f"first-{user.email}", f"second-{user.email}"
    client.post(f"{base}/email/", {"email": first, "action_add": ""})
    client.post(f"{base}/email/", {"email": first, "action_remove": ""})
    client.post(f"{base}/email/", {"email": second, "action_add": ""})
    to_new, _to_old = mail.outbox[-2:]
    client.post(link_in(to_new))


def change_second_factor(base: str, user: User) -> None:
    client = confirmed(base, user)
    secret = client.get(f"{base}/2fa/totp/activate/").context["form"].secret
    client.post(f"{base}/2fa/totp/activate/", {"code": code_now(secret)})
    client.post(f"{base}/2fa/recovery-codes/generate/")
    client.post(f"{base}/2fa/totp/deactivate/")
    add_passkey(client, base)
    key = user.authenticator_set.get(type="webauthn").pk
    client.post(f"{base}/2fa/webauthn/keys/{key}/remove/")


def change_provider(base: str, user: User) -> None:
    client = confirmed(base, user)
    connect_provider(client, base)
    account = user.socialaccount_set.get()
    client.post(f"{base}/provider/", {"account": account.pk})
