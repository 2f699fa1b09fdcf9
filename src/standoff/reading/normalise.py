"""The one normalisation of a report's text, done before any offset exists and never again.

Line endings become ``\\n``, the text is brought to NFC and loses its byte order mark. Nothing else is changed: other
control characters stay where they are, for offsets must fit what people see in the file.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from standoff.errors import InputError

# The parser needs about 1 kB of memory a character and refuses more than this; no news report comes near it.
LONGEST = 1_000_000
# NFC sorts the combining marks of a character in quadratic time: 50,000 take 5 s. Unicode's stream-safe format
# allows 30.
LONGEST_MARKS = 500
_SURROGATE = re.compile("[\ud800-\udfff]")


def normalise(text: str, *, source: str, position: str | None = None, what: str | None = None) -> str:
    """``text`` as every span will point into it; normalising twice gives the same as once.

    ``what`` is how an error names it, where it isn't the input as a whole.

    Raises InputError (with ``source`` and ``position``) where there is no text, a NUL, half a surrogate pair, or more
    than ``LONGEST`` code points.
    """
    name = f"{what} " if what else ""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if "\0" in text:
        raise InputError(source, f"{name}holds a NUL character at offset {text.index(chr(0))}", position=position)
    if _SURROGATE.search(text):
        raise InputError(source, f"{name}holds half a surrogate pair, which is not text", position=position)
    if len(text) > LONGEST:
        reason = f"{name}holds {len(text):,} characters; a report may have {LONGEST:,}"
        raise InputError(source, reason, position=position)
    marks = _marks_in_a_row(text)
    if marks > LONGEST_MARKS:
        raise InputError(source, f"{name}holds {marks:,} combining marks in a row", position=position)
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        raise InputError(source, f"{name}holds no text", position=position)
    return text


def _marks_in_a_row(text: str) -> int:
    if text.isascii():
        return 0
    runs = groupby(text, key=lambda character: unicodedata.combining(character) != 0)
    return max((sum(1 for _ in run) for combining, run in runs if combining), default=0)


def decode(data: bytes, *, source: str, first_line: int = 1) -> str:
    """``data`` as UTF-8 text, with its byte order mark; InputError names the line of the first bad byte.

    ``first_line`` is the number of the line that ``data`` begins with.
    """
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise InputError(source, "is UTF-32; save it as UTF-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(source, "is UTF-16; save it as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first_line + data.count(b"\n", 0, error.start)
        reason = f"is not UTF-8 (byte 0x{data[error.start]:02x})"
        raise InputError(source, reason, position=f"line {line}") from None
