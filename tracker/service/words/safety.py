"""Safety in words: what letbe is not, and where to turn when letting be would not be safe."""

from __future__ import annotations

from typing import Final

QUIET_LINE: Final = "Where there is fear, threat or control, letting be is not the answer: `letbe help safety`."
"""Said once, at the first start."""

SAFETY_LINE: Final = (
    "letbe is a notebook, not treatment. If you want to talk to somebody: a helpline (findahelpline.com lists them by "
    "country), a doctor, somebody you trust; in danger, the emergency number."
)
"""Stands at the end of what is printed or handed on, also to somebody who should not feel accused by it."""

SAFETY_TEXT: Final = """\
When letting be is not the right thing

letbe is a notebook. It is not treatment, and it does not know your life.

Healthy detachment is for ordinary closeness: two people who are free to
disagree, and safe when they do. It is not a way of putting up with harm. If you
are afraid of somebody, if you are threatened, watched, kept from people or
money, pushed, hit, or made to do what you do not want, you do not have to let
any of it be, and none of it is your fault. Where there is fear or control,
naming a boundary, or preparing to leave, can raise the danger. A helpline can
help you plan first; you need not do it alone. Call or write when nobody can
look on.

What can help
  In danger now       your country's emergency number.
  To talk it over     a helpline. Find A Helpline (findahelpline.com) lists
                      them by country and by what they are for; many offer
                      chat or text, and often you need not give your name.
  Somebody near you   a friend, a relative, a neighbour, a doctor, a
                      counsellor. Telling one person is a good beginning.

If you are thinking of ending your life, or life is too much just now, turn to
the same places, the emergency number too. If you are afraid of what you
yourself might do to somebody, the same helplines are for you too.

This book, and who might read it
  Whoever can use your account on this computer, or is its administrator, can
  read it; so can whoever gets a copy, a backup or a printed page. Masking
  (`*` in the app) hides names and notes from a glance; it is no lock, for the
  same key shows them again. `letbe --file` only puts the book elsewhere, and
  its backups stay where they were. If somebody looks through your things, it
  may be safer to write nothing down, and a helpline can be called from another
  phone.
"""

UNRECORDED: Final = "letbe does not record that you read this."

SAFETY_PAGE: Final = f"{SAFETY_TEXT}\n{UNRECORDED.removesuffix('.')}; the history of your shell may.\n"
"""What a shell shows, which may remember that it did."""
