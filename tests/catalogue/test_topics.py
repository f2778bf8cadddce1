import pytest

from notesnlp.catalogue.topics import heard_at

LINE = "Internet line at the new address"


@pytest.mark.parametrize(
    ("work", "sentence", "words"),
    [
        (LINE, "Who orders the circuits?", "circuits"),
        (LINE, "Is there broadband?", "broadband"),
        (LINE, "A new address, and a long line at the till.", None),
        ("Phone numbers that come along", "The desk phones come with us.", "desk phones"),
        ("Wi-fi in the yard", "There is no wi fi at the gate.", "wi fi"),
        ("Wi-fi in the yard", "There is no wifi at the gate.", "wifi"),
        ("Wi-fi in the yard", "There is no Wi-Fi at the gate.", "Wi-Fi"),
        ("Sign-in for volunteers", "How do they sign  in?", "sign  in"),
        (LINE, "Who orders the internet line?", "internet line"),  # the longer of two words
        ("Tills switched on", "The till is slow.", "till"),
        ("Power at the gate", "The prices go up.", None),  # a UPS has no singular
        ("Wi-fi in the yard", "Is it wireless?", "wireless"),
        ("A new server room", "The server\nrooms are hot.", "server\nrooms"),
        # a name without topics is heard with two of its words
        ("Seats for people who are displaced, handled as moves", "Everybody moves.", None),
        ("Seats for people who are displaced, handled as moves", "Displaced people need seats.", "Displaced"),
        ("Seats for people who are displaced, handled as moves", "A seat for each displaced man.", "seat"),
        ("Seats for people who are displaced, handled as moves", "Seats, seats and a SEAT.", None),
        ("Where it is kept, who may see it and for how long", "Where is it kept?", None),
    ],
)  # fmt: skip
def test_heard(work, sentence, words):
    at = heard_at(work, sentence)
    assert (sentence[slice(*at)] if at else None) == words
