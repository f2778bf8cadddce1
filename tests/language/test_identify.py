"""Other languages are recognised, English is left alone however odd it is."""

from __future__ import annotations

import pytest

from notesnlp.language.identify import LANGUAGES, language_of, mark_languages
from notesnlp.model.meeting import Piece, Turn

FOREIGN = {
    "de": "Wir ziehen im Januar in das alte Gebäude um und brauchen dort neue Telefone.",
    "fr": "Nous allons déménager en janvier et il nous faut de nouveaux téléphones au dépôt.",
    "es": "Nos mudamos en enero al edificio viejo y necesitamos teléfonos nuevos en el almacén.",
    "it": "A gennaio ci trasferiamo nel vecchio edificio e abbiamo bisogno di nuovi telefoni.",
    "pt": "Em janeiro vamos mudar para o prédio antigo e precisamos de telefones novos lá.",
    "nl": "We verhuizen in januari naar het oude gebouw en daar hebben we nieuwe telefoons nodig.",
    "sv": "Vi flyttar till det gamla huset i januari och där behöver vi nya telefoner.",
    "da": "Vi flytter til den gamle bygning i januar, og der skal vi bruge nye telefoner.",
    "no": "Vi flytter til det gamle bygget i januar, og der trenger vi nye telefoner til alle.",
    "fi": "Muutamme tammikuussa vanhaan rakennukseen ja tarvitsemme sinne uusia puhelimia.",
    "pl": "W styczniu przeprowadzamy się do starego budynku i potrzebujemy tam nowych telefonów.",
    "cs": "V lednu se stěhujeme do staré budovy a budeme tam potřebovat nové telefony.",
    "hu": "Januárban átköltözünk a régi épületbe, és ott új telefonokra lesz szükségünk.",
    "ro": "În ianuarie ne mutăm în clădirea veche și avem nevoie acolo de telefoane noi.",
    "tr": "Ocak ayında eski binaya taşınıyoruz ve orada yeni telefonlara ihtiyacımız var.",
    "ru": "В январе мы переезжаем в старое здание, и нам нужны новые телефоны.",
    "uk": "У січні ми переїжджаємо до старої будівлі, і нам потрібні нові телефони.",
    "el": "Τον Ιανουάριο μετακομίζουμε στο παλιό κτίριο και χρειαζόμαστε νέα τηλέφωνα.",
    "he": "בינואר אנחנו עוברים לבניין הישן וצריכים שם טלפונים חדשים.",
    "ar": "سننتقل في يناير إلى المبنى القديم ونحتاج هناك إلى هواتف جديدة.",
    "hi": "हम जनवरी में पुरानी इमारत में जा रहे हैं और वहाँ नए फ़ोन चाहिए।",
    "zh": "我们一月份搬到旧楼，那里需要新的电话。",
    "ja": "一月に古い建物へ引っ越すので、新しい電話が必要です。",
    "ko": "우리는 1월에 오래된 건물로 이사하고 새 전화기가 필요합니다.",
}
ENGLISH = [
    "VPN MFA SSO Kubernetes OAuth tokens rollout Grafana dashboards staging prod",
    "Okay, Bhargava, Parithosh, Jayanthi, Guillaume, Kevaundray, Marcin",
    "New lock gate three; new door hall two; Bo, Dana, June",
    "Mhm. Sí. Genau. Voilà.",
    "gonna wanna kinda dunno innit mate cheers ta love",
    "Minutes Verwaltung Bildungsdirektion: nil",
    "1. Badge printer 2. Toner 3. Fax line 4. Lift alarm",
    "π ≈ 3.14, Δt < 5 µs, Σ of all",
    "",
]


def test_every_language_has_a_sample():
    assert set(FOREIGN) == set(LANGUAGES)


@pytest.mark.parametrize(("code", "text"), FOREIGN.items())
def test_other_languages(code, text):
    near = {"da": "no", "no": "da"}
    assert language_of(text) in (code, near.get(code))


@pytest.mark.parametrize("text", ENGLISH)
def test_english_however_odd(text):
    assert language_of(text) is None


def turns(*texts: str) -> list[Turn]:
    return [Turn(at, None, text, (Piece(0, at + 1, 0),)) for at, text in enumerate(texts)]


def test_short_turns_are_in_the_language_of_the_whole():
    marked = mark_languages(
        turns(FOREIGN["de"], "Genau.", FOREIGN["de"], "What do you mean by that?", FOREIGN["de"])
    )
    assert [turn.language for turn in marked] == ["de", "de", "de", None, "de"]


def test_one_foreign_turn_does_not_make_a_meeting_foreign():
    marked = mark_languages(
        turns("The gate is down again.", FOREIGN["fr"], "Oui.", "Which one of them is it?" * 20)
    )
    assert [turn.language for turn in marked] == [None, "fr", None, None]
