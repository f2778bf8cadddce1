import pytest

# 2016-03-08 is a Tuesday, 2015-12-29 a Tuesday, 2016-02-29 a Monday, 2017-01-31 a Tuesday.
NUMBERED = [
    ("the lease ends on 14 July", "2016-03-08", "2016-07-14", "at"),
    ("we open 14th July", "2016-03-08", "2016-07-14", "at"),
    ("the fourteenth of July is a holiday there", "2016-03-08", "2016-07-14", "at"),
    ("by July 14 at the latest", "2016-03-08", "2016-07-14", "by"),
    ("July 14th, 2018", "2016-03-08", "2018-07-14", "at"),
    ("on July the fourteenth", "2016-03-08", "2016-07-14", "at"),
    ("Thursday 14 July", "2016-03-08", "2016-07-14", "at"),
    ("Thursday, July 14, 2016", "2016-03-08", "2016-07-14", "at"),
    ("Thurs 14 Jul", "2016-03-08", "2016-07-14", "at"),
    ("not before 1 May", "2016-03-08", "2016-05-01", "after"),
    ("1 May onwards", "2016-03-08", "2016-05-01", "after"),
    ("until 1 May", "2016-03-08", "2016-05-01", "by"),
    ("no later than 1 May", "2016-03-08", "2016-05-01", "by"),
    ("ahead of 1 May", "2016-03-08", "2016-05-01", "before"),
    ("29 February", "2015-12-29", "2016-02-29", "at"),
    ("29 February 2020", "2016-02-29", "2020-02-29", "at"),
    ("on 28 Feb", "2017-01-31", "2017-02-28", "at"),
    ("3 January", "2015-12-29", "2016-01-03", "at"),
    ("31 December", "2015-12-29", "2015-12-31", "at"),
    ("the letter of 20 January", "2016-03-08", "2016-01-20", "at"),
    ("on 2 November they begin", "2016-03-08", "2016-11-02", "at"),
    ("from 3 to 5 May", "2016-03-08", "2016-05-03", "after"),
    ("3-5 May", "2016-03-08", "2016-05-03", "at"),
    ("the third and fourth of May", "2016-03-08", "2016-05-03", "at"),
    ("May 3-5", "2016-03-08", "2016-05-03", "at"),
    ("May 3 through 5, 2017", "2016-03-08", "2017-05-03", "at"),
    ("the twenty first of june", "2016-03-08", "2016-06-21", "at"),
    ("the thirty-first of March next", "2016-03-08", "2017-03-31", "at"),
    ("30 June next year", "2016-03-08", "2017-06-30", "at"),
    ("1 June of next year", "2016-03-08", "2017-06-01", "at"),
    ("12 May '17", "2016-03-08", "2017-05-12", "at"),
    ("on 12 may", "2016-03-08", "2016-05-12", "at"),
    ("12 may, then", "2016-03-08", "2016-05-12", "at"),
    ("on 12 may nobody works", "2016-03-08", "2016-05-12", "at"),
    ("the 4th of may we open", "2016-03-08", "2016-05-04", "at"),
    ("from 3 January", "2016-03-08", "2017-01-03", "after"),
    ("from 8 March", "2016-03-08", "2016-03-08", "after"),
    ("from 3 January 2016", "2016-03-08", "2016-01-03", "after"),
    ("from 3 January this year", "2016-03-08", "2016-01-03", "after"),
    ("in February, the fourteenth", "2016-01-08", "2016-02-14", "at"),
    ("they march on the fourteenth", "2016-05-03", "2016-05-14", "at"),
    ("as soon as you may, by the fourteenth", "2016-03-08", "2016-03-14", "by"),
    ("Sept. 5", "2016-03-08", "2016-09-05", "at"),
    ("on July twelve", "2016-03-08", "2016-07-12", "at"),
    ("on may fifteen", "2016-03-08", "2016-05-15", "at"),
    ("July twelve men come", "2016-03-08", "2016-07", "at"),
    ("July thirteen, then", "2016-03-08", "2016-07-13", "at"),
    ("July fifteen, then", "2016-03-08", "2016-07-15", "at"),
]
IN_FIGURES = [
    ("2017-03-14", "2016-03-08", "2017-03-14", "at"),
    ("2017/03/14", "2016-03-08", "2017-03-14", "at"),
    ("by 2017-03-14", "2016-03-08", "2017-03-14", "by"),
    ("due 3/14/2017", "2016-03-08", "2017-03-14", "by"),
    ("14/3/2017", "2016-03-08", "2017-03-14", "at"),
    ("14/3/17", "2016-03-08", "2017-03-14", "at"),
    ("14.03.2017", "2016-03-08", "2017-03-14", "at"),
    ("by Fri 25/3", "2016-03-08", "2016-03-25", "by"),
    ("12/25", "2016-03-08", "2016-12-25", "at"),
    ("1/15", "2015-12-29", "2016-01-15", "at"),
]
OF_THE_MONTH = [
    ("by the 20th", "2016-03-08", "2016-03-20", "by"),
    ("before the third", "2016-03-08", "2016-04-03", "before"),
    ("on the 30th we load", "2017-01-31", None, None),  # no 30 February
    ("by the fifth", "2015-12-29", "2016-01-05", "by"),
    ("it ends the twenty-fourth", "2016-03-08", "2016-03-24", "at"),
    ("So, the nineteenth, then", "2016-03-08", "2016-03-19", "at"),
    ("after the 15th it is free", "2016-03-08", "2016-03-15", "after"),
    ("the tenth of next month", "2015-12-29", "2016-01-10", "at"),
    ("by the 30th of this month", "2016-03-08", "2016-03-30", "by"),
    ("the 8th of the month", "2016-03-08", "2016-03-08", "at"),
    ("the 3rd of the month", "2016-03-08", "2016-04-03", "at"),
    ("by twenty-first at the latest", "2016-03-08", "2016-03-21", "by"),
    ("by twenty first at the latest", "2016-03-08", "2016-03-21", "by"),
    ("the 20th of the month", "2016-03-08", "2016-03-20", "at"),
    ("the 3rd of this month", "2016-03-08", "2016-03-03", "at"),
    ("the tenth of last month", "2016-01-08", "2015-12-10", "at"),
    ("the first day of next month", "2015-12-29", "2016-01-01", "at"),
    ("the last day of the month", "2016-02-29", "2016-02-29", "at"),
    ("the last day of February", "2016-03-08", "2016-02-29", "at"),
    ("on the last day of February", "2016-11-08", "2017-02-28", "at"),
    ("the first day of June 2017", "2016-03-08", "2017-06-01", "at"),
]
WITH_WEEKDAY = [
    ("Monday the 14th", "2016-03-08", "2016-03-14", "at"),
    ("Tuesday the 8th", "2016-03-08", "2016-03-08", "at"),
    ("Friday the first", "2016-03-08", "2016-04-01", "at"),
    ("by Wed the 25th", "2016-03-08", "2016-05-25", "by"),
    ("Sunday 1st", "2016-03-08", "2016-05-01", "at"),
]
BESIDE = [
    ("today", "2016-02-29", "2016-02-29", "at"),
    ("tonight", "2016-02-29", "2016-02-29", "at"),
    ("by tomorrow", "2016-02-29", "2016-03-01", "by"),
    ("yesterday", "2016-03-01", "2016-02-29", "at"),
    ("this afternoon", "2015-12-31", "2015-12-31", "at"),
    ("tomorrow", "2015-12-31", "2016-01-01", "at"),
]


