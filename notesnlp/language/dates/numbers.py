"""Numbers and ordinals as words."""

from __future__ import annotations

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = {
    word: 10 * tens
    for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

CARDINALS: dict[str, int] = {word: value for value, word in enumerate(_UNITS)} | _TENS
CARDINALS |= {
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "a couple": 2,
    "couple of": 2,
    "couple": 2,
    "a dozen": 12,
}
CARDINALS |= {"half a dozen": 6}
CARDINALS |= {
    f"{tens}{mark}{_UNITS[unit]}": value + unit
    for tens, value in _TENS.items()
    for mark in "- "
    for unit in range(1, 10)
}

ORDINALS: dict[str, int] = {word: value for value, word in enumerate(_ORDINALS, 1)}
ORDINALS |= {
    f"twenty{mark}{word}": 20 + value
    for mark in "- "
    for value, word in enumerate(_ORDINALS[:9], 1)
}
ORDINALS |= {"thirtieth": 30, "thirty-first": 31, "thirty first": 31}

_BY_LENGTH = sorted(CARDINALS, key=len, reverse=True)
NUMBER = r"(?:\d{1,3}|" + "|".join(_BY_LENGTH) + ")"
ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"


SPOKEN_YEAR = (
    r"(?:(?:twenty|nineteen)[\s-](?:"
    + "|".join(
        [*_UNITS[10:], *(rf"{tens}(?:[\s-](?:{'|'.join(_UNITS[1:10])}))?" for tens in _TENS)]
    )
    + rf")|two\s+thousand\s+(?:and\s+)?(?:{'|'.join(sorted(_UNITS[1:], key=len, reverse=True))}"
    + rf"|(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_UNITS[1:10])}))?))"
)
"""A year in words: "twenty eighteen", "two thousand and nineteen"."""


def to_year(text: str) -> int:
    """The year in words.

    >>> to_year("twenty eighteen"), to_year("two thousand and nineteen"), to_year("twenty twenty-one")
    (2018, 2019, 2021)
    """
    words = text.lower().replace("-", " ").split()
    base = {"two": 2000, "twenty": 2000, "nineteen": 1900}[words[0]]
    rest = [word for word in words[2 if words[0] == "two" else 1 :] if word != "and"]
    return base + sum(CARDINALS[word] for word in rest)


_DAYS = [*_UNITS[13:], "twenty", *(f"twenty{mark}{unit}" for mark in "- " for unit in _UNITS[1:10])]
_DAYS += ["thirty", "thirty-one", "thirty one"]
SPOKEN_DAY = r"(?:" + "|".join(sorted([*_DAYS, *_UNITS[1:13]], key=len, reverse=True)) + ")"
"""The day of a month as a bare number word: "July fifteen"."""


def to_number(text: str) -> int:
    """The value of a numeral or number word.

    >>> to_number("twenty-one"), to_number("a couple of"), to_number("10")
    (21, 2, 10)
    """
    text = " ".join(text.lower().split())
    return int(text) if text.isdigit() else CARDINALS[text]


def to_ordinal(text: str) -> int:
    """The value of an ordinal.

    >>> to_ordinal("thirtieth"), to_ordinal("3rd")
    (30, 3)
    """
    text = " ".join(text.lower().split())
    return ORDINALS[text] if text in ORDINALS else int(text.rstrip("stndrh"))
