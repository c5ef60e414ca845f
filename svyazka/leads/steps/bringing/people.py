"""Rows that are clients and contacts whom no lead has brought yet."""

from svyazka.leads.rules.bringing import Brought, RowState
from svyazka.leads.steps.bringing.known import Clients
from svyazka.leads.steps.bringing.told import Told


def meet(rows: list[Brought], told: Told) -> None:
    """Write down the clients and contacts of these rows, each with the row that met them first."""
    clients = Clients(rows, at=told.at)
    met = [(row, *clients.of(row)) for row in rows]
    clients.write()
    new, sealed = clients.new(), []
    for row, client, contact in met:
        made = {name: one.pk for name, one in (("client", client), ("contact", contact)) if one is not None and id(one) in new}
        told.tell(row, RowState.MADE if made else RowState.KNOWN, made=made)
        new -= {id(client), id(contact)}
        if made:
            sealed.append((contact or client, None, {"row": row.number}))
    told.seal(sealed, "leads.brought_contact")