@pytest.mark.parametrize(
    ("text", "today", "iso", "bound"),
    [*NUMBERED, *IN_FIGURES, *OF_THE_MONTH, *WITH_WEEKDAY, *BESIDE],
)
def test_day_is_found(said, text, today, iso, bound):
    assert said(text, today) == ([(iso, bound)] if iso else [])


@pytest.mark.parametrize(
    "text",
    [
        "31 June",
        "30 February 2016",
        "29 February 2017",
        "14/14",
        "24/7",
        "9/10",
        "page 3/4",
        "page 3/14",
        "a 3/16 inch bolt",
        "13/20 of the staff",
        "version 10.2.16",
        "the first of many",
        "second floor",
        "on the second floor",
        "by the third attempt",
        "on the first Saturday shift",
        "for the second time",
        "the tenth",
        "a 25/3 split",
        "4 may be enough",
        "you may twenty at most",
        "they march twenty, then rest",
        "all 12 may go home",
        "the second may have been cheaper",
        "10:30",
        "50%",
        "the 20th century",
        "the 13th floor",
        "Friday the 45th",
        "by the fourth quarter-final",
    ],
)
def test_no_day(said, text):
    assert said(text, "2016-03-08") == []


def test_unreal_day_is_not_its_month(said):
    assert said("31 June, or in July", "2016-03-08") == [("2016-07", "at")]
