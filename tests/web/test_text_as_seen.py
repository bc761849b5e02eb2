"""Tests every field of every form with each character that nobody sees (decision 0012)."""

import sys
from functools import cache
from unicodedata import category

import pytest
from django import forms
from django.core.exceptions import ValidationError

from assessments.forms.result import WithdrawForm
from assessments.models.assessment import REASON_LENGTH
from tests.factories import client_of, make_account, make_assessment, make_completed, make_user
from tests.web.test_text_fields import form_classes
from web.text_fields import CodeField

FORMAT = [chr(code) for code in range(sys.maxunicode + 1) if category(chr(code)) == "Cf"]
FILLERS = ["\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"]
LINE_BREAKS = ["\n", "\r", "\r\n", "\t", "\u2028", "\u2029"]
COMPOSED, DECOMPOSED = "Pässwört-für-immer", "Pa\u0308sswo\u0308rt-fu\u0308r-immer"
NOT_OF_ONE_TEXT = (forms.FileField, forms.JSONField, forms.MultipleChoiceField, forms.MultiValueField,
                   forms.ModelMultipleChoiceField)  # fmt: skip
# A value of each kind: whatever a field makes of it, with an invisible character it is the same.
VALUES = ["12", "2026-07-01", "12:34:56", "anna@example.com", "a_key", "IT", "https://a.example/b",
          "11111111-1111-1111-1111-111111111111"]  # fmt: skip

pytestmark = pytest.mark.django_db


@cache
def list_fields() -> list[tuple[str, forms.Field]]:
    """Lists the fields of every form, one of each kind that asks no free text."""
    named = {}
    for form in sorted(form_classes(), key=lambda form: f"{form.__module__}.{form.__qualname__}"):
        for name, field in getattr(form, "base_fields", {}).items():
            if field.disabled or isinstance(field, NOT_OF_ONE_TEXT):
                continue
            label = f"{form.__name__}.{name}"
            is_text = isinstance(field, forms.CharField)
            key = label if is_text else (type(field), type(field.widget))
            named.setdefault(key, (label, field))
    return list(named.values())


def is_password(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.PasswordInput)


def is_prose(field: forms.Field) -> bool:
    """Tells whether people write words into the field, which may need a format character."""
    codes = (CodeField, forms.EmailField, forms.SlugField, forms.URLField, forms.UUIDField)
    is_one_time = field.widget.attrs.get("autocomplete") == "one-time-code"
    is_text = isinstance(field, forms.CharField) and not isinstance(field, codes)
    return is_text and not is_one_time and not is_password(field)


def is_multiline(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.Textarea)


def outcome(field: forms.Field, text: str) -> object:
    """Returns what the field reads, or the codes of its errors."""
    try:
        return field.clean(text)
    except ValidationError as error:
        return [each.code for each in error.error_list]


def list_fields_of(kind) -> list[tuple[str, forms.Field]]:
    return [(label, field) for label, field in list_fields() if kind(field)]


def fields_that_differ(kind, texts) -> list[str]:
    """Names the fields of a kind that make something else of one text of a pair than of the other."""
    return [
        f"{label} {one!a}"
        for label, field in list_fields_of(kind)
        for one, other in texts
        if outcome(field, one) != outcome(field, other)
    ]


def test_the_fields_are_those_of_people_staff_and_packages():
    labels = {label for label, _ in list_fields()}
    prose = {label for label, _ in list_fields_of(is_prose)}
    assert {"SignupForm.company", "AccountForm.name", "WithdrawForm.reason"} <= prose
    assert {"AuthenticateForm.code", "SignupForm.email", "SectionForm.key", "TermForm.key"} <= (
        labels - prose
    )
    assert {"AccountForm.country", "BenchmarkForm.currency", "EntryForm.period_start"} <= (
        {f"{form.__name__}.{name}" for form in form_classes() for name in getattr(form, "base_fields", {})}
    )  # fmt: skip
    assert len(labels) > 150


def test_no_figure_code_or_address_has_a_format_character():
    all_at_once = "".join(FORMAT)
    pairs = [(f"1{each}2{each}", "12") for each in FORMAT]
    pairs += [(f"{value[:1]}{all_at_once}{value[1:]}{all_at_once}", value) for value in VALUES]
    assert (
        fields_that_differ(lambda field: not (is_prose(field) or is_password(field)), pairs) == []
    )


def test_words_keep_their_format_characters():
    texts = [f"Nord{each}licht" for each in FORMAT]
    dropped = [
        label
        for label, field in list_fields_of(is_prose)
        if outcome(field, "Nordlicht") == "Nordlicht"
        for text in texts
        if outcome(field, text) not in (text, ["max_length"])
    ]
    assert dropped == []


