"""Stores from which English each translation was made."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from localization.languages import CODES
from translations.domain.texts import fingerprint, tidy
from translations.models import TranslationState
from translations.selectors.status import States, read_states
from translations.selectors.texts import ENGLISH, VERSIONED, Translatable

STATEMENT = "statement"
CopyKey = tuple[str, str, str]
"""What a copy has in common with its original: part of the key, language, fingerprint."""


@transaction.atomic
def refresh_translation_states(*, texts: Sequence[Translatable]) -> States:
    """Stores the states of these texts' translations, and returns them.

    A translation without a state counts as made from today's English, unless an earlier version
    of the questionnaire has the same translation: then as made from what that one was made from.
    A translation that has changed since its state was stored counts as made anew.
    """
    states = read_states(texts)
    without_state = [
        (text, code)
        for text in texts
        for code in CODES
        if code != ENGLISH and text.in_language(code).strip() and (text.key, code) not in states
    ]
    _update_changed(texts, states)
    if without_state:
        first_states = _first_states(without_state)
        TranslationState.objects.bulk_create(first_states, ignore_conflicts=True)
        states = read_states(texts)
    return states


def _update_changed(texts: Iterable[Translatable], states: States) -> None:
    for text in texts:
        for code in CODES:
            state, value = states.get((text.key, code)), text.in_language(code)
            if state is None or not value.strip() or state.fingerprint == fingerprint(value):
                continue
            before, state.fingerprint = state.fingerprint, fingerprint(value)
            state.source = text.english
            TranslationState.objects.filter(pk=state.pk, fingerprint=before).update(
                source=state.source, fingerprint=state.fingerprint
            )


def _first_states(without_state: list[tuple[Translatable, str]]) -> list[TranslationState]:
    earlier = _earlier_states(without_state)
    states = []
    for text, code in sorted(without_state, key=lambda pair: _version(pair[0].key)):
        mark = fingerprint(text.in_language(code))
        by_key, by_text = _copy_keys(text.key, code, mark)
        original = earlier.get(by_key) or earlier.get(by_text)
        source = original.source if original else text.english
        state = TranslationState(key=text.key, language=code, source=source, fingerprint=mark)
        states.append(state)
        _add(earlier, state)
    return states


def _earlier_states(
    without_state: list[tuple[Translatable, str]],
) -> dict[CopyKey, TranslationState]:
    """Returns states of questionnaires that have one of these translations."""
    marks = {
        fingerprint(text.in_language(code))
        for text, code in without_state
        if text.key.startswith(VERSIONED)
    }
    earlier: dict[CopyKey, TranslationState] = {}
    if marks:
        states = TranslationState.objects.filter(key__startswith=VERSIONED, fingerprint__in=marks)
        for state in sorted(states, key=lambda state: _version(state.key)):
            _add(earlier, state)
    return earlier


def _add(earlier: dict[CopyKey, TranslationState], state: TranslationState) -> None:
    if state.key.startswith(VERSIONED):
        for copy_key in _copy_keys(state.key, state.language, state.fingerprint):
            earlier[copy_key] = state


def _copy_keys(key: str, code: str, mark: str) -> tuple[CopyKey, CopyKey]:
    """Returns what identifies a copy: the key after the version, or for a statement only its text.

    A statement may get a new key in a new version.
    """
    tail = key.split("/", 2)[2] if key.startswith(VERSIONED) else key
    is_statement = tail.startswith(f"{STATEMENT}/")
    return (tail, code, mark), ((STATEMENT if is_statement else tail), code, mark)


def _version(key: str) -> int:
    return int(key.split("/")[1]) if key.startswith(VERSIONED) else 0


def translations_confirm(
    *, translations: Iterable[tuple[Translatable, str]], language: str, user: User
) -> None:
    """Stores that translations are right for the English that their translator was shown."""
    now = timezone.now()
    states = {
        text.key: TranslationState(
            key=text.key,
            language=language,
            source=tidy(source),
            fingerprint=fingerprint(text.in_language(language)),
            confirmed_by=user,
            confirmed_at=now,
        )
        for text, source in translations
    }
    TranslationState.objects.bulk_create(
        states.values(),
        update_conflicts=True,
        unique_fields=["key", "language"],
        update_fields=["source", "fingerprint", "confirmed_by", "confirmed_at"],
    )
