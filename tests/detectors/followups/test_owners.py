import pytest

from notesnlp.detectors.followups.owners import owner_of, people_of
from notesnlp.model.meeting import Speaker

PEOPLE = (
    Speaker("Ann Lee", "Head of Parks", "customer"),
    Speaker("Bo Ek", "Liaison", "it", ("Bobby",)),
    Speaker("Tom Ashdown", "Network lead", "it"),
    Speaker("Priya Nair", "Service desk", "it"),
    Speaker("Willa Cann", "Clerk", "customer"),
)

SPOKEN = [
    # the speaker
    ("I'll send you the list on Friday.", "Bo Ek"),
    ("I will ring Ann about it.", "Bo Ek"),
    ("Leave it with me.", "Bo Ek"),
    ("Let me find out.", "Bo Ek"),
    ("I'm going to walk the site.", "Bo Ek"),
    ("I undertake to put that in writing.", "Bo Ek"),
    ("I owe you a price.", "Bo Ek"),
    ("I've got to get that from finance.", "Bo Ek"),
    ("On Friday I bring the six scanners.", "Bo Ek"),
    ("I send it round before the weekend.", "Bo Ek"),
    ("Can I sit with your clerk for a morning?", "Bo Ek"),
    ("How about I come down on Friday?", "Bo Ek"),
    ("I'll ask Tom to look at it.", "Bo Ek"),
    ("I'll get Priya to ring you.", "Bo Ek"),
    ("I was to lock that field, and I never did.", "Bo Ek"),
    ("I've not got round to it.", "Bo Ek"),
    ("You'll have it by noon.", "Bo Ek"),
    ("You shall have it on Monday, Ann.", "Bo Ek"),
    ("She'll hear from me tomorrow.", "Bo Ek"),
    ("Mr Ashdown will have my answer by Friday.", "Bo Ek"),
    ("Tom will get a letter from me.", "Bo Ek"),
    # somebody named
    ("Tom will walk the site on Friday.", "Tom Ashdown"),
    ("Tom'll walk the site on Friday.", "Tom Ashdown"),
    ("Mr Ashdown will walk it.", "Tom Ashdown"),
    ("Tom Ashdown, our network lead, will walk it.", "Tom Ashdown"),
    ("So Priya is going to ring you.", "Priya Nair"),
    ("Bobby is to draw the plan.", "Bo Ek"),
    ("Priya has agreed to sit in.", "Priya Nair"),
    ("Priya says she'll print them.", "Priya Nair"),
    ("Priya has kindly said she'll print them.", "Priya Nair"),
    ("Priya offered to print them for Tom.", "Priya Nair"),
    ("Tom is sending you the plan.", "Tom Ashdown"),
    ("Will Tom send it? Priya will.", "Priya Nair"),
    ("Tom will get the list over to Ann by Friday.", "Tom Ashdown"),
    ("i think priya will ring you on friday", "Priya Nair"),
    # somebody asked: called by name, else whoever speaks next
    ("Priya, can you send me the list?", "Priya Nair"),
    ("Could you send me the list, Tom?", "Tom Ashdown"),
    ("Could you send me the list?", "Ann Lee"),
    ("Would you ring them, please?", "Ann Lee"),
    ("Tom, make a dry run with ten bills.", "Tom Ashdown"),
    ("Tom, the list to Ann by Friday, please.", "Tom Ashdown"),
    ("Right, Priya, send it to all of us.", "Priya Nair"),
    ("Send it to me by Friday.", "Ann Lee"),
    ("I'd like you to find four phones.", "Ann Lee"),
    ("If you could check that for us.", "Ann Lee"),
    ("Could you send Tom's list to Priya?", "Ann Lee"),
    ("Bobby, Priya, can you send it?", "Priya Nair"),
    # what was promised and has not come
    ("You said you'd ring them.", "Ann Lee"),
    ("You were going to draw it for us.", "Ann Lee"),
    ("That one you've owed me since May.", "Ann Lee"),
    ("Tom said February and nothing came.", "Tom Ashdown"),
    ("Tom told me July, then October.", "Tom Ashdown"),
    ("Priya promised us a plan in May.", "Priya Nair"),
    ("Priya still hasn't walked the yard.", "Priya Nair"),
    ("Has Tom been round? He was to do it by May.", "Tom Ashdown"),
    ("tom said may and it's july", "Tom Ashdown"),
    # nobody
    ("It should be done by Friday.", None),
    ("The ticket has been open since May.", None),
    ("We asked in March and are still waiting.", None),
    ("Ann's still asking for it.", None),
    ("The list for Tom is not there.", None),
    ("Somebody will look into it.", None),
    ("Zoe will look into it.", None),
    ("I was to get a call from one of you.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "owner"), SPOKEN)
def test_owner_in_speech(make_meeting, text, owner):
    meeting = make_meeting(
        ("Ann Lee", "customer", "Well."),
        ("Bo Ek", "it", text),
        ("Ann Lee", "customer", "Good."),
        people=PEOPLE,
    )
    assert owner_of(meeting, meeting.turns[1], text) == owner


NOTED = [
    # put down for somebody
    ("TA: price for the line, by May", "Tom Ashdown"),
    ("Tom - price for the line", "Tom Ashdown"),
    ("TA → walk the beach with a tape", "Tom Ashdown"),
    ("price for the line → TA", "Tom Ashdown"),
    ("price for the line -> Tom, by May", "Tom Ashdown"),
    ("price for the line (PN)", "Priya Nair"),
    ("price for the line [Priya]", "Priya Nair"),
    ("price for the line @Priya", "Priya Nair"),
    ("action: Priya, price for the line", "Priya Nair"),
    ("owner: Priya Nair", "Priya Nair"),
    ("that one is on Tom", "Tom Ashdown"),
    # to do
    ("TA to send Ann the list by 4 May", "Tom Ashdown"),
    ("Priya to find out", "Priya Nair"),
    ("TA will look at it Mon", "Tom Ashdown"),
    ("TA going up with the meter", "Tom Ashdown"),
    ("PN volunteers", "Priya Nair"),
    # a verb in the present
    ("TA puts a battery under it by Friday", "Tom Ashdown"),
    ("Ann mails me the list", "Ann Lee"),
    ("PN chase the vendor Mon", "Priya Nair"),
    # the note-taker
    ("me: sit with Ann for an evening", "Bo Ek"),
    ("Me → price it by Labor Day", "Bo Ek"),
    ("price for the line (me)", "Bo Ek"),
    ("I'll walk the carts with him", "Bo Ek"),
    ("told her I'd ring Monday", "Bo Ek"),
    ("chase the vendor myself, Fri", "Bo Ek"),
    # nobody
    ("label printer asked for in November, still on back order", None),
    ("TA has 14 in a box", None),
    ("TA's own printer still slow", None),
    ("TA wants a new chair", None),
    ("Ann said it rains in", "Ann Lee"),
    ("queue at the gate again", None),
]


@pytest.mark.parametrize(("text", "owner"), NOTED)
def test_owner_in_notes(make_meeting, text, owner):
    meeting = make_meeting(
        (None, None, "Parks visit, 8 March"),
        (None, None, "AL, TA, me (BE)"),
        (None, None, text),
        form="notes",
        people=PEOPLE,
    )
    assert owner_of(meeting, meeting.turns[2], text) == owner


@pytest.mark.parametrize(
    "head",
    [
        "AL, TA, me (BE)",
        "AL, TA, me (Bobby)",
        "Notes: BE",
        "Notes by Bo Ek",
        "BE = me",
        "me = BE",
        "AL, BE (me, typing)",
    ],
)
def test_note_taker_by_the_head(make_meeting, head):
    meeting = make_meeting(
        (None, None, head), (None, None, "I'll ring"), form="notes", people=PEOPLE
    )
    assert owner_of(meeting, meeting.turns[1], "I'll ring") == "Bo Ek"


@pytest.mark.parametrize("head", ["AL, TA, BE", "AL, me (XY)"])
def test_note_taker_unknown(make_meeting, head):
    meeting = make_meeting(
        (None, None, head), (None, None, "I'll ring"), form="notes", people=PEOPLE
    )
    assert owner_of(meeting, meeting.turns[1], "I'll ring") is None


@pytest.mark.parametrize(
    ("text", "owner"),
    [("price for the line, by May", "Tom Ashdown"), ("asked in May, still nothing", None)],
)
def test_label_of_a_bullet_that_the_reader_took_off(make_meeting, text, owner):
    meeting = make_meeting(("Tom Ashdown", "it", text), form="notes", people=PEOPLE)
    assert owner_of(meeting, meeting.turns[0], text) == owner


MINUTED = [
    ("Mr Ashdown undertook to walk the yard by May.", "Tom Ashdown"),
    ("Mr Ashdown would walk the yard by May.", "Tom Ashdown"),
    ("Mr Ashdown apologised and undertook to walk the yard.", "Tom Ashdown"),
    ("Ms Nair said that she would bring a list.", "Priya Nair"),
    ("Ms Nair said, at some length, that she would bring a list.", "Priya Nair"),
    ("It was agreed that Ms Nair would bring a list.", "Priya Nair"),
    ("It was agreed that Priya Nair of Information Services would bring a list.", "Priya Nair"),
    ("Ms Nair would ask Mr Ashdown to bring a list.", "Priya Nair"),
    ("Ms Nair was asked to bring a list.", "Priya Nair"),
    ("Mr Ashdown had in March undertaken to walk the yard.", "Tom Ashdown"),
    ("The list, promised by Ms Nair for May, had not come.", "Priya Nair"),
    ("The form was to be tried by Mr Ashdown on Monday.", "Tom Ashdown"),
    ("Ms Nair said that nobody had put it to her.", None),
    ("Ms Nair would like a list.", None),
    ("The list was noted.", None),
    ("Send the list to Ms Nair.", None),
    ("She would bring a list by May.", "Priya Nair"),
]


@pytest.mark.parametrize(("text", "owner"), MINUTED)
def test_owner_in_minutes(make_meeting, text, owner):
    meeting = make_meeting(
        (None, None, f"Ms Nair thanked them. {text}"), form="minutes", people=PEOPLE
    )
    assert owner_of(meeting, meeting.turns[0], text) == owner


def test_pronoun_of_a_minuted_speaker(make_meeting):
    text = "He would walk the yard."
    meeting = make_meeting(
        ("Tom Ashdown", "it", f"He thanked Ms Nair. {text}"), form="minutes", people=PEOPLE
    )
    assert owner_of(meeting, meeting.turns[0], text) == "Tom Ashdown"


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("I'll send it on Friday.", "Bo Ek"),
        ("Priya sends you the sizes by Wednesday.", "Priya Nair"),
        ("Tom to ring the bank.", "Tom Ashdown"),
        ("Walls said it would rain.", None),
    ],
)
def test_owner_in_mail(make_meeting, text, owner):
    meeting = make_meeting(("Bo Ek", "it", text), form="mail", people=PEOPLE)
    assert owner_of(meeting, meeting.turns[0], text) == owner


def test_nobody_speaks_next(make_meeting):
    meeting = make_meeting(
        ("Bo Ek", "it", "Could you ring?"), ("Bo Ek", "it", "Hm."), people=PEOPLE
    )
    assert owner_of(meeting, meeting.turns[0], "Could you ring?") is None
    assert owner_of(meeting, meeting.turns[1], "Could you ring?") is None


def test_speakers_who_are_on_no_roster(make_meeting):
    meeting = make_meeting(("Dev", None, "Zoe will ring."), ("Zoe", None, "Yes."))
    assert owner_of(meeting, meeting.turns[0], "Zoe will ring.") == "Zoe"
    assert [person.name for person in people_of(meeting).speakers] == ["Dev", "Zoe"]


def test_a_name_that_fits_two_is_nobodys(make_meeting):
    people = (Speaker("Tom Ashdown"), Speaker("Tom Bell"))
    meeting = make_meeting(("Bo Ek", None, "Tom will ring."), people=people)
    assert owner_of(meeting, meeting.turns[0], "Tom will ring.") is None
