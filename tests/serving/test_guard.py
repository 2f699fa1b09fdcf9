"""What no request gets past: hosts, origins, framing, paths."""

from __future__ import annotations

import pytest

PAGES = ("/", "/main.js", "/api/v1/reports", "/api/v1/nothing", "/nothing")


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_forbids_scripts_and_frames_of_others(client, path):
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "", "[::2]:80"]
)
def test_a_name_that_was_pointed_at_this_machine_gets_nothing(client, host):
    answer = client.get("/api/v1/reports", headers={"Host": host})
    assert answer.status_code == 421
    assert "items" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1234", "[::1]:8000"])
def test_loopback_by_any_of_its_names_is_answered(client, host):
    assert client.get("/api/v1/reports", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=lambda headers: "-".join(headers.values()),
)
def test_a_request_of_another_site_changes_nothing(client, headers):
    answer = client.post("/api/v1/jobs/file", content=b"A report.", headers=headers)
    assert answer.status_code == 403
    assert client.get("/api/v1/jobs").json() == []


def test_a_form_of_another_site_lacks_the_header(client):
    del client.headers["X-Standoff"]
    assert client.post("/api/v1/jobs/file", content=b"A report.").status_code == 403
    assert client.get("/api/v1/jobs").json() == []


@pytest.mark.parametrize(
    "path",
    ["/../app.py", "/..%2fapp.py", "/%2e%2e/app.py", "/..\\app.py", "/views/../../app.py", "//etc/passwd", "/%00",
     "/vendor/..%2f..%2f..%2fsettings.py", "/....//app.py"],
)  # fmt: skip
def test_no_path_leads_out_of_the_page(client, path):
    answer = client.get(path)
    assert answer.status_code in {404, 405}
    assert "import" not in answer.text and "root:" not in answer.text


def test_a_preflight_grants_nothing(client):
    wanted = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/api/v1/jobs/file", headers={**wanted, "Access-Control-Request-Headers": "X-Standoff"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
