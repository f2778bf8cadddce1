"""A reader who believes nothing: walks a report and names what stands there without its proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import lxml.html
from lxml.html import HtmlElement

from notesnlp.model.finding import Dependency
from notesnlp.report.results import Results
from notesnlp.report.words import clean, one_line

TOLD = ("week", "needs", "dependencies", "themes", "followups", "coverage", "framing",
        "conversations", "news")  # fmt: skip
"""Sections that say something of customers; the others are the guide, the search, the meetings."""
_LEAVES = {"p", "li", "h3", "h4", "dt", "dd", "td", "th", "figcaption", "blockquote", "summary"}
_CLAIM = "self::li or self::article or self::tr or self::figure or @class='kind'"
"""What holds one claim together: its evidence is within."""
_MEASURED = (
    "ancestor::thead or ancestor::figure[@class='trend'] or ancestor::details[@id='sources']"
)
"""Heads of tables, the catalogue's sources, and trends, whose values a test compares with the tables."""
_EVIDENCE = re.compile(r"#(?:mark|find|meeting|unit|theme)-")
_QUOTED = re.compile(r"“([^”]+)”")


def unproved(html: str) -> list[str]:
    """The sentences of a page that lead to no finding or meeting, numbers in them replaced by ``#``."""
    page = lxml.html.fromstring(html)
    found = []
    for name in TOLD:
        for section in page.xpath(f"//section[@id='{name}']"):
            for leaf in _leaves(section):
                text = words(leaf)
                if text and not _is_proved(leaf):
                    found.append(re.sub(r"\d[\d,.]*", "#", text))
    return found


def unsaid(html: str, results: Results) -> list[str]:
    """Words in quotation marks that nobody said in a meeting of `results`."""
    page = lxml.html.fromstring(html)
    for lead in page.xpath("//p[@class='lead']"):
        lead.drop_tree()
    for name in ("guide", "find", "meetings"):
        for section in page.xpath(f"//section[@id='{name}']"):
            section.drop_tree()
    texts = [words(leaf) for leaf in _leaves(page)]
    texts += [f"“{words(quote)}”" for quote in page.xpath("//blockquote")]
    return [text for text in _quoted(texts) if not _was_said(text, results)]


def unsaid_in_text(text: str, results: Results) -> list[str]:
    """The same of a plain text, whose lines are broken."""
    return [each for each in _quoted([" ".join(text.split())]) if not _was_said(each, results)]


def links(html: str) -> Iterator[tuple[str, str]]:
    """Each quote of a page with the words that its link leads to."""
    page = lxml.html.fromstring(html)
    for quote in page.xpath("//figure[starts-with(@class, 'quote')]"):
        [source] = quote.xpath("figcaption//a")
        mark = page.get_element_by_id(source.get("href", "").removeprefix("#"))
        marked = "".join(
            _without_ways_back(part)
            for part in page.xpath(f"//mark[@data-of='{mark.get('data-of')}']")
        )
        yield words(quote.find("blockquote")), one_line(marked)


def counted(html: str) -> Iterator[tuple[str, int, int]]:
    """Each heading with a number: its words, the number, and how many entries stand beneath it."""
    page = lxml.html.fromstring(html)
    for heading in page.xpath("//h3[contains(@class, 'group')][span[@class='number']]"):
        entries = 0
        for after in heading.itersiblings():
            if after.tag == "h3":
                break
            entries += len(after.xpath("descendant-or-self::*[self::article or @class='kind']"))
            entries += len(after.xpath("descendant-or-self::figure[@data-kind='idea']"))
        yield words(heading), int(heading.findtext("span")), entries


def words(element: HtmlElement) -> str:
    """What an element says, on one line."""
    return " ".join(element.text_content().split())


def _leaves(section: HtmlElement) -> Iterator[HtmlElement]:
    for element in section.iter(*_LEAVES):
        if not any(child is not element and child.tag in _LEAVES for child in element.iter()):
            yield element


def _is_proved(leaf: HtmlElement) -> bool:
    if leaf.xpath(_MEASURED):
        return True
    claims = [leaf, *leaf.xpath(f"ancestor-or-self::*[{_CLAIM}]")]
    return any(
        _EVIDENCE.match(link.get("href", "")) for claim in claims for link in claim.iter("a")
    )


def _quoted(texts: Iterable[str]) -> list[str]:
    return [found for text in texts for found in _QUOTED.findall(text)]


def _was_said(text: str, results: Results) -> bool:
    """Whether it stands in a meeting; names of work and themes are quoted too."""
    names = {work.name for item in results.of(Dependency) for work in item.workstreams}
    names |= {one_line(theme.name) for theme in results.themes}
    cut = text.removesuffix(" …")
    spoken = (one_line(clean(turn.text)) for item in results.meetings for turn in item.turns)
    return text in names or any(cut in turn for turn in spoken)


def _without_ways_back(mark: HtmlElement) -> str:
    return "".join(mark.xpath(".//text()[not(ancestor::a[@class='back'])]"))
