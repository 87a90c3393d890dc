"""Text on its way to a terminal: what would steer it is shown and does nothing."""

from __future__ import annotations

import unicodedata

TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
KEPT = "\n\t"


def visible(text: str) -> str:
    r"""Write out letters that move the cursor, change colours, ring, or turn the text around them; lines stay lines.

    >>> visible("\x1b[2J\rgone"), visible("тест :bug: [red]")
    ('\\x1b[2J\\rgone', 'тест :bug: [red]')
    """
    return "".join(_written_out(letter) if _steers(letter) else letter for letter in text)


def on_one_line(text: str) -> str:
    r"""Write out line breaks too.

    >>> on_one_line("a\nb")
    'a\\nb'
    """
    return visible(text).replace("\n", "\\n")


def _steers(letter: str) -> bool:
    return letter not in KEPT and (
        unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(letter) in TURNING
    )


def _written_out(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")
