"""Reviewing: a span of the book as sentences and figures, and as a page to keep, print or show to somebody.

    spans          the week, month, quarter or year that is looked at
    page           what a page is made of: sections with points, tables, notes, charts and heat maps
    sections       the page of a review, section by section; `habit_page` is that of one habit
    words          figures as one says them; `together`, `tried` and `urges` say what a section of theirs says
    heat           how warm each day of a year was
    entries        notes and reflections in time order; `diary` is all of them by day
    card           one sheet of a week's days, laid out by `card_sheet`
    markdown       a page, a diary or plain lines as text; `html` and its `svg` as a file, `static_pages` as several
    looking_back   what stands beside the questions of a week, a month or a year
    masking        the book with names and notes made unreadable; `giving_on` the part of it that others may see

What is found is computed in `insights`; nothing is computed here.
"""
