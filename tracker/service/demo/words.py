"""What the made-up person of the demo wrote: notes, lines about a day, and answers to the weekly questions."""

from __future__ import annotations

NOTES = {
    "hobby": (
        "Found the old watercolours and lost track of the hour.",
        "Only scales at the piano, but they ran.",
        "First loaf that rose. Ate it alone at the window, still warm.",
        "Stayed with the difficult bar until it stopped being difficult.",
        "Did not show it to anyone. That was the nice part.",
        "Began a new sketchbook.",
    ),
    "quiet": (
        "Bench behind the library, no phone.",
        "Rain on the roof window. Did not need anything.",
        "Said I was going round the block by myself. Nobody minded.",
        "First ten minutes restless, the last five very still.",
        "Tea on the balcony before anyone was up.",
    ),
    "decide": (
        "Booked the pottery course without asking around first.",
        "Chose the paint for my room. Green.",
        "Went to the concert by myself, and would again.",
    ),
    "mindful": (
        "Counted breaths on the tram.",
        "Thoughts about the call kept coming; let them ride along.",
        "Washed up slowly and called it practice.",
        "Short today, and it still helped.",
    ),
    "feelings": (
        "It was not anger. I was tired, and a bit left out.",
        "Needed company and asked for a walk.",
        "Content, for no reason I could find.",
    ),
    "rest": (
        "Twenty minutes on the sofa, blanket over my head.",
        "Left the washing for tomorrow.",
        "Slept in. The world went on.",
    ),
    "reassurance": (
        "Wanted to ask whether they were cross. Made soup.",
        "Short reply, long story in my head. Put the phone away.",
        "Told myself what I wanted to hear. It worked, a little.",
    ),
    "fix": (
        "My brother and his landlord again. Asked whether he wanted ideas; he did not.",
        "Had the e-mail half written for her. Deleted it.",
        "Sat on my hands at the parents' evening.",
        "They sorted it out by themselves, in a way I would not have thought of.",
    ),
    "listen": (
        "Just nodded for half an hour on the phone. She thanked me for it.",
        "Nearly said “you could”, and said “and then?”",
        "Long drive, he talked about work. I heard things I had never asked.",
    ),
    "honest": (
        "Said that Sundays are too full for me. We moved the lunch.",
        "Told a friend I had been hurt by the joke. She had no idea.",
        "“I would like an evening to myself.” That was all it took.",
    ),
    "heat": (
        "Went to fetch a glass of water first.",
        "Answered the message the next morning; it was two lines shorter.",
        "Noticed my voice, and slowed down.",
    ),
    "agreements": ("Thursdays stay free for each of us, Sunday breakfast is ours.",),
    "checking": ("Looked when they were last online. Did not feel better.",),
}
"""Notes for a day on which the habit went well; for a limit, any day with something to count."""

PUT_OFF = "Both tired. Tomorrow, with coffee."
"""A note on a day without a mark: the one before the monthly talk."""

SKIPPED = (
    "Fever, stayed in bed.",
    "Night train.",
    "Visitors until late, and glad of it.",
)

IN_THE_WAY = "The phone, before my feet were on the floor."
"""What had got in the way of the habit for which last week made a plan."""

DAYS = {
    "low": (
        "Everything too close today.",
        "Slept badly, and said so.",
        "Carried the quarrel around with me all day.",
        "Grey. Went to bed early.",
    ),
    "middle": (
        "Ordinary, which is fine.",
        "Busy morning, soft evening.",
        "A bit of both.",
        "Tense until noon, then it passed.",
        "Nothing to report, and I mean that kindly.",
    ),
    "high": (
        "Light. Laughed a lot at dinner.",
        "We each did our own thing, and met in the kitchen.",
        "Felt like myself all day.",
        "Long walk, clear head.",
        "Their bad mood stayed theirs.",
        "A good, slow day.",
    ),
}
"""A line about a day, by its ease."""

ANSWERS = (
    (
        "My sister's move. She has a van, and friends who can lift.",
        "The mood at the office. I can be friendly without mending it.",
        "Whether the guests like each other.",
        "His exam. I noticed when I woke up at four because of it.",
        "Very little, this week. The neighbours' quarrel, for one evening.",
    ),
    (
        "Tuesday evening, the door closed and music on. I came out in a better mood.",
        "Lunch alone by the river, twice.",
        "I left the party when I was done, not when it was over.",
        "An hour with my sketchbook before anybody rang.",
        "I kept Thursday free although somebody asked for it.",
    ),
    (
        "Said that I cannot lend money again. The part about being worried is still unsaid.",
        "Said that I missed them. Left out that I had counted the days.",
        "Said no to the committee. Nothing left over.",
        "Said that the joke stung. I have not yet said how long it has.",
        "Asked for help with the shelves, in so many words.",
    ),
    (
        "How the kitchen was tidied. I went for a walk; it was tidied, differently.",
        "The route, from the passenger seat. When I stopped, we talked.",
        "When they would ring. They rang a day later, and all was well.",
        "His packing. He forgot the charger and bought one.",
        "Nothing comes to mind, and that is new.",
    ),
    (
        "My colleague, before her talk. I listened to it once and kept my edits to myself.",
        "My friend who is changing jobs. I asked what she is looking forward to.",
        "My father, at the doctor's. I drove; he did the talking.",
        "The neighbour's boy, with his bicycle. I held the lamp.",
        "My sister. We sat on the boxes and ate noodles.",
    ),
    (
        "The question whether I was right, back then.",
        "How they spend their Saturday.",
        "The unanswered message.",
        "The state of the garden.",
        "My own impatience, as well as I can.",
    ),
)
"""Answers to the weekly questions, in the order of the questions."""
