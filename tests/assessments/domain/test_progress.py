from assessments.domain.progress import Gap, changed_answers, gaps

SECTIONS = {"a": ("a1", "a2"), "b": ("b1",)}


def test_gaps_are_in_order_and_name_their_section():
    assert gaps(SECTIONS, {"a1": 3}) == (Gap("a", "a2"), Gap("b", "b1"))
    assert gaps(SECTIONS, {"a1": 3, "a2": 1, "b1": 5}) == ()


def test_only_what_differs_from_what_was_shown_changes():
    assert changed_answers({"a1": "3", "a2": ""}, {"a1": 3, "a2": 4}) == {"a2": 4}


def test_what_the_page_said_nothing_of_counts_as_changed():
    assert changed_answers({}, {"a1": 3}) == {"a1": 3}
