"""Tests what a company says of itself: sizes, language, color and logo."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from accounts.models import Account, Logo, Role
from tests.factories import add_member, client_of, make_account, make_completed, make_user

pytestmark = pytest.mark.django_db
PAGE = "/en/account/"
FIELDS = {"name": "Acme IT", "country": "IT", "currency": "EUR", "time_zone": "Europe/Rome"}


@pytest.fixture
def account() -> Account:
    return make_account(make_user())


@pytest.fixture
def owner(account) -> Client:
    return client_of(account.users.get())


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "#0b5a73").save(file, kind, **options)
    return file.getvalue()


def upload(content: bytes, name: str = "logo.png") -> dict:
    return FIELDS | {"logo": SimpleUploadedFile(name, content)}


def logo_of(account: Account) -> Image.Image:
    return Image.open(BytesIO(bytes(Logo.objects.get(account=account).content)))


def test_sizes_are_stored_by_their_lower_bound(owner, account):
    sizes = {"people": "6", "client_count": "51", "endpoint_count": "5001"}
    assert owner.post(PAGE, FIELDS | sizes).status_code == 302
    account.refresh_from_db()
    assert (account.people, account.client_count, account.endpoint_count) == (6, 51, 5001)
    page = owner.get("/de/account/").content.decode()
    for label in ("6–10", "51–100", "1.001–2.500"):
        assert f">{label}<" in page
    assert '<option value="6" selected>6–10</option>' in page


def test_a_size_between_two_bands_is_refused(owner):
    response = owner.post(PAGE, FIELDS | {"people": "7"})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"people"}


def test_a_page_of_the_release_before_changes_nothing_that_it_did_not_ask(owner, account):
    Account.objects.filter(pk=account.pk).update(people=6, accent="#0b5a73", report_language="de")
    assert owner.post(PAGE, FIELDS).status_code == 302
    account.refresh_from_db()
    assert (account.people, account.accent, account.report_language) == (6, "#0b5a73", "de")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("#0B5A73", "#0b5a73"),
        ("0b5a73", "#0b5a73"),
        ("#abc", "#aabbcc"),
        (" #0b5a73\u200b", "#0b5a73"),
        ("", ""),
    ],
)
def test_a_color_is_read_as_people_copy_it(owner, account, typed, stored):
    assert owner.post(PAGE, FIELDS | {"accent": typed}).status_code == 302
    account.refresh_from_db()
    assert account.accent == stored


@pytest.mark.parametrize("typed", ["red", "#12345", "#0b5a73; x", "url(x)"])
def test_anything_else_is_no_color(owner, account, typed):
    response = owner.post(PAGE, FIELDS | {"accent": typed})
    assert response.status_code == 422
    assert response.context["form"].errors["accent"] == ["Enter a colour such as #0b5a73."]
    assert typed in response.content.decode()


def test_the_database_stores_no_other_color(account):
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(accent="red")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_stored_and_served(owner, account, kind):
    assert owner.post(PAGE, upload(picture(kind))).status_code == 302
    logo = Logo.objects.get(account=account)
    assert logo_of(account).format == kind
    response = owner.get(f"/en/account/logo/{logo.digest}/")
    assert response.content == bytes(logo.content)
    assert response["Content-Type"] == f"image/{kind.lower()}"
    assert "immutable" in response["Cache-Control"]
    assert logo.digest in owner.get(PAGE).content.decode()


def test_a_logo_is_written_anew(owner, account):
    """Checks that the words in a file and what stands behind its picture are not stored."""
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    owner.post(PAGE, upload(picture("JPEG", exif=exif) + b"<script>alert(1)</script>"))
    content = bytes(Logo.objects.get(account=account).content)
    assert b"secret" not in content
    assert b"script" not in content


def test_a_large_logo_is_made_smaller(owner, account):
    owner.post(PAGE, upload(picture("PNG", (2000, 500))))
    assert logo_of(account).size == (800, 200)


REFUSED = {
    "an SVG": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG files can"),
    "an SVG in disguise": (b"\xef\xbb\xbf \n<SVG onload='x()'/>", "SVG files can contain programs"),
    "a GIF": (picture("GIF"), "could not be read as a picture"),
    "half a picture": (picture("PNG", (400, 400))[:90], "could not be read as a picture"),
    "text": (b"hello", "could not be read as a picture"),
    "too many pixels": (picture("PNG", (4001, 1)), "larger than 4000 × 4000 pixels"),
    "too many bytes": (b"\x89PNG" + b"0" * 256 * 1024, "This file is larger than 256 KB."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_logo_is_refused_with_the_reason(owner, account, name):
    content, reason = REFUSED[name]
    response = owner.post(PAGE, upload(content, "logo.png") | {"name": "Another name"})
    assert response.status_code == 422
    assert reason in response.context["form"].errors["logo"][0]
    assert "Another name" in response.content.decode()
    assert not Logo.objects.exists()


def test_a_logo_stays_until_it_is_removed(owner, account):
    owner.post(PAGE, upload(picture()))
    owner.post(PAGE, FIELDS)
    assert Logo.objects.filter(account=account).exists()
    owner.post(PAGE, FIELDS | {"logo_remove": "on"})
    assert not Logo.objects.exists()


def test_nobody_else_sees_or_sets_a_logo(owner, account):
    owner.post(PAGE, upload(picture()))
    digest = Logo.objects.get().digest
    address = f"/en/account/logo/{digest}/"
    stranger = client_of(make_account(make_user()).users.get())
    assert stranger.get(address).status_code == 404
    assert Client().get(address).status_code == 302
    viewer = client_of(add_member(account, Role.VIEWER))
    assert viewer.get(address).status_code == 200
    assert viewer.post(PAGE, upload(picture("JPEG"))).status_code == 403
    assert Logo.objects.get().digest == digest
    assert owner.get("/en/account/logo/0123/").status_code == 404


def test_the_page_offers_the_zones_of_the_country_and_all_on_request(owner):
    page = owner.get(PAGE).content.decode()
    assert "Europe/Rome" in page
    assert "Asia/Tokyo" not in page
    assert "Asia/Tokyo" in owner.get(f"{PAGE}?all-time-zones").content.decode()


def test_a_zone_of_elsewhere_can_be_chosen_and_stays_chosen(owner, account):
    assert owner.post(PAGE, FIELDS | {"time_zone": "Asia/Tokyo"}).status_code == 302
    assert '<option value="Asia/Tokyo" selected>' in owner.get(PAGE).content.decode()


def test_the_page_says_that_a_new_currency_converts_nothing(owner):
    assert "a new one converts nothing" in owner.get(PAGE).content.decode()


def test_reports_have_the_logo_and_the_color_and_are_offered_in_the_companys_language(
    owner, account, content
):
    done = make_completed(content, account=account)
    address = f"/en/assessments/{done.pk}/result"
    before = owner.get(f"{address}.pdf").content
    owner.post(PAGE, upload(picture("JPEG")) | {"accent": "#c0392b", "report_language": "fr"})
    after = owner.get(f"{address}.pdf").content
    images = [len(list(PdfReader(BytesIO(pdf)).pages[0].images)) for pdf in (before, after)]
    assert images[1] == images[0] + 1
    assert b"0.7529412 0.22352941 0.1686274" in _drawing(after)  # c0 39 2b, as shares of 255
    page = owner.get(f"{address}/").content.decode()
    assert re.search(r'value="fr"\s+lang="fr" selected', page)
    assert not re.search(r'value="en"\s+lang="en" selected', page)


def _drawing(pdf: bytes) -> bytes:
    return PdfReader(BytesIO(pdf)).pages[0].get_contents().get_data()
