"""What the texts of papers may name: fields, conditions, tables and blocks. Whatever is not in these lists is refused at saving."""

from django.utils.translation import gettext_lazy as _

from svyazka.kit.papers.language import Vocabulary

SIDE = {
    "preamble": _("The whole beginning: name, “hereinafter”, in whose person, on what basis"), "name": _("Short name"), "full_name": _("Full name"),
    "inn": _("INN"), "kpp": _("KPP"), "ogrn": _("OGRN"), "address": _("Address"), "bank": _("Bank"), "bik": _("BIK"), "account": _("Account"),
    "correspondent_account": _("Correspondent account"), "signer": _("Who signs"), "position": _("Their position"),
    "represented": _("Position and name after “represented by”"), "basis": _("On what basis, after “on the basis of”"),
}  # fmt: skip
GROUPS = {
    "engagement": _("Work"), "paper": _("Paper"), "contract": _("Contract"), "entity": _("The agency's side"), "client": _("The client's side"),
    "proposal": _("Proposal"), "author": _("Proposal"), "specification": _("Specification"), "annex": _("Annex"), "amendment": _("Amendment"),
    "application": _("Application"), "retainer": _("Retainer"), "person": _("Consent"),
}  # fmt: skip


FIELDS = {
    "engagement.title": _("What the work is called"),
    "paper.day": _("Day of the paper"), "paper.place": _("Town of the paper"),
    "contract.number": _("Number of the contract"), "contract.day": _("Day of the contract"),
    "contract.price": _("Price in figures and in words"), "contract.price_figures": _("Price in figures"),
    "contract.price_words": _("Price in words"), "contract.price_words_en": _("Price in words, English"),
    "contract.vat": _("VAT as papers say it, with its basis"),
    "contract.acceptance_days": _("Days of acceptance, in the genitive: 5 (five) working days"),
    "contract.rounds": _("Rounds included: 2 rounds"), "contract.round_price": _("Price of the next round"),
    "contract.first_day": _("First stage's last day"), "contract.last_day": _("Last stage's last day"),
    "contract.hours": _("Hours of the contract, all its periods together"), "contract.payment_days": _("Days to pay, in the genitive: 5 (five) calendar days"),
    "contract.court": _("City of the court"), "contract.hour_price": _("One price of an hour, whatever the specialism"),
    "retainer.hours": _("Hours a period"), "retainer.fee": _("Fee a period"), "retainer.count": _("How many periods"),
    "retainer.cap": _("How many hours are carried on at most"), "retainer.lasts": _("For how many periods hours are carried on"),
    "retainer.borrow": _("How many hours are borrowed from the next period at most"), "retainer.overage": _("Price of an hour above the period's"),
    "retainer.first_days": _("Days of a first period that is less than its month"), "retainer.first_hours": _("Its hours, by calendar days"),
    "retainer.first_fee": _("Its fee, by calendar days"),
    "proposal.number": _("Number of the proposal"), "proposal.day": _("Day of the proposal"),
    "proposal.price": _("Offered price in figures and in words"), "proposal.vat": _("VAT in the offered price"),
    "proposal.message": _("Words to the client"), "proposal.discount": _("Discount"),
    "proposal.valid_until": _("Last day of the proposal"), "author.name": _("Who sends the proposal"), "author.email": _("Their address"),
    "specification.edition": _("Edition of the specification"), "specification.day": _("Day of the specification"),
    "specification.count": _("How many clauses it has"),
    "annex.number": _("Number of the annex"),
    "amendment.number": _("Number of the amendment"), "amendment.reason": _("What the amendment changes"),
    "amendment.added": _("By how much the price grows"), "amendment.price": _("Price after the amendment"),
    "amendment.vat": _("VAT in the price after the amendment"),
    "application.number": _("Number of the application"), "application.title": _("What is asked for"),
    "application.due": _("By what day"), "application.price": _("What it costs"),
    "person.name": _("Whose consent it is"),
}  # fmt: skip
CONDITIONS = {
    "vat": _("the price includes VAT"), "silence": _("silence means acceptance"), "rounds": _("rounds of remarks are included"),
    "round_price": _("the next round has a price"), "specification": _("there is a specification"),
    "specification_long": _("the specification has more than 30 clauses"), "advertising": _("the work places advertisements"),
    "several_stages": _("there is more than one stage"), "annexes": _("annexes follow the contract"), "needs": _("needs are written down"),
    "court": _("a city of the court is named"), "advance": _("a stage has an advance"), "retainer": _("periods are agreed"),
    "frame": _("the contract is a frame"), "price_in_orders": _("prices and terms are named in orders only"), "has_stages": _("the contract names stages"), "hour_price": _("the contract names one price of an hour"),
    "by_time": _("work is paid by the hours worked"), "total_hours": _("the hours of all the work are known"),
    "estimate_of_period": _("the estimate is of one period out of several"),
    "first_cut": _("the first period is less than its month"), "rollover_cap": _("hours are carried on up to a cap"), "rollover_expiry": _("hours are carried on for some periods"),
    "borrow": _("hours may be borrowed from the next period"), "overage": _("an hour above the period's has a price"),
    "amendment_changes": _("the amendment changes stages or takes them out"), "amendment_more": _("the amendment raises the price"),
    "amendment_less": _("the amendment lowers the price"), "amendment_terms": _("the amendment sets terms anew"),
    "without": _("something is said to stay outside"), "amendment_stages": _("the amendment adds stages"),
    "amendment_advance": _("a stage that the amendment adds has an advance"),
    "amendment_edition": _("the amendment brings another edition of the specification"), "options": _("the client may choose"),
    "message": _("there are words to the client"), "discount": _("a discount is given"), "passed": _("expenses are paid beside the price"), "passed_in_price": _("expenses are inside the price"), "disagreements": _("disagreements are written down"),
    "entity_is_sole": _("the agency's side is a sole proprietor"), "client_is_sole": _("the client is a sole proprietor"),
    "author_email": _("who sends the proposal has an address"), "client_is_person": _("the client is a person who does no business"), "client_is_state": _("the client is a state body"),
}  # fmt: skip
TABLES = {
    "stages": _("stages: term and value"), "plan": _("calendar plan"), "rates": _("rates an hour by specialism"), "estimate": _("lines of the estimate, VAT, total"),
    "needs": _("needs with goal and measure"), "clauses": _("clauses with how they are accepted"), "without": _("what stays outside"),
    "added_stages": _("stages that an amendment adds"), "changed_stages": _("stages that an amendment changes: was and becomes"),
    "changed_terms": _("terms that an amendment sets anew"), "disagreements": _("disagreements: ours, theirs, agreed"),
    "options": _("choices and options with prices"), "passed": _("expenses paid beside the price"), "passed_in_price": _("expenses inside the price, with the fee for them"),
}  # fmt: skip
BLOCKS = {
    "requisites": _("requisites of both sides"), "signatures": _("places for both signatures"), "signature_of_agency": _("place for the agency's signature"),
    "signature_of_person": _("place for a person's signature and day"), "approval": _("“Approved” and “Agreed” of a title page"),
    "contents": _("list of sections"), "sections": _("sections of the specification with numbered clauses"),
    "annexes": _("list of annexes"), "annex_heading": _("“Annex No. … to the contract No. … of …”"),
}  # fmt: skip
SIDES = {f"{side}.{name}": label for side in ("entity", "client") for name, label in SIDE.items()}
VOCABULARY = Vocabulary(FIELDS | SIDES, CONDITIONS, TABLES, BLOCKS)
