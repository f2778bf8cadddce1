"""What people change about themes holds over runs, and can be taken back."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from sqlalchemy import select

from notesnlp.errors import LedgerError
from notesnlp.ledger.schema import THEME_FINDINGS
from notesnlp.ledger.theme_edits import (
    Action,
    ThemeEdit,
    homes_of,
    merge_themes,
    pin_theme,
    regroupings,
    rename_theme,
    split_theme,
    theme_edits,
    undo_edit,
)
from notesnlp.model.finding import Idea, Need
from tests.ledger.story import keep

NOWHERE = "there is no theme 'nowhere' (see the column theme of `notesnlp show OUT themes --csv`)"


def _moved(findings, **themes):
    """`findings` as the grouping would have them: theme `a` is called as `themes` says."""
    return [
        replace(item, theme=themes[item.theme])
        if isinstance(item, Need | Idea) and item.theme in themes
        else item
        for item in findings
    ]


def test_a_merge_keeps_the_id_and_name_it_went_into(ledger, visit, call, findings):
    _, remembered = keep(ledger, [visit, call], findings)
    number = merge_themes(ledger, "gate", "price", by="Kim")
    with ledger.reading() as connection:
        (edit,) = regroupings(theme_edits(connection), remembered.findings)
    assert (edit.action, edit.theme) == ("merge", "price")
    assert edit.first == {findings[3].evidence.id, findings[6].evidence.id}
    assert edit.second == {findings[0].evidence.id}
    together = _moved(findings, gate="x", price="x")
    for _ in range(2):
        results, _ = keep(ledger, [visit, call], together)
        assert [(theme.id, theme.name) for theme in results.themes] == [("price", "price")]
    undo_edit(ledger, number)
    with ledger.reading() as connection:
        assert regroupings(theme_edits(connection), remembered.findings) == ()
    results, _ = keep(ledger, [visit, call], findings)
    assert {theme.id for theme in results.themes} == {"gate", "price"}


def test_a_split_makes_a_theme_of_that_name(ledger, visit, call, findings):
    _, remembered = keep(ledger, [visit, call], findings)
    split_theme(ledger, "gate", [findings[6].evidence.id[:6]], "Queue on phones", by="Kim")
    with ledger.reading() as connection:
        (edit,) = regroupings(theme_edits(connection), remembered.findings)
    assert edit.first == {findings[6].evidence.id}
    apart = [*findings[:6], replace(findings[6], theme="other")]
    results, _ = keep(ledger, [visit, call], apart)
    names = {theme.id: theme.name for theme in results.themes}
    assert names == {"gate": "gate", "price": "price", "queue-on-phones": "Queue on phones"}


def test_a_name_holds_until_it_is_taken_back(ledger, visit, call, findings):
    keep(ledger, [visit, call], findings)
    number = rename_theme(ledger, "gate", "Yard gate", by="Kim")
    for _ in range(2):
        results, _ = keep(ledger, [visit, call], findings)
        assert {theme.id: theme.name for theme in results.themes}["gate"] == "Yard gate"
    undo_edit(ledger, number)
    results, _ = keep(ledger, [visit, call], findings)
    assert {theme.id: theme.name for theme in results.themes}["gate"] == "gate"


def test_pinned_themes_come_first(ledger, visit, call, findings):
    first, _ = keep(ledger, [visit, call], findings)
    last = first.themes[-1].id
    number = pin_theme(ledger, last, by="Kim")
    results, _ = keep(ledger, [visit, call], findings)
    assert (results.themes[0].id, results.themes[0].rank, results.themes[0].pinned) == (last, 1, True)  # fmt: skip
    undo_edit(ledger, number)
    results, _ = keep(ledger, [visit, call], findings)
    assert results.themes[-1].id == last


def test_what_is_changed_while_a_run_works_holds_from_the_next_one(ledger, visit, call, findings):
    keep(ledger, [visit, call], findings)
    merge_themes(ledger, "gate", "price", by="Kim")
    results, _ = keep(ledger, [visit, call], findings, edits=())  # grouped before the merge
    members = {theme.id: len(theme.findings) for theme in results.themes}
    assert members == {"gate": 2, "price": 1}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (
            lambda ledger, _: merge_themes(ledger, "gate", "gate", by="Kim"),
            "gate: a theme cannot be merged with itself (name two)",
        ),
        (lambda ledger, _: merge_themes(ledger, "gate", "nowhere", by="Kim"), NOWHERE),
        (lambda ledger, _: merge_themes(ledger, "nowhere", "gate", by="Kim"), NOWHERE),
        (lambda ledger, _: pin_theme(ledger, "nowhere", by="Kim"), NOWHERE),
        (lambda ledger, _: rename_theme(ledger, "nowhere", "x", by="Kim"), NOWHERE),
        (
            lambda ledger, _: rename_theme(ledger, "gate", " ", by="Kim"),
            "gate: a theme needs a name (give one)",
        ),
        (
            lambda ledger, _: split_theme(ledger, "gate", ["zz"], "x", by="Kim"),
            "gate: 0 findings of it have an id that begins with 'zz' "
            "(see `notesnlp themes OUT list THEME`)",
        ),
        (
            lambda ledger, _: split_theme(ledger, "gate", [""], "x", by="Kim"),
            "gate: 0 findings of it have an id that begins with '' "
            "(see `notesnlp themes OUT list THEME`)",
        ),
        (
            lambda ledger, ids: split_theme(ledger, "price", [ids[0]], "x", by="Kim"),
            "price: a split leaves findings on both sides "
            "(name some of the theme's findings, not all)",
        ),
        (
            lambda ledger, _: split_theme(ledger, "price", [], "x", by="Kim"),
            "price: a split leaves findings on both sides "
            "(name some of the theme's findings, not all)",
        ),
        (
            lambda ledger, _: undo_edit(ledger, 7),
            "there is no edit 7 to undo (see `notesnlp themes OUT edits`)",
        ),
    ],
)
def test_what_cannot_be_done_is_said(ledger, visit, call, findings, wrong, says):
    keep(ledger, [visit, call], findings)
    with pytest.raises(LedgerError) as caught:
        wrong(ledger, [item.evidence.id for item in findings])
    assert str(caught.value).removeprefix(f"{ledger.name}: ") == says
    with ledger.reading() as connection:
        assert theme_edits(connection) == []


def test_an_edit_is_kept_with_who_made_it_and_when(ledger, visit, call, findings):
    _, remembered = keep(ledger, [visit, call], findings)
    numbers = [remembered.findings[item.evidence.id] for item in findings]
    gate, price = frozenset({numbers[3], numbers[6]}), frozenset({numbers[0]})
    made = [
        merge_themes(ledger, "price", "gate", by="Kim"),
        rename_theme(ledger, "gate", " Yard gate ", by="Bo"),
        pin_theme(ledger, "price", by="Kim"),
        split_theme(ledger, "gate", [findings[3].evidence.id], "Price!", by="Kim"),
    ]
    with ledger.reading() as connection:
        edits = theme_edits(connection)
    assert [edit.number for edit in edits] == made
    assert [(edit.action, edit.theme, edit.name, edit.by) for edit in edits] == [
        ("merge", "gate", None, "Kim"),
        ("rename", "gate", "Yard gate", "Bo"),
        ("pin", "price", None, "Kim"),
        ("split", "price-2", "Price!", "Kim"),  # for there is a theme of that id
    ]
    none: frozenset[int] = frozenset()
    assert [edit.findings for edit in edits] == [
        (price, gate), (none, none), (none, none),
        (frozenset({numbers[3]}), frozenset({numbers[6]})),
    ]  # fmt: skip
    assert all(edit.at for edit in edits)
    undo_edit(ledger, made[1])
    with pytest.raises(LedgerError, match=f"no edit {made[1]} to undo"):
        undo_edit(ledger, made[1])


def test_a_theme_that_is_gone_cannot_be_edited(ledger, visit, call, findings):
    keep(ledger, [visit, call], findings)
    keep(ledger, [visit], [item for item in findings if item.evidence.meeting == visit.name])
    for wrong in (pin_theme, lambda ledger, theme, by: rename_theme(ledger, theme, "x", by=by)):
        with pytest.raises(LedgerError, match="there is no theme 'price'"):
            wrong(ledger, "price", by="Kim")


def test_a_split_that_is_taken_back_gives_its_findings_back(ledger, visit, call, findings):
    keep(ledger, [visit, call], findings)
    number = split_theme(ledger, "gate", [findings[6].evidence.id], "Queue", by="Kim")
    apart = [*findings[:6], replace(findings[6], theme="other")]
    keep(ledger, [visit, call], apart)
    undo_edit(ledger, number)
    with ledger.reading() as connection:
        held = select(THEME_FINDINGS.c.finding_id).where(THEME_FINDINGS.c.theme_id == "queue")
        assert connection.scalars(held).all() == []
    results, _ = keep(ledger, [visit, call], findings)
    assert [(theme.id, theme.name) for theme in results.themes if theme.id != "price"] == [("gate", "gate")]  # fmt: skip


def test_two_splits_of_one_name_are_two_themes(ledger, visit, call, findings):
    keep(ledger, [visit, call], findings)
    for at in (3, 6):
        split_theme(ledger, "gate", [findings[at].evidence.id], "Other", by="Kim")
    with ledger.reading() as connection:
        assert [edit.theme for edit in theme_edits(connection)] == ["other", "other-2"]


def _edit(
    number: int, action: Action, theme: str, first: Iterable[int] = (), second: Iterable[int] = ()
) -> ThemeEdit:
    parts = (frozenset(first), frozenset(second))
    return ThemeEdit(number, action, theme, None, "Kim", "", parts)


@pytest.mark.parametrize(
    ("edits", "groups", "homes"),
    [
        ([_edit(1, "merge", "gate", {1}, {2, 3})], [(4,), (1, 2, 3)], {1: "gate"}),
        # of a split, the part that was taken out; the rest goes on as it was
        ([_edit(1, "split", "queue", {1}, {2, 3})], [(2, 3), (1,)], {1: "queue"}),
        ([_edit(1, "split", "queue", {1}, {2, 3})], [(2, 3)], {}),
        # where the findings lie apart, the group with most of them, the first of two alike
        ([_edit(1, "merge", "gate", {1, 5}, {2})], [(2,), (1, 5)], {1: "gate"}),
        ([_edit(1, "merge", "gate", {1}, {2})], [(2,), (1,)], {0: "gate"}),
        # a later edit goes first; of one theme the last counts
        (
            [_edit(1, "merge", "gate", {1}, {2}), _edit(2, "merge", "price", {1}, {2})],
            [(1, 2)],
            {0: "price"},
        ),
        (
            [_edit(1, "merge", "gate", {1}, {2}), _edit(2, "merge", "gate", {3}, {4})],
            [(1, 2), (3, 4)],
            {1: "gate"},
        ),
        (
            [
                _edit(1, "merge", "gate", {1}, {2}),
                _edit(2, "pin", "x"),
                _edit(3, "split", "queue", {5}, {1}),
            ],
            [(1, 2), (5, 6)],
            {0: "gate", 1: "queue"},
        ),
        ([_edit(1, "rename", "gate", {1}, {2})], [(1, 2)], {}),
    ],
)
def test_which_group_an_edit_has_made(edits, groups, homes):
    assert homes_of(edits, groups) == homes
