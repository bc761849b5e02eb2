"""Tests the row of keys, wherever it stands."""

from spreadsheets.key_row import find_key_row

REQUIRED = ("key", "en")


def test_keys_stand_first_or_below_the_headers():
    assert find_key_row([["key", " en "]], REQUIRED).columns == {"key": 0, "en": 1}
    found = find_key_row([["Schlüssel", None, "Englisch"], ["key", None, "en"]], REQUIRED)
    assert found.index == 1
    assert found.columns == {"key": 0, "en": 2}


def test_keys_are_not_searched_further_down():
    assert find_key_row([["a"], ["b"], ["key", "en"]], REQUIRED) is None
    assert find_key_row([["key"], ["en"]], REQUIRED) is None
    assert find_key_row([], REQUIRED) is None


def test_unknown_and_repeated_keys_are_listed():
    found = find_key_row([["key", "x", "en", "b", "b", None, "en", 5]], REQUIRED)
    assert found.list_unknown(("key", "en")) == ["x", "b", "b", "5"]
    assert found.list_repeated() == ["b", "en"]


def test_rows_below_are_read_by_key_and_keep_their_numbers():
    rows = [["Key", "", "English"], ["key", None, "en"], ["a", "x", "b"], [None, None], ["c"]]
    assert list(find_key_row(rows, REQUIRED).records(rows)) == [
        (3, {"key": "a", "en": "b"}),
        (5, {"key": "c", "en": None}),
    ]
