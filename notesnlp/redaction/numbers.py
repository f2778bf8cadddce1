"""Mail addresses, links, phone numbers, and numbers that stand for somebody or their things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher

from notesnlp.redaction.spans import Span, What

_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}\b")
_SPOKEN_MAIL = re.compile(
    r"(?<![\w'’])(?:\w{1,30}(?: (?:dot|underscore|dash|hyphen) | )){0,3}\w{1,30} at (?:\w{1,30} ){1,4}?dot (?:\w{1,20} dot ){0,2}(?:com|org|net|edu|gov|mil|info|biz|io|co|uk|us|ca|au|nz|ie|de|fr|es|it|nl|se|no|dk|fi|pl|pt|br|in|za|ke|ng|sg|example)\b",
    re.I,
)
_DOTTED = re.compile(r"(?:\w+ (?:dot|underscore|dash|hyphen) )*\w+$", re.I)
_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'`]{3,2000}", re.I)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z][\w.]{2,30}\b")

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_SHAPES = re.compile(
    r"\b(?:\d{3}-\d{2}-\d{4}"  # social security, US
    r"|\d{3}\.\d{3}\.\d{3}-\d{2}"  # CPF, Brazil
    r"|\d{6}[-+]\d{4}"  # personal number, Sweden and Denmark
    r"|[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]"  # national insurance, UK
    r"|[A-Z]{5}\d{4}[A-Z]"  # PAN, India
    r"|[STFGM]\d{7}[A-Z]"  # NRIC, Singapore
    r"|\d{8}[A-HJ-NP-TV-Z])\b"  # DNI, Spain
)
_CODE = re.compile(
    r"(?<![\w.-])(?=[A-Z0-9/_-]{0,12}[A-Z])(?:[A-Z]{1,8}[-_/ ]?)(?:[A-Z0-9]{1,8}[-_/]){0,4}(?=\d)[\dA-Z]{0,30}\d{2}[\dA-Z]{0,30}(?!\w)"
)
_NO_CODES = re.compile(
    r"(?:ISO|EN|DIN|IEC|BS|RFC|FY|CY|Q|H|SHA|AES|RSA|WPA|USB|HTTP|TLS|IPV|UTF|CP|RTX|GTX|GDPR|COVID|KB|PS|IP|RJ|CAT|LTE|ANSI|NIST|IEEE|EU|BR|PO|BOX|RM|ROOM|ZONE|SP|GMT|UTC|EST|USD|EUR|GBP|CAD|AUD|INR|ZAR|NGN|KES|USA?|PM|AM|BY|AT|IN|ON|OF|OR|TO|IS|WE|NO|A|I)[-_/ ]?\d",
    re.I,
)
_CUED = re.compile(
    r"\b(?:tickets?|case|ref(?:erence)?|account|acct|a/c|customer|borrower|badge|staff|employee|personnel|payroll|order|invoice|bill"
    r"|contract|policy|claim|member(?:ship)?|passport|licen[cs]e|asset tag|serial|booking|reservation|job|request|pass|meter|supply|tax"
    r"|vat|personal|national|social security|insurance|student|patient|file|record|card|tracking|id|nin|nino|ssn|mrn|pan|aadhaar|nric|cpf|nf|pin|iban|bsb|sort code)\b"
    r"(?:[ ,.:#]{1,3}(?:id|number|num|no|nr|ref|reference|code|tag|card|number's|is|it's|was|are|came|of|the|says?|has|on|#|№)\b){0,4}[ ,.:#]{0,3}"
    r"(?P<code>(?=[\w./-]{0,20}\d)[A-Z0-9][A-Za-z0-9]{0,30}(?:[-/.][A-Za-z0-9]{1,30}){0,5}(?: \d{3,6}){0,4})",
    re.I,
)
_ANOTHER = re.compile(r"(?:,| and| or|, and) (?P<code>\d{4,})\b")
_LONG = re.compile(r"(?<!\w)\d{16,}(?!\w)|(?<![\w.,€$£¥₹/-])\d(?:[ .-]?\d){6,24}(?![\w%]|[.,]\d)")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d|20\d{6})(?:[ -]\d{1,6})?"
    r"|(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d|\d{1,3}(?:[ .]\d{3})*[ .]000"
)
_PHONE = re.compile(
    r"(?<![\w.,€$£¥₹/-])(?:\+\d|\(\d|\b\d)(?:[ ()./‑-]{0,2}\d){6,14}(?![\w%]|[.,]\d)"
)
_CALL = re.compile(r"\b(?:call|phone|ring|rang|tel|telephone|mobile|cell|fax|extension|ext|dial|reach\w*|text|number|line|desk|whatsapp)\b", re.I)  # fmt: skip

_DIGIT = r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)"
_SPOKEN_DIGIT = re.compile(rf"\b{_DIGIT}\b", re.I)
_SPOKEN = re.compile(
    rf"\b(?:(?:[a-z] ){{0,3}})(?:(?:double|triple|treble) )?{_DIGIT}(?:[ ,-]{{1,2}}(?:(?:double|triple|treble) )?{_DIGIT}){{3,20}}\b",
    re.I,
)
_SHORT = 4
"""Spoken digits that need a cue before them to be a number of something: "one two three four"."""


def find_mails(text: str) -> Iterator[Span]:
    """Mail addresses, written and spoken, and handles."""
    for found in _MAIL.finditer(text):
        yield Span(found.start(), found.end(), "mail", found[0].lower())
    for found in _SPOKEN_MAIL.finditer(text):
        start = _begin(text, found)
        key = re.sub(r"\s+(?:dot)\s+", ".", text[start : found.end()].lower())
        yield Span(start, found.end(), "mail", re.sub(r"\s+", "", key.replace(" at ", "@")))
    for found in _HANDLE.finditer(text):
        yield Span(found.start(), found.end(), "mail", found[0].lower())


def _begin(text: str, found: re.Match[str]) -> int:
    """Where a spoken address begins: behind the words that lead to it ("you can mail me at")."""
    lead = text[found.start() : found.end()]
    at = re.search(r" at ", lead, re.I)
    before = lead[: at.start()] if at else lead
    said = re.split(r"\b(?:it's|its|is|at|on|to|address|mail|email|mailed|emailed|me|write|and|the|a|use|for)\s+", before, flags=re.I)  # fmt: skip
    return found.start() + len(before) - len(said[-1])


def find_links(text: str) -> Iterator[Span]:
    """Links: their paths name people and records."""
    for found in _LINK.finditer(text):
        link = found[0].rstrip(".,;:!?)]")
        yield Span(found.start(), found.start() + len(link), "link", link.lower())


def find_phones(text: str, regions: Sequence[str]) -> Iterator[Span]:
    """Phone numbers: as `phonenumbers` knows them, and what else is written like one.

    Args:
        text: to look into.
        regions: countries whose national numbers are looked for, as ISO codes.
    """
    for region in (None, *regions):
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.POSSIBLE):
            if _is_number(match.raw_string) and (region is None or _called(text, match.start)):
                key = phonenumbers.format_number(match.number, PhoneNumberFormat.E164)
                yield Span(match.start, match.end, "phone", key)
    for found in _PHONE.finditer(text):
        raw = found[0]
        dialled = raw.startswith(("+", "(", "0")) or _called(text, found.start())
        if dialled and _is_number(raw) and not _SHAPES.fullmatch(raw):
            start = found.start() - (text[found.start() - 1 : found.start()] == "(")
            yield Span(start, found.end(), "phone", _digits(raw))


def _called(text: str, start: int) -> bool:
    return _CALL.search(text, max(start - 40, 0), start) is not None


def _is_number(raw: str) -> bool:
    return not _DATE.fullmatch(raw.strip()) and 7 <= len(_digits(raw)) <= 15


def _digits(raw: str) -> str:
    return re.sub(r"\D", "", raw)


def find_ids(text: str) -> Iterator[Span]:
    """Numbers of accounts, cards, tickets, badges, contracts, and national numbers of people."""
    for pattern in (_IBAN, _SHAPES):
        for found in pattern.finditer(text):
            yield _id(found.start(), found.end(), found[0])
    for found in _CUED.finditer(text):
        code = found["code"]
        if sum(mark.isdigit() for mark in code) >= 3 and not _DATE.fullmatch(code):
            yield _id(found.start("code"), found.end("code"), code)
            for more in _ANOTHER.finditer(text, found.end("code")):
                if more.start() != found.end("code") or not more["code"].isdigit():
                    break
                yield _id(more.start("code"), more.end("code"), more["code"])
    for found in _CODE.finditer(text):
        code = found[0]
        if len(_digits(code)) >= 4 and not _NO_CODES.match(code):
            yield _id(found.start(), found.end(), code)
    for found in _LONG.finditer(text):
        if not _DATE.fullmatch(found[0]):
            yield _id(found.start(), found.end(), found[0])


def find_spoken(text: str) -> Iterator[Span]:
    """Numbers spoken digit by digit: of phones, tickets, accounts."""
    for found in _SPOKEN.finditer(text):
        count = len(_SPOKEN_DIGIT.findall(found[0]))
        lead = text[max(found.start() - 40, 0) : found.start()]
        if count <= _SHORT and not re.search(r"\b(?:ticket|number|ref|reference|order|account|code|badge|case|claim|id|extension)\b", lead, re.I):  # fmt: skip
            continue
        what: What = "phone" if count >= 9 or _called(text, found.start()) else "id"
        yield Span(found.start(), found.end(), what, found[0].lower())


def _id(start: int, end: int, raw: str) -> Span:
    return Span(start, end, "id", re.sub(r"[\W_]", "", raw).lower())
