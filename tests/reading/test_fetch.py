"""Addresses of the web: read within limits, and never inside unless that is allowed, whatever redirects say."""

from __future__ import annotations

import gzip
import socket

import pytest

from standoff.errors import InputError
from standoff.reading import fetch as fetching
from standoff.reading import read_inputs
from standoff.reading.addresses import may_be_asked
from standoff.reading.fetch import fetch
from standoff.report import Report
from tests.reading.hostile import item, page, rss, sentence
from tests.server import Page, serving


@pytest.fixture
def site():
    with serving() as running:
        yield running


def read(url: str, **options):
    return list(read_inputs([url], **options))


@pytest.mark.parametrize(
    ("path", "content", "kind", "reports"),
    [
        ("/a", page(1), "text/html; charset=utf-8", 1),
        ("/latin", page(1).replace(b"Nobody", b"M\xfcller"), "text/html; charset=windows-1252", 1),
        ("/rss", rss([item(1), item(2)]), "application/rss+xml", 2),
        ("/feed", rss([item(1), item(2)]), "text/html", 2),
        ("/text", sentence(1).encode(), "text/plain", 1),
        ("/lines", b'{"text": "Kyiv said no."}\n{"text": "Lima too."}\n', "application/json", 2),
        ("/none", sentence(1).encode(), "", 1),
    ],
    ids=["page", "page whose set the server names", "feed", "feed called a page", "text", "lines", "no type"],
)
def test_an_address_is_read_by_its_type_and_its_beginning(site, path, content, kind, reports):
    site.pages[path] = Page(content, headers={"Content-Type": kind} if kind else {})
    found = read(site.url + path, private=True)
    assert len(found) == reports
    assert all(isinstance(one, Report) for one in found), found
    if path == "/latin":
        assert "Müller" in found[0].text


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::", "255.255.255.255",
     "fe80::1%eth0", "not an address"],
)  # fmt: skip
def test_addresses_inside_may_not_be_asked(address):
    assert not may_be_asked(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
def test_addresses_of_the_internet_may_be_asked(address):
    assert may_be_asked(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1"])
def test_this_machine_is_refused_however_it_is_written(site, host):
    port = site.url.rpartition(":")[2]
    (found,) = read(f"http://{host}:{port}/")
    assert isinstance(found, InputError)
    assert "inside" in str(found) or "no address" in str(found) or "no connection" in str(found)
    assert site.asked == []


def test_a_redirect_inside_is_refused(site, monkeypatch):
    site.pages["/out"] = Page(status=302, headers={"Location": "http://127.0.0.1:8080/inside"})
    real = socket.getaddrinfo
    # "outside.example" stands for a public server: only its name passes for one
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *rest, **more: real("127.0.0.1" if "." in host else host, *rest, **more)
    )
    monkeypatch.setattr("standoff.reading.addresses.may_be_asked", _first_is_public())
    with pytest.raises(InputError, match="inside"):
        fetch(site.url.replace("127.0.0.1", "outside.example") + "/out")
    assert site.paths() == ["/out"]


def _first_is_public():
    answers = iter([True])
    return lambda address: next(answers, False)


def test_the_address_that_was_checked_is_the_one_that_is_asked(site, monkeypatch):
    """DNS rebinding: the second look-up of a name gives an address inside; there is no second look-up."""
    looked_up = []

    def rebinding(host, port, *rest, **more):
        looked_up.append(host)
        address = "93.184.216.34" if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    connected = []

    def connect(address, *rest, **more):
        connected.append(address[0])
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(InputError, match="no connection"):
        fetch("http://rebinding.example/")
    assert looked_up == ["rebinding.example"]
    assert connected == ["93.184.216.34"]


def test_one_address_inside_among_several_is_enough_to_refuse(monkeypatch):
    def several(host, port, *rest, **more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", several)
    with pytest.raises(InputError, match=r"10\.0\.0\.1, an address inside"):
        fetch("http://several.example/")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://news.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:word@news.example/", "holds a user name"),
        ("http:///nothing", "no address of the web"),
        ("http://news.example:99999/", "no address of the web"),
        ("http://news.example/a b", "no address of the web"),
        ("http://news.example:25/", "none of the web's"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url, said):
    (found,) = read(url)
    assert isinstance(found, InputError) and said in str(found)


def test_redirects_have_an_end(site):
    site.pages["/round"] = Page(status=302, headers={"Location": "/round"})
    with pytest.raises(InputError, match="redirected over 5 times"):
        fetch(site.url + "/round", private=True)
    assert len(site.asked) == 6


def test_a_redirect_to_a_file_is_refused(site):
    site.pages["/file"] = Page(status=302, headers={"Location": "file:///etc/passwd"})
    with pytest.raises(InputError, match="only http and https"):
        fetch(site.url + "/file", private=True)


def test_an_answer_without_end_is_cut(site):
    site.pages["/long"] = Page(b"x" * 3_000_000)
    with pytest.raises(InputError, match="over 1,000,000 bytes"):
        fetch(site.url + "/long", private=True, largest=1_000_000)


def test_an_answer_that_expands_without_end_is_refused(site):
    bomb = gzip.compress(b"0" * (fetching.LARGEST_EXPANDED + 1_000))
    site.pages["/bomb"] = Page(bomb, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})
    with pytest.raises(InputError, match="expands to over"):
        fetch(site.url + "/bomb", private=True)


def test_an_encoded_answer_is_read(site):
    site.pages["/zipped"] = Page(
        gzip.compress(page(1)), headers={"Content-Encoding": "gzip", "Content-Type": "text/html"}
    )
    assert isinstance(read(site.url + "/zipped", private=True)[0], Report)


def test_a_server_that_drips_is_left_after_the_whole_time(site, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE", 1.0)
    site.pages["/drip"] = Page(b"x" * 1_000, drip=0.2)
    with pytest.raises(InputError, match="took too long"):
        fetch(site.url + "/drip", private=True)


def test_an_answer_that_breaks_off_is_no_answer(site):
    site.pages["/cut"] = Page(b"half", headers={"Content-Length": "100"})
    with pytest.raises(InputError, match="can't be fetched"):
        fetch(site.url + "/cut", private=True)


def test_a_status_that_is_no_success_is_said(site):
    (found,) = read(site.url + "/none", private=True)
    assert isinstance(found, InputError) and "status 404" in str(found)


def test_nothing_that_a_feed_points_to_is_fetched(site):
    entry = item(1).replace("<guid>", f"<link>{site.url}/inside</link><guid>")
    site.pages["/feed"] = Page(rss([entry]), headers={"Content-Type": "application/rss+xml"})
    (found,) = read(site.url + "/feed", private=True)
    assert isinstance(found, Report) and found.source == f"{site.url}/inside"
    assert site.paths() == ["/feed"]
