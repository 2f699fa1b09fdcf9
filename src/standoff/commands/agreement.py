"""`standoff agreement`."""

from __future__ import annotations

from standoff.commands.options import Config, RecordAt, opened, printer, settings_of

EXAMPLE = "standoff agreement --record crisis.db"

COLUMNS = ("kind", "field", "entries", "judgements", "people", "agree", "Cohen's kappa", "Krippendorff's alpha")


def run(record: RecordAt = None, config: Config = None) -> None:
    """How far the coder and the people who reviewed it agree, field by field, with the number of entries.

    It holds for the entries that were reviewed: draw them evenly (`standoff sample --seed`) to speak of all.
    """
    from standoff.ledger import review
    from standoff.views.agreement import Agreement, agreement

    def row(one: Agreement) -> tuple[str, ...]:
        numbers = (str(one.entries), str(one.judgements), str(one.people))
        shares = ("–" if share is None else f"{share:.2f}" for share in (one.agree, one.kappa, one.alpha))
        return (one.kind, one.field, *numbers, *shares)

    with opened(settings_of(config, record=record)) as ledger:
        printer().table(COLUMNS, [row(one) for one in agreement(review.reviewed(ledger))])
