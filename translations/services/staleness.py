"""Remembers from which English each translation was made."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from localization.languages import CODES
from translations.domain.texts import fingerprint, tidy
from translations.models import TranslationState
from translations.registry import VERSIONED
from translations.selectors.texts import ENGLISH, Translatable

States = dict[tuple[str, str], TranslationState]
"""By key and language."""
STATEMENT = "statement"


@transaction.atomic
def refresh_translation_states(*, texts: Sequence[Translatable]) -> States:
    """The states of these texts' translations, brought up to what the content says now.

    A translation that was never noted counts as made from today's English, unless the same translation stands in
    an earlier version of the questionnaire: then as made from what that one was made from. A translation that has
    changed since it was noted counts as made anew. So nothing depends on how the content was written.
    """
    states = _states_of(texts)
    unnoted = [
        (text, code)
        for text in texts
        for code in CODES
        if code != ENGLISH and text.in_language(code).strip() and (text.key, code) not in states
    ]
    _note_anew(texts, states)
    if unnoted:
        TranslationState.objects.bulk_create(_first_states(unnoted), ignore_conflicts=True)
        states = _states_of(texts)
    return states


def _states_of(texts: Sequence[Translatable]) -> States:
    found = TranslationState.objects.all()
    if len(texts) < 50:  # of one row or one page; the whole table otherwise
        found = found.filter(key__in=[text.key for text in texts])
    return {(state.key, state.language): state for state in found}


def _note_anew(texts: Iterable[Translatable], states: States) -> None:
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


def _first_states(unnoted: list[tuple[Translatable, str]]) -> list[TranslationState]:
    earlier = _earlier_states(unnoted)
    made = []
    for text, code in sorted(unnoted, key=lambda pair: _version(pair[0].key)):
        mark = fingerprint(text.in_language(code))
        of_same_key, of_same_text = _places(text.key, code, mark)
        before = earlier.get(of_same_key) or earlier.get(of_same_text)
        source = before.source if before else text.english
        state = TranslationState(key=text.key, language=code, source=source, fingerprint=mark)
        made.append(state)
        _remember(earlier, state)
    return made


def _earlier_states(unnoted: list[tuple[Translatable, str]]) -> dict:
    """States of questionnaires that have one of these translations: by what a copy would share with them."""
    marks = {
        fingerprint(text.in_language(code))
        for text, code in unnoted
        if text.key.startswith(VERSIONED)
    }
    found: dict = {}
    if marks:
        states = TranslationState.objects.filter(key__startswith=VERSIONED, fingerprint__in=marks)
        for state in sorted(states, key=lambda state: _version(state.key)):
            _remember(found, state)
    return found


def _remember(found: dict, state: TranslationState) -> None:
    if state.key.startswith(VERSIONED):
        for place in _places(state.key, state.language, state.fingerprint):
            found[place] = state


def _places(key: str, code: str, mark: str) -> tuple[tuple, tuple]:
    """What a copy keeps: the key after the version; for a statement with a new key, its text alone."""
    tail = key.split("/", 2)[2] if key.startswith(VERSIONED) else key
    is_statement = tail.startswith(f"{STATEMENT}/")
    return (tail, code, mark), ((STATEMENT if is_statement else tail), code, mark)


def _version(key: str) -> int:
    return int(key.split("/")[1]) if key.startswith(VERSIONED) else 0


def translation_confirm(*, text: Translatable, language: str, source: str, user) -> None:
    """The translation as it stands is right for this English: what its translator was shown."""
    mark = fingerprint(text.in_language(language))
    TranslationState.objects.update_or_create(
        key=text.key,
        language=language,
        defaults={
            "source": tidy(source),
            "fingerprint": mark,
            "confirmed_by": user,
            "confirmed_at": timezone.now(),
        },
    )
