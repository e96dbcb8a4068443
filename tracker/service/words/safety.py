"""Safety in words: what letbe is not, and where to turn when letting be would not be safe."""

from __future__ import annotations

from typing import Final

QUIET_LINE: Final = "Where there is fear, threat or control, letting be is not the answer: `letbe help safety`."
"""Said once, at the first start."""

SAFETY_LINE: Final = (
    "letbe is a notebook, not treatment. Where there is fear, threat, control or violence, help is the right step: "
    "the emergency number, a helpline (findahelpline.com lists them by country), a doctor, somebody you trust."
)
"""Stands at the end of what is printed or handed on."""

SAFETY_PAGE: Final = """\
When letting be is not the right thing

letbe is a notebook. It is not treatment, and it does not know your life.

Healthy detachment is for ordinary closeness: two people who are free to
disagree, and safe when they do. It is not for enduring harm. If you are afraid
of somebody, if you are threatened, watched, kept from people or money, pushed,
hit, or made to do what you do not want, none of that is yours to let be, and
none of it is your fault. Naming a boundary can make things worse there; you do
not have to try it out alone.

What is the right step then
  In danger now       your country's emergency number.
  To talk it over     a helpline. Find A Helpline (findahelpline.com) lists
                      them by country and by what they are for; many can be
                      written to, and most do not ask for a name.
  Somebody near you   a friend, a relative, a neighbour, a doctor, a
                      counsellor. Telling one person is a good beginning.
  If living itself is too much just now, the same places are there for you.

This book, and who might read it
  Whoever can use your account on this computer can read it; so can whoever
  gets a copy, a backup or a printed page. Reminders show up on the screen.
  `letbe settings mask on` hides names and notes, `letbe --file` keeps the book
  in a place of your own, and the page on privacy says more: docs/privacy.md.
  If somebody looks through your things, a paper with nothing on it may be the
  safer notebook, and a helpline can be called from another phone.

Coming here was a good thing to do. Nothing in letbe counts it.
"""