def test_a_text_that_shows_nothing_is_blank():
    pairs = [(each * 3, "") for each in [*FORMAT, *FILLERS, "\u00a0", "\u2028", "\u0301"]]
    assert fields_that_differ(lambda field: not is_password(field), pairs) == []


def test_a_required_text_shows_something():
    required = [field for _, field in list_fields_of(is_prose) if field.required]
    assert {str(outcome(field, "\u200b\u3164")) for field in required} == {"['required']"}
    assert len(required) > 20


def test_a_field_of_one_line_has_no_line_break():
    pairs = [(f"Acme{each}IT", "Acme IT") for each in LINE_BREAKS]
    one_line = fields_that_differ(lambda each: is_prose(each) and not is_multiline(each), pairs)
    assert one_line == []
    kept = [outcome(field, "Acme\nIT") for _, field in list_fields_of(is_multiline)]
    assert {str(each) for each in kept} <= {"Acme\nIT", "['max_length']"}


def test_a_line_end_of_a_browser_is_one_character():
    fields = [field for _, field in list_fields_of(is_multiline)]
    assert {field.clean("Acme\r\nIT\rAG") for field in fields} == {"Acme\nIT\nAG"}
    reason = "a\r\n" * (REASON_LENGTH // 2 - 1) + "ab"
    assert len(WithdrawForm.base_fields["reason"].clean(reason)) == REASON_LENGTH


@pytest.mark.parametrize("end", ["\u200b", "\ufeff", "\u2060", "\u00ad"])
def test_what_has_no_width_is_no_end_of_a_text(end):
    pairs = [(f"{end} Acme{end} {end}", " Acme "), (f"{end}Acme{end}", "Acme")]
    assert fields_that_differ(lambda field: is_prose(field) and field.strip, pairs) == []
    assert forms.CharField(strip=False).clean(f" Acme {end}") == " Acme "


def test_a_password_is_composed_and_nothing_else():
    fields = list_fields_of(is_password)
    texts = [f"{COMPOSED}{each}" for each in [*FORMAT, *FILLERS, "\n", "\x0b", " "]]
    assert {outcome(field, DECOMPOSED) for _, field in fields} == {COMPOSED}
    assert [text for text in texts for _, field in fields if outcome(field, text) != text] == []
    assert len(fields) > 8


def test_a_long_text_is_taken_or_refused_for_its_length():
    text = "ä" * 2000
    refused = {str(outcome(field, text)) for _, field in list_fields_of(is_prose)} - {text}
    assert refused == {"['max_length']"}


@pytest.mark.parametrize("blank", ["\u200b", "\u3164", "\u00ad"])
def test_a_reason_shows_something(content, blank):
    owner = make_user()
    done = make_completed(content, account=make_account(owner))
    response = client_of(owner).post(f"/en/assessments/{done.pk}/withdraw/", {"reason": blank})
    assert response.context["form"].errors["reason"] == ["This field is required."]
    done.refresh_from_db()
    assert not done.is_withdrawn


@pytest.mark.parametrize("blank", ["\u200b", "\u3164", "\u00ad"])
def test_a_word_of_the_glossary_shows_something(content, blank):
    staff = client_of(make_user(is_staff=True, is_superuser=True))
    data = {"key": "x\u200byz", "word_en": blank, "expansion_en": "X", "explanation_en": "X"}
    response = staff.post("/admin/glossary/term/add/", data)
    errors = response.context["adminform"].form.errors
    assert errors["word_en"] == ["This field is required."]
    assert "key" not in errors


def test_a_note_that_shows_nothing_is_none(content):
    owner = make_user()
    draft = make_assessment(content, account=make_account(owner))
    address = f"/en/assessments/{draft.pk}/sections/process_operations/"
    sent = {"documentation__note": "\u200b\u3164", "bottlenecks__note": "\u202bשלום\u202c\n"}
    assert client_of(owner).post(address, sent).status_code == 302
    notes = dict(draft.responses.exclude(note="").values_list("statement__key", "note"))
    assert notes == {"bottlenecks": "\u202bשלום\u202c"}


def test_staff_find_by_an_address_that_was_pasted(content):
    staff = client_of(make_user("staff@example.com", is_staff=True, is_superuser=True))
    page = staff.get("/admin/accounts/user/", {"q": "\ufeffstaff@example.com\u200b"})
    assert page.context["cl"].result_count == 1
    assert page.context["cl"].query == "staff@example.com"
