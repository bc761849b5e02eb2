"""What the journeys rely on: that no language, width or scheme is left out."""

from tests.journeys.pages import ALL_SIGHTS, LANGUAGES, SCHEMES, WIDTHS, sights


def test_every_language_is_looked_at_in_every_width_and_in_every_scheme():
    for language in LANGUAGES:
        widths, schemes = zip(*sights(language), strict=True)
        assert set(widths) == set(WIDTHS)
        assert set(schemes) == set(SCHEMES)


def test_the_shortest_and_the_longest_language_are_looked_at_throughout():
    assert (
        sights("en")
        == sights("de")
        == ALL_SIGHTS
        == [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]
    )


def test_the_others_come_up_in_every_pair_of_width_and_scheme():
    others = {sight for language in LANGUAGES[1:-1] for sight in sights(language)}
    assert others == set(ALL_SIGHTS)
