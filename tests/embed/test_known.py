from dataclasses import replace

import numpy as np

from notesnlp.embed.known import Passages
from notesnlp.model.finding import Idea


def test_what_is_known_is_looked_up_and_the_rest_encoded(say, found, encoder):
    meeting = say("We wait for the gate.", "The lorries queue.", "Could we ring them?")
    items = [found(Idea, meeting, turn, type="idea") for turn in range(3)]
    places = [item.evidence for item in items]
    plain = Passages([meeting], encoder)
    given = np.ones((2, 384), np.float32)
    passages = Passages([meeting], encoder)
    passages.add_around(places[:2], given)
    passages.add_quotes(places[:2], given)
    around, quotes = passages.around(places), passages.quotes(places)
    assert (around[:2] == 1).all()
    assert (quotes[:2] == 1).all()
    assert np.allclose(around[2], plain.around(places[2:])[0], atol=1e-5)
    assert np.allclose(quotes[2], plain.quotes(places[2:])[0], atol=1e-5)
    changed = replace(places[0], end=places[0].end - 1, quote=places[0].quote[:-1])
    assert not (passages.around([changed]) == 1).all()
    assert passages.around([]).shape == (0, 384)
