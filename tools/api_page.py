"""Writes docs/api.md from the API itself: every resource with its parameters.

usage: python tools/api_page.py [--check]     (--check: say whether the page is up to date, and change nothing)
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PAGE = Path(__file__).parent.parent / "docs" / "api.md"
HEAD = """# The API

Written by `python tools/api_page.py` from the API itself; `GET /api/v1/openapi.json` gives the same for programs
(OpenAPI 3.1). The page uses nothing else.

```sh
standoff serve --record crisis.db
curl 'http://127.0.0.1:8000/api/v1/positions?on=2022-01-28'
curl 'http://127.0.0.1:8000/api/v1/acts?side=RUS&type=THREATEN&format=csv' > threats.csv
curl -H 'X-Standoff: 1' --data-binary @report.txt 'http://127.0.0.1:8000/api/v1/jobs/file?published=2022-01-28'
```

- **Version.** The path begins with `/api/v1`. Fields may be added; none changes its meaning under this version.
- **Lists** come as `{"items": […], "total": n, "offset": n, "limit": n}`, or with `format=csv` as CSV (UTF-8, a header
  line; a cell that a spreadsheet would run as a formula begins with an apostrophe; lists of words are joined by `; `,
  what lies deeper is JSON).
- **Days** are ISO 8601. `on` is the day asked about: only what reports of that day or earlier tell counts.
- **Spans** are `[begin, end)` in Unicode code points of the report's text. JavaScript, Java and C# count UTF-16 units:
  convert.
- **Caching.** Answers carry an ETag that holds until the record changes; with `If-None-Match` they cost a line.
- **Signing in.** Where the server has tokens (`standoff token`): `Authorization: Bearer TOKEN`. A browser signs in at
  `/session` and gets a cookie. A request that changes something needs a token, or the header `X-Standoff: 1` and no
  origin but the server's own.
- **Errors** are `{"detail": …}`: 401 not signed in, 403 not allowed or from another site, 404 not there, 421 a host
  name that the server doesn't go by, 422 a request that makes no sense, with the reason.

"""


def page() -> str:
    """The text of docs/api.md."""
    from standoff.ledger import open_ledger
    from standoff.serving import make_app

    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "empty.db") as ledger:
        told = make_app(ledger).openapi()
    lines = [HEAD]
    for path, methods in sorted(told["paths"].items()):
        for method, operation in methods.items():
            lines.append(f"## `{method.upper()} {path}`\n\n{operation['description'].strip()}\n\n")
            parameters = [_row(one) for one in operation.get("parameters", [])]
            if parameters:
                lines.append("| parameter | values | what |\n|---|---|---|\n" + "".join(parameters) + "\n")
            body = operation.get("requestBody", {}).get("content", {})
            for kind, content in body.items():
                lines.append(f"Body: `{kind}`{_fields(content.get('schema', {}), told)}\n\n")
    return "".join(lines).rstrip() + "\n"


def _row(one: dict[str, Any]) -> str:
    needed = "" if not one.get("required") or one["in"] == "path" else " (needed)"
    return f"| `{one['name']}`{needed} | {_values(one['schema'])} | {one.get('description', '')} |\n"


def _values(schema: dict[str, Any]) -> str:
    kinds = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    kind = kinds[0]
    if "enum" in kind:
        values = " ".join(f"`{one}`" for one in kind["enum"])
    elif kind.get("type") == "array":
        values = f"any of {_values(kind['items'])}"
    else:
        values = str(kind.get("format") or kind.get("type", ""))
    return values + (f", default `{schema['default']}`" if schema.get("default") not in (None, [], False) else "")


def _fields(schema: dict[str, Any], told: dict[str, Any]) -> str:
    name = schema.get("$ref", "").rpartition("/")[2]
    if not name:
        return ""
    fields = told["components"]["schemas"][name]["properties"]
    return " with " + ", ".join(f"`{field}`" for field in fields)


if __name__ == "__main__":
    made = page()
    if "--check" in sys.argv[1:]:
        sys.exit(PAGE.read_text(encoding="utf-8") != made)
    PAGE.write_text(made, encoding="utf-8")
