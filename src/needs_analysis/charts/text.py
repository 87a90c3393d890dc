"""Text inside a picture. plotly reads tags and entities in it, so whatever comes from data is escaped."""

from __future__ import annotations

from textwrap import wrap

from needs_analysis.charts.style import MUTED, PHONE
from needs_analysis.language import say, say_number

AIR = "\N{NO-BREAK SPACE}"
CAPITAL = 1.4  # how wide a capital is, in letters


def escape_text(text: str) -> str:
    """Make a text mean itself: neither tags, nor entities, nor formulae between dollar signs.

    >>> escape_text("<b>R&D</b>")
    '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("$", "&#36;")


def wrap_lines(text: str, width: int = PHONE) -> list[str]:
    """Break a text into escaped lines that fit a phone; nothing is ever cut.

    >>> wrap_lines("Exchange of risk profiles", 12)
    ['Exchange of', 'risk', 'profiles']
    >>> wrap_lines("EXCHANGE OF RISK PROFILES", 12)
    ['EXCHANGE', 'OF RISK', 'PROFILES']
    """
    room = width if 2 * sum(map(str.isupper, text)) < len(text) else int(width / CAPITAL)
    return [escape_text(line) for line in wrap(text, room, break_on_hyphens=False)] or [""]


def wrap_text(text: str, width: int = PHONE) -> str:
    """Break a text as `wrap_lines` does, into one string.

    >>> wrap_text("Exchange of risk profiles", 12)
    'Exchange of<br>risk<br>profiles'
    """
    return "<br>".join(wrap_lines(text, width))


def mute(text: str) -> str:
    """Set an escaped text in the quiet colour.

    >>> mute("n = 3")
    '<span style="color:#57606a">n = 3</span>'
    """
    return f'<span style="color:{MUTED}">{text}</span>'


def count_beside(lines: list[str], n: int | None, language: str) -> list[str]:
    r"""Write respondents in the quiet colour behind a label's last line, or below it where they do not fit.

    >>> count_beside(["Exchange of risk profiles"], 17, "en")
    ['Exchange of risk profiles <span style="color:#57606a">n\xa0=\xa017</span>']
    """
    if n is None:
        return lines
    words = escape_text(say("n = {n}", language=language, n=say_number(n, language, digits=0))).replace(" ", AIR)
    if len(lines[-1]) + 1 + len(words) > PHONE:
        return [*lines, mute(words)]
    return [*lines[:-1], f"{lines[-1]} {mute(words)}"]
