"""The one normalisation of a report's text, done before any offset exists and never again.

Line endings become ``\\n``, the text is brought to NFC and loses its byte order mark. Nothing else is changed: other
control characters stay where they are, for offsets must fit what people see in the file.
"""

from __future__ import annotations

import unicodedata

from standoff.errors import InputError

# The parser needs about 1 kB of memory a character and refuses more than this; no news report comes near it.
LONGEST = 1_000_000


def normalise(text: str, *, source: str, position: str | None = None) -> str:
    """``text`` as every span will point into it; normalising twice gives the same as once.

    Raises InputError (with ``source`` and ``position``) where there is no text, a NUL, half a surrogate pair, or more
    than ``LONGEST`` code points.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if "\0" in text:
        raise InputError(source, f"holds a NUL character at offset {text.index(chr(0))}", position=position)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InputError(source, "holds half a surrogate pair, which is not text", position=position)
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        raise InputError(source, "holds no text", position=position)
    if len(text) > LONGEST:
        raise InputError(source, f"holds {len(text):,} characters; a report may have {LONGEST:,}", position=position)
    return text


def decode(data: bytes, *, source: str, first_line: int = 1) -> str:
    """``data`` as UTF-8 text, with its byte order mark; InputError names the line of the first bad byte.

    ``first_line`` is the number of the line that ``data`` begins with.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(source, "is UTF-16; save it as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first_line + data.count(b"\n", 0, error.start)
        reason = f"is not UTF-8 (byte 0x{data[error.start]:02x})"
        raise InputError(source, reason, position=f"line {line}") from None
