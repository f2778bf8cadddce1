"""What people change about themes holds over runs, and can be taken back."""

from dataclasses import replace

import pytest

from notesnlp.errors import LedgerError
from notesnlp.ledger.theme_edits import (
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


def test_what_cannot_be_done_is_said(ledger, visit, call, findings):
    keep(ledger, [visit, call], findings)
    for wrong in (
        lambda: merge_themes(ledger, "gate", "gate", by="Kim"),
        lambda: merge_themes(ledger, "gate", "nowhere", by="Kim"),
        lambda: split_theme(ledger, "gate", ["nowhere"], "x", by="Kim"),
        lambda: split_theme(ledger, "price", [findings[0].evidence.id], "x", by="Kim"),
        lambda: rename_theme(ledger, "gate", " ", by="Kim"),
        lambda: pin_theme(ledger, "nowhere", by="Kim"),
        lambda: undo_edit(ledger, 7),
    ):
        with pytest.raises(LedgerError):
            wrong()
    with ledger.reading() as connection:
        assert theme_edits(connection) == []
