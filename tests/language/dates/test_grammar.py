from notesnlp.language.dates.grammar import RULES


def test_names_are_unique():
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


def test_every_rule_of_the_files_is_in_the_grammar():
    from notesnlp.language.dates import (
        days,
        figures,
        months,
        named,
        periods,
        relative,
        terms,
        weekdays,
    )
    from notesnlp.language.dates.rule import Rule

    files = (days, figures, months, named, periods, relative, terms, weekdays)
    made = {item.name for file in files for item in vars(file).values() if isinstance(item, Rule)}
    assert made == {rule.name for rule in RULES}


def test_what_is_unreal_is_exact():
    assert {rule.name for rule in RULES if rule.reading == "exact"} == {
        "iso",
        "day month",
        "month day",
        "numeric",
        "weekday and number",
    }
