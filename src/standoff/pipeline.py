"""The way a report goes through the coder, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standoff.coding.bind_speakers import bind_speakers
from standoff.coding.compose import compose
from standoff.coding.find_actors import find_actors
from standoff.coding.find_boilerplate import without_boilerplate
from standoff.coding.find_contexts import find_contexts
from standoff.coding.find_dates import find_dates
from standoff.coding.find_events import find_events
from standoff.coding.find_issues import name_issues
from standoff.coding.find_places import find_places
from standoff.coding.find_positions import find_positions
from standoff.coding.find_quantities import find_quantities
from standoff.coding.find_replies import link
from standoff.coding.find_statements import find_statements
from standoff.coding.parse import parse
from standoff.coding.read_mentions import settle_whose
from standoff.coding.settle import settle
from standoff.languages import load
from standoff.record import Record, verify
from standoff.report import Report


class Coder:
    """Codes reports; holds no state of any one report, so the order of reports changes nothing."""

    def code(self, report: Report) -> Record:
        """The record of one report; every span in it has been checked against the text (SpanError if one is off)."""
        language = load("en")
        parsed = parse(report)
        dates = find_dates(report.text, report.published)
        quantities = find_quantities(parsed, dates)
        actors = find_actors(parsed)
        statements = find_statements(parsed, actors, language)
        bind_speakers(parsed, actors, statements)
        places = find_places(parsed, actors)
        settle_whose(parsed, actors, places)
        deeds = without_boilerplate(parsed, find_events(parsed, actors, statements, places))
        name_issues(parsed, actors, deeds)
        link(deeds, parsed.doc)
        settle(parsed, deeds, dates, places)
        find_contexts(parsed, deeds)
        stands = find_positions(deeds)
        return verify(compose(parsed, actors, statements, deeds, stands, quantities, dates))

    def code_many(self, reports: Iterable[Report]) -> Iterator[Record]:
        """The records of many reports, in their order."""
        for report in reports:
            yield self.code(report)


def code(report: Report) -> Record:
    """The record of one report."""
    return Coder().code(report)
