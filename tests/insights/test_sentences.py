"""What is said is warm, true to its counts, and blames nobody."""

from __future__ import annotations

import re
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.insights.making import AREAS, book, day, habit, span
from tracker.insights import EASE, Contrast, Given, Mean, Pairing, PairKind, Share, Topic, review, say_all
from tracker.insights.balance import AreaBalance
from tracker.insights.pairing_sentences import NO_CAUSE, say_pairing

UNKIND = re.compile(
    r"\b(fail\w*|bad\w*|should\w*|lost|lose\w*|only|miss\w*|broke\w*|worst|poor\w*|weak\w*|never|cost\w*|because|caus\w+s)\b",
    re.IGNORECASE,
)
PLANS = [
    ("daily", "check"),
    ("3/week", "check"),
    ("daily", "at least 30 min"),
    ("daily", "at most 1 time"),
    ("1/month", "check"),
    ("anytime", "check"),
]


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(1, 150))
def test_every_sentence_is_kind(seed: int, days: int) -> None:
    dice = Random(seed)  # noqa: S311 - dice, not secrets
    kept = [
        (
            habit(f"h{n}", schedule, goal, area=dice.choice(AREAS).id),
            "".join(dice.choices("#.- ", [dice.random(), dice.random(), 0.05, 0.2], k=days)),
        )
        for n, (schedule, goal) in enumerate(PLANS)
    ]
    ease = {offset: dice.randint(1, 5) for offset in range(days)}
    for sentence in say_all(review(book(*kept, ease=ease), span(days // 2, days + 3), day(days))):
        assert not UNKIND.search(sentence.text), sentence.text
        assert sentence.text.endswith((".", ". "))
        assert "None" not in sentence.text


def test_a_pairing_is_said_in_both_directions_with_its_counts() -> None:
    pairing = Pairing(
        "quiet", "calm", PairKind.SAME_DAY,
        Contrast(Share(79, 197), Share(20, 142)), Contrast(Share(79, 99), Share(118, 240)), 339, 0.00001,
    )  # fmt: skip
    assert say_pairing(pairing, {"quiet": "Quiet time", "calm": "Calm answers"}) == (
        "“Quiet time” and “Calm answers” went together: “Calm answers” 79 of 197 on days with “Quiet time”, "
        "20 of 142 otherwise; “Quiet time” 79 of 99 on days with “Calm answers”, 118 of 240 otherwise."
    )


def test_ease_is_said_in_its_own_words() -> None:
    eased, shares = Contrast(Mean(72, 20), Mean(30, 12)), Contrast(Share(8, 9), Share(12, 23))
    names = {"quiet": "Quiet time"}
    same = Pairing("quiet", EASE, PairKind.SAME_DAY, eased, shares, 32, 0.001)
    assert say_pairing(same, names) == (
        "On days with “Quiet time” the ease was 3.6 over 20 days, otherwise 2.5 over 12 days."
    )
    after = Pairing("quiet", EASE, PairKind.NEXT_DAY, eased, shares, 32, 0.001)
    assert say_pairing(after, names).startswith("On the day after “Quiet time” the ease was 3.6")
    before = Pairing(EASE, "quiet", PairKind.NEXT_DAY, shares, eased, 32, 0.001)
    assert say_pairing(before, names).startswith("On the day before “Quiet time” the ease was 3.6")


def test_a_pattern_is_called_no_cause() -> None:
    dice = Random(4)  # noqa: S311 - dice, not secrets
    ones = "".join(dice.choices("# ", k=196))
    others = "".join(one if dice.random() < 0.9 else " #"[one == " "] for one in ones)
    said = say_all(review(book((habit("quiet"), ones), (habit("calm"), others)), span(0, 195), day(196)))
    (pairing,) = (sentence for sentence in said if sentence.topic is Topic.PAIRING)
    assert pairing.text.endswith(NO_CAUSE)


def test_an_area_that_moved_is_said_beside_the_span_before() -> None:
    made = book((habit("quiet", area=AREAS[0].id), "#...... " * 7 + "#" * 56))
    said = [sentence.text for sentence in say_all(review(made, span(56, 111, "quarter"), day(112)))]
    assert "Personal time: 56 of 56 kept, 7 of 56 in the quarter before." in said


def test_values_can_be_compared_by_eye() -> None:
    assert str(Share(3, 4)) == "3 of 4"
    assert str(Mean(7, 2)) == "3.5 over 2"
    assert str(Mean()) == "nothing yet"
    assert AreaBalance(AREAS[0], 1, Given(), None).now.share.value is None
