"""Which words are names somewhere in the world, and which are ordinary words of English.

Given names and surnames are those that the library Faker collects for its locales (21,000 and
20,000 in Latin letters); ordinary words those of WordNet, as spaCy's small English pipeline
carries them for its lemmatizer.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache, lru_cache
from typing import Any

from notesnlp.language.dates.calendar import MONTHS, WEEKDAYS
from notesnlp.redaction.words import folded

_GIVEN = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary")
_FAMILY = ("last_names", "last_names_male", "last_names_female")
PERIODS = frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset("easter christmas diwali ramadan advent spring summer autumn winter".split())  # fmt: skip

PARTICLES = frozenset("van von der den de la le du da di dos das del della el al bin ibn ben ter ten af zu o mac mc st two san".split())  # fmt: skip
"""Small words inside names: Joris van der Velde."""

TITLES = frozenset(
    """mr mrs ms miss mx mister missus dr doctor prof professor sir dame lord lady madam madame mme mlle monsieur
    herr frau fru herrn senor senora senorita sr sra srta signor signora dottor dottore dottoressa ingegner ingegnere dom
    dona don mevrouw meneer mevr dhr pan pani cllr councillor councilman councilwoman alderman alderwoman
    mayor senator sen judge justice rev reverend fr father sister brother pastor rabbi imam sheikh alhaji
    mallam ustad ustadh mama gogo uncle auntie aunty aunt nonno nonna grandpa granny sgt sergeant
    capt captain col colonel maj major lt lieutenant chief officer constable pc inspector supt
    superintendent director principal nurse matron chancellor minister ambassador""".split()
)
"""Words that stand before a name. Some are ordinary words as well, and count only before a capital."""

SURE_TITLES = frozenset(
    """mr mrs ms mx mister missus dr prof mme mlle monsieur madame herr frau senor senora signor signora dottoressa
    ingegner mevrouw cllr councillor""".split()
)
"""Titles before which nothing but a name stands, in speech without capitals too."""

AFTER = frozenset("ma'am sir ji san bhai sahib saheb".split())
"""Words that stand behind a name: Lakshmi ma'am."""

NOT_PEOPLE = frozenset(
    """teams excel word outlook azure oracle jira jenkins ruby java sage opera epic zebra alexa siri cortana watson
    adobe cisco citrix tableau salesforce sharepoint onedrive windows android apple amazon google microsoft
    siemens vodafone koha moodle canvas python django angular ivanti citrix fortinet lenovo dell hp ibm sap
    workday servicenow guidewire zoom slack confluence whatsapp facebook twitter linkedin youtube uber
    tesla ford guinness caterpillar louvre pencil hermes fedex dhl ups aws linux unix chrome edge safari
    hola ciao bonjour hallo hej hei ola salut namaste buongiorno karibu kia ora jambo merhaba salam
    firefox bluetooth ethernet chromebook chromebooks ipad ipads iphone macbook wifi scada erp crm lims""".split()
)
"""Products, firms and greetings that pass for names, or that the entity recogniser takes for people."""

PLACES = frozenset(
    """london paris berlin dallas austin sydney houston georgia florida china india america asia africa israel
    jordan chad virginia carolina dakota savannah melbourne boston lincoln denver madison jackson
    milan roma rome vienna geneva zurich munich dublin ireland scotland england wales france germany italy spain
    brazil mexico kenya nigeria ghana canada brooklyn york toledo dayton cairo dresden santos washington
    victoria adelaide orlando phoenix philadelphia alexandria cuba malta cyprus troy sofia lima""".split()
)
"""Places that are given names as well."""


@cache
def given_names() -> frozenset[str]:
    """Given names in small letters without accents."""
    return _listed(_GIVEN)


@cache
def family_names() -> frozenset[str]:
    """Surnames in small letters without accents."""
    return _listed(_FAMILY)


def _listed(keys: tuple[str, ...]) -> frozenset[str]:
    import faker.providers.person as person

    found: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for key in keys:
            names = getattr(provider, key, ())
            if not isinstance(names, property):
                found.update(word for name in names or () for word in folded(name).split())
    return frozenset(word for word in found if len(word) > 1 and word[0].isascii() and word[0].isalpha() and "." not in word)  # fmt: skip


@lru_cache(maxsize=65536)
def is_ordinary(word: str) -> bool:
    """Whether `word`, in small letters, is an English word beside whatever else it is.

    >>> is_ordinary("grace"), is_ordinary("will"), is_ordinary("priya")
    (True, True, False)
    """
    return word in PERIODS or word in _index() or (word.endswith("s") and word[:-1] in _index()) or frequency(word) >= _COMMON  # fmt: skip


_COMMON = 5.3
"""Zipf frequency from which a word is ordinary whatever WordNet says: pronouns, prepositions."""


@lru_cache(maxsize=65536)
def frequency(word: str) -> float:
    """How common a word is in English, on the Zipf scale: 0 (unknown) to 8."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en"))


@cache
def _index() -> frozenset[str]:
    from notesnlp.redaction.entities import pipeline

    lemmatizer: Any = pipeline().get_pipe("lemmatizer")
    tables = [lemmatizer.lookups.get_table(name) for name in ("lemma_index", "lemma_exc")]
    return stop_words() | {word for table in tables for words in table.values() for word in words}


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing by themselves: the, I, what."""
    from notesnlp.redaction.entities import pipeline

    return frozenset(pipeline().Defaults.stop_words) | {"i"}
