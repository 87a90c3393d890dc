"""How alike two reduced texts are: the same, near, or different; by kind of fact, over whole columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from needs_analysis.people.sounds import stem

SAME, NEAR, INITIAL, DIFFERENT = range(4)
LONG, VERY_LONG = 4, 8
ALIKE = 0.9
SHORT_FORM = 3
MOST_DIFFERING_SHARE = 0.2
_WITHOUT_DIGITS = str.maketrans("", "", "0123456789")

Texts = Sequence[str]
Near = Callable[[Texts, Texts, np.ndarray, np.ndarray], np.ndarray]


def compare_items(kind: str, left: Texts, right: Texts) -> np.ndarray:
    """Give the level of each pair of items of one kind.

    >>> compare_items("name", ["karimov", "karimov", "a.", "aziz"], ["karimov", "karimova", "aziz", "bobur"]).tolist()
    [0, 1, 2, 3]
    """
    from rapidfuzz.distance import OSA

    if not len(left):
        return np.zeros(0, dtype=np.int8)
    apart = _measure(OSA.distance, left, right).astype(np.int64)
    longest = np.maximum(np.array([*map(len, left)]), np.array([*map(len, right)]))
    levels = np.full(len(left), DIFFERENT, dtype=np.int8)
    if kind == "name":
        levels[_initial(left, right)] = INITIAL
    near = NEAR_BY_KIND.get(kind)
    if near is not None:
        levels[near(left, right, apart, longest)] = NEAR
    levels[apart == 0] = SAME
    return levels


def _measure(scorer: Callable[..., float], left: Texts, right: Texts) -> np.ndarray:
    from rapidfuzz.process import cpdist

    return np.asarray(cpdist(list(left), list(right), scorer=scorer, workers=1), dtype="float64")


def _alike(left: Texts, right: Texts) -> np.ndarray:
    """Similarity of Jaro and Winkler (1990) of at least nine tenths: the beginning counts more than the end."""
    from rapidfuzz.distance import JaroWinkler

    return np.asarray(_measure(JaroWinkler.similarity, left, right) >= ALIKE, dtype=bool)


def _initial(left: Texts, right: Texts) -> np.ndarray:
    return np.array([_is_initial(a, b) or _is_initial(b, a) for a, b in zip(left, right, strict=True)], dtype=bool)


def _is_initial(initial: str, word: str) -> bool:
    return initial.endswith(".") and (word.startswith(initial[:-1]) or initial.startswith(word[:-1]))


def _near_names(left: Texts, right: Texts, apart: np.ndarray, longest: np.ndarray) -> np.ndarray:
    """One letter differs, two in a long word; the same stem; a short form such as Rob."""
    written = np.array([not (a.endswith(".") or b.endswith(".")) for a, b in zip(left, right, strict=True)], dtype=bool)
    near = _few_letters(left, right, apart, longest) | _alike(left, right)
    related = [
        stem(a) == stem(b) or (min(len(a), len(b)) >= SHORT_FORM and (a.startswith(b) or b.startswith(a)))
        for a, b in zip(left, right, strict=True)
    ]
    return np.asarray(written & (near | np.array(related, dtype=bool)), dtype=bool)


def _near_patronymics(left: Texts, right: Texts, apart: np.ndarray, longest: np.ndarray) -> np.ndarray:
    """Nearly the same root and the same gender: brother and sister share a father, not a patronymic."""
    gender = np.array([a[-1] == b[-1] for a, b in zip(left, right, strict=True)], dtype=bool)
    return np.asarray(gender & (_few_letters(left, right, apart, longest - 2) | _alike(left, right)), dtype=bool)


def _near_texts(left: Texts, right: Texts, apart: np.ndarray, longest: np.ndarray) -> np.ndarray:
    share = apart <= MOST_DIFFERING_SHARE * longest
    return np.asarray(share | _few_letters(left, right, apart, longest) | _alike(left, right), dtype=bool)


def _near_emails(left: Texts, right: Texts, apart: np.ndarray, longest: np.ndarray) -> np.ndarray:
    """The same mailbox elsewhere, or two letters differ; another number is another mailbox: aziz1@, aziz2@."""
    mailbox = np.array(
        [a.partition("@")[0] == b.partition("@")[0] for a, b in zip(left, right, strict=True)], dtype=bool
    )
    numbered = np.array([_letters_of(a) == _letters_of(b) for a, b in zip(left, right, strict=True)], dtype=bool)
    return np.asarray(mailbox | ((apart <= 2) & ~numbered), dtype=bool)


def _letters_of(text: str) -> str:
    return text.translate(_WITHOUT_DIGITS)


def _near_dates(left: Texts, right: Texts, apart: np.ndarray, longest: np.ndarray) -> np.ndarray:
    """One digit differs, two neighbours or day and month changed places."""
    swapped = [a[:4] == b[:4] and a[4:6] == b[6:] and a[6:] == b[4:6] for a, b in zip(left, right, strict=True)]
    return np.asarray((apart == 1) | np.array(swapped, dtype=bool), dtype=bool)


def _near_numbers(left: Texts, right: Texts, apart: np.ndarray, longest: np.ndarray) -> np.ndarray:
    return np.asarray((apart == 1) & (longest >= LONG), dtype=bool)


def _few_letters(left: Texts, right: Texts, apart: np.ndarray, longest: np.ndarray) -> np.ndarray:
    return np.asarray((longest >= LONG) & (apart <= np.where(longest >= VERY_LONG, 2, 1)), dtype=bool)


NEAR_BY_KIND: dict[str, Near] = {
    "name": _near_names,
    "patronymic": _near_patronymics,
    "text": _near_texts,
    "email": _near_emails,
    "date": _near_dates,
    "number": _near_numbers,
    "phone": _near_numbers,
}
