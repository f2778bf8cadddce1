from notesnlp.ledger.same import Known, match_findings


def _known(quote: str, turn: int = 0, kind: str = "need", key: str | None = None) -> Known:
    return Known(key or f"{kind}{turn}{quote}", kind, turn, 0, len(quote), quote)


def test_the_same_place_and_words_come_first():
    old = [_known("It is down.", 3), _known("It is down.", 1)]
    new = [_known("It is down.", 1), _known("It is down.", 3)]
    assert match_findings(old, new) == {0: 1, 1: 0}


def test_the_same_words_elsewhere_are_the_same_finding_nearest_turn_first():
    old = [_known("It is down.", 1), _known("It is down.", 9)]
    assert match_findings(old, [_known("it  is DOWN.", 8)]) == {0: 1}


def test_a_word_put_right_is_the_same_finding():
    old = [_known("We weight nine days for a price from the desk.")]
    assert match_findings(old, [_known("We wait nine days for a price from the desk.", 1)]) == {
        0: 0
    }


def test_a_longer_cut_of_the_same_turn_is_the_same_finding():
    old = [_known("We wait nine days for a price", 4)]
    assert match_findings(old, [_known("We wait nine days for a price, every time.", 4)]) == {0: 0}


def test_other_words_and_other_kinds_are_others():
    old = [_known("We wait nine days for a price."), _known("It is down.", kind="idea")]
    new = [_known("The scanner loses the list."), _known("It is down.")]
    assert match_findings(old, new) == {}


def test_each_old_one_is_taken_once():
    old = [_known("It is down.")]
    assert match_findings(old, [_known("It is down.", 5), _known("It is down.", 2)]) == {0: 0}


def test_of_two_alike_the_likelier_then_the_nearer_is_taken():
    quote = "We wait nine days for a price from the desk."
    near = quote.replace("nine", "ten")
    old = [_known(near, 1), _known(quote.replace("desk", "dusk"), 9)]
    assert match_findings(old, [_known(quote, 1)]) == {0: 1}
    old = [_known(near, 1), _known(near, 7)]
    assert match_findings(old, [_known(quote, 8)]) == {0: 1}
    assert match_findings([_known(near, 3), _known(near, 3, key="b")], [_known(quote, 3)]) == {0: 0}


def test_each_new_one_is_matched_once():
    quote = "We wait nine days for a price from the desk."
    new = [_known(quote.replace("nine", "ten")), _known(quote.replace("nine", "six"))]
    assert match_findings([_known(quote)], new) in ({0: 0}, {1: 0})


def test_a_cut_counts_from_half_the_words_on_and_in_its_own_turn():
    whole = "We wait nine days for a price."
    half = whole[: len(whole) // 2]
    assert match_findings([_known(half, 4)], [_known(whole, 4)]) == {0: 0}
    assert match_findings([_known(whole, 4)], [_known(half, 4)]) == {0: 0}
    assert match_findings([_known(half[:-1], 4)], [_known(whole, 4)]) == {}
    assert match_findings([_known(half, 4)], [_known(whole, 5)]) == {}
