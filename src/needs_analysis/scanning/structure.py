"""JSON as passages: each text with its path, whole lists, keys, arrays in base64, numbers that stand for letters."""

from __future__ import annotations

import binascii
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

from needs_analysis.scanning.places import Closed, Found, Passage, Piece, Place

FEWEST_LETTERS = 4
_STRUCTURE = re.compile(r"\{[^{}]{0,60}\"bdata\"[^{}]*\}|\[\s*\d{1,5}(?:\s*,\s*\d{1,5}){3,}\s*\]")
LARGE = 1_000_000
PRINTABLE = range(9, 0x10000)
Scalar = (str, int, float, bool, type(None))


def json_of(text: str) -> Any:
    """Return what a text says as JSON where it is an object or a list; else None.

    >>> json_of('{"a": [1]}'), json_of("Anna"), json_of("[1] Anna")
    ({'a': [1]}, None, None)
    """
    begins = text.lstrip("\ufeff \t\r\n")[:1]
    if begins not in ("{", "["):
        return None
    try:
        return json.loads(text.lstrip("\ufeff"), object_pairs_hook=_object)
    except (ValueError, RecursionError):
        return None


def structures_within(text: str) -> Iterator[tuple[Any, int]]:
    """Yield the packed arrays, and lists of whole numbers, that stand in a text which is no JSON as a whole.

    >>> list(structures_within('draw({"dtype": "u1", "bdata": "QQ=="}, [65, 110, 110, 97])'))
    [({'dtype': 'u1', 'bdata': 'QQ=='}, 5), ([65, 110, 110, 97], 39)]
    """
    for found in _STRUCTURE.finditer(text):
        if (value := json_of(found[0])) is not None:
            yield value, found.start()


def _object(pairs: list[tuple[str, Any]]) -> Any:
    """Keep every value of a key that stands several times."""
    made = dict(pairs)
    return made if len(made) == len(pairs) else [{key: value} for key, value in pairs]


def json_passages(value: Any, place: Place = ()) -> Iterator[Found]:
    r"""Give each text of a structure with its path.

    >>> found = json_passages({"data": [{"text": ["An", "na"]}], "n": 7})
    >>> [(str(passage.place[0]), passage.text) for passage in found]
    [('JSON data[0].text', 'An\nna'), ('JSON data[0].text', 'Anna'), ('JSON n', '7'), ('key of JSON', 'data\nn\ntext')]
    """
    keys: dict[str, None] = {}
    yield from _walk(value, "", place, keys)
    if keys:
        yield Passage("\n".join(keys), (*place, Piece("key")))


def _walk(value: Any, path: str, place: Place, keys: dict[str, None]) -> Iterator[Found]:
    here = (*place, Piece("JSON", path))
    if isinstance(value, dict):
        keys |= dict.fromkeys(value)
        if isinstance(value.get("bdata"), str) and isinstance(value.get("dtype"), str):
            yield from _array(value, (*here, Piece("array")))
        for key, inner in value.items():
            yield from _walk(inner, f"{path}.{key}".lstrip("."), place, keys)
    elif isinstance(value, list) and all(isinstance(each, Scalar) for each in value):
        yield from _list(value, here)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _walk(inner, f"{path}[{at}]", place, keys)
    elif value is not None and not isinstance(value, bool):
        yield Passage(str(value), here)


def _list(values: list[Any], place: Place) -> Iterator[Found]:
    texts = [each if isinstance(each, str) else str(each) for each in values if each is not None]
    if texts:
        yield Passage("\n".join(texts), place)
    if len(texts) > 1 and all(isinstance(each, str) for each in values):
        yield Passage("".join(texts), place)
    yield from letters_of(values, place)


def letters_of(values: list[Any], place: Place) -> Iterator[Passage]:
    """Give the text of whole numbers that may stand for letters.

    >>> [passage.text for passage in letters_of([65, 110, 110, 97], ())]
    ['Anna']
    """
    whole = [each for each in values if isinstance(each, int) and not isinstance(each, bool)]
    if len(whole) >= FEWEST_LETTERS and len(whole) == len(values) and all(each in PRINTABLE for each in whole):
        yield Passage("".join(map(chr, whole)), (*place, Piece("code")))


def _array(value: dict[str, Any], place: Place) -> Iterator[Found]:
    """Read an array as plotly writes it: its large whole numbers, and its numbers as letters."""
    import numpy as np

    try:
        numbers = np.frombuffer(b64decode(value["bdata"], validate=True), dtype=np.dtype(value["dtype"]))
    except (binascii.Error, ValueError, TypeError):
        yield Closed(place)
        return
    if numbers.dtype.kind not in "iuf":
        yield Closed(place)
        return
    finite = numbers[np.isfinite(numbers)]
    whole = finite[finite == np.floor(finite)]
    large = [str(int(number)) for number in whole[np.abs(whole) >= LARGE]]
    if large:
        yield Passage("\n".join(large), place)
    if len(whole) == len(numbers):
        yield from letters_of([int(number) for number in whole], place)
