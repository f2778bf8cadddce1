from hypothesis import given
from hypothesis import strategies as st

from notesnlp.ledger.groups import Stored, match_groups


def _stored(**groups: set[int]) -> dict[str, Stored]:
    return {name: Stored(frozenset(members)) for name, members in groups.items()}


def _match(stored: dict[str, Stored], *groups: set[int]) -> list[str | None]:
    return match_groups(stored, [frozenset(group) for group in groups])


def test_a_grown_theme_keeps_its_id_and_a_new_one_has_none():
    assert _match(_stored(gate={1, 2}, price={3}), {3}, {1, 2, 7}, {8, 9}) == [
        "price",
        "gate",
        None,
    ]


def test_of_a_split_theme_the_greater_part_keeps_the_id():
    assert _match(_stored(gate={1, 2, 3}), {3}, {1, 2}) == [None, "gate"]


def test_of_merged_themes_the_greater_one_s_id_stays():
    assert _match(_stored(gate={1, 2, 3}, price={4}), {1, 2, 3, 4}) == ["gate"]


def test_a_live_theme_goes_before_one_that_is_gone():
    stored = {"old": Stored(frozenset({1, 2, 3}), gone=True), "new": Stored(frozenset({1}))}
    assert _match(stored, {1, 2, 3}) == ["new"]
    assert _match(stored, {2, 3}) == ["old"]


def test_of_two_that_share_as_many_the_one_of_which_it_is_more_stays():
    assert _match(_stored(wide={1, 2, 3, 4}, close={5, 6}), {1, 2, 5, 6}) == ["close"]
    assert _match(_stored(gate={1, 2}), {1, 3, 4}, {2, 5}) == [None, "gate"]


def test_of_equals_the_first_by_name_and_place_stays():
    assert _match(_stored(b={1}, a={2}), {1, 2}) == ["a"]
    assert _match(_stored(gate={1, 2}), {1}, {2}) == ["gate", None]


def test_an_id_goes_to_one_group_and_a_group_has_one():
    assert _match(_stored(gate={1, 2, 3}, price={3, 4}), {1, 2}, {3}) == ["gate", "price"]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30))
def test_the_same_groups_are_the_same_whatever_their_order(labels: list[int]):
    groups: dict[int, set[int]] = {}
    for member, label in enumerate(labels):
        groups.setdefault(label, set()).add(member)
    stored = _stored(**{str(label): members for label, members in groups.items()})
    turned = dict(reversed(groups.items()))
    assert _match(stored, *turned.values()) == [str(label) for label in turned]
