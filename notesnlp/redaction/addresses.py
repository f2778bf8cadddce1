"""Postal addresses: a street with its number, and the town and postcode behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notesnlp.redaction.spans import Span

_CAP = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]{0,30}"
_NUMBER = r"\d{1,5}[A-Za-z]?(?:[-–/]\d{1,5}[A-Za-z]?)?"
_KIND = (
    r"(?:Street|St|Str|Road|Rd|Lane|Ln|Avenue|Ave|Av|Drive|Boulevard|Blvd|Way|Close|Court|Ct|Crescent|Cres|Place|Pl"
    r"|Square|Sq|Terrace|Parade|Quay|Row|Mews|Grove|Gardens|Highway|Hwy|Parkway|Pkwy|Circle|Trail|Walk|Wharf|Nagar|Marg|Salai|Mall)"
)
_UNIT = r"(?:Unit|Plot|Lot|Block|Blk|House|Flat|Apt|Apartment|Suite|Ste|Floor|Stand|Erf|Shop|No)\.? ?#?\d{1,5}[A-Za-z]?"
_ENGLISH = rf"(?:(?:{_UNIT}),? )?(?:{_NUMBER},? )?(?:(?:\d{{1,3}}(?:st|nd|rd|th)|{_CAP}) ){{1,4}}{_KIND}\b\.?(?: [NSEW]{{1,2}}\b)?"
_JOINED = rf"(?:{_CAP} ){{0,2}}{_CAP}(?:stra(?:ß|ss)e|str\.|weg|gasse|platz|allee|ring|damm|ufer|gatan|gata|vägen|väg|gate|gata|veien|vei|vej|gade|straat|laan|plein|kade|gracht|dijk|katu|tie|utca) {_NUMBER}"
_APART = rf"(?:Am|An der|Auf dem|Im|Zum|Zur|Unter den) (?:{_CAP} ){{1,3}}{_NUMBER}"
_ROMANCE = (
    rf"(?:{_NUMBER},? )?\b(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hemin|[Qq]uai|[Aa]llée|[Ii]mpasse|[Cc]alle|[Aa]venida|Avda?\.|Plaza|Paseo|Vi[ae]|Viale|Piazza|Corso|Rua|Rodovia|Travessa|Praça|Estrada|ul\.|ulica|Jalan|Jl\.)"
    rf" (?:(?:de|des|du|la|le|les|del|della|dei|do|da|dos|d['’]) ?){{0,2}}{_CAP}(?: {_CAP}){{0,3}}"
)
_BOX = r"\b(?:P\.? ?O\.? ?Box|Private Bag|Postfach|Postbus|BP|RD) \d{1,6}"
_POSTCODES = (
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"  # UK
    r"|[A-Z]\d[A-Z] ?\d[A-Z]\d"  # Canada
    r"|\d{4} ?[A-Z]{2}"  # Netherlands
    r"|[A-Z]\d[\dW] ?[A-Z0-9]{4}"  # Ireland
    r"|\d{5}-\d{3,4}|\d{3} \d{2}|\d{2}-\d{3}|\d{4,6}"
)
_MORE = rf"(?:(?:{_POSTCODES})\b|{_UNIT}|#\d{{1,3}}-\d{{1,4}}|(?:n\.?º|nº|No\.?|km) ?{_NUMBER}|{_NUMBER}(?:º|°|ª)?(?: [A-Z]\b)?|[A-Z]{{2,3}}\b|Co\.|{_BOX}|(?:(?:de|del|la|le|les|sur|am|an der|op|ter|upon|on) )?{_CAP})"
_TAIL = rf"(?:(?:,? |, ?| - |\n){_MORE}){{0,12}}"
_STREETS = re.compile(rf"(?<!\w)(?:{_UNIT}, ?{_ENGLISH}|{_ENGLISH}|{_JOINED}|{_APART}|{_ROMANCE}|{_BOX}|{_UNIT},? {_CAP}(?: {_CAP}){{0,2}}){_TAIL}")  # fmt: skip
_SURE_CODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d)\b")
_HOUSE = re.compile(r"\d")


def find_addresses(text: str) -> Iterator[Span]:
    """Addresses with a number in them: a street that is named without one is a place, not a home."""
    for found in _STREETS.finditer(text):
        raw = found[0].rstrip(" ,.-\n")
        if _HOUSE.search(raw):
            yield _address(found.start(), raw)
    for found in _SURE_CODE.finditer(text):
        yield _address(found.start(), found[0])


def _address(start: int, raw: str) -> Span:
    return Span(start, start + len(raw), "address", re.sub(r"\W+", " ", raw).strip().lower())
