"""A small world in which everything is there once: the keys by which calls name it."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from svyazka.clients.models import Client as Company
from svyazka.clients.models import Contact, Engagement
from svyazka.deals.models import Contract, Disagreement, ExtraHours, Retainer, RetainerPeriod
from svyazka.deals.tests.make import BANK, FULL
from svyazka.kit.tests.days import this_day
from svyazka.leads.actions import bury_raw, keep_import, know_mailbox, store_raw
from svyazka.leads.models import ImportRun, Lead
from svyazka.people.models import ApiToken, LegalEntity, Person
from svyazka.people.queries import system, the_agency
from svyazka.projects.models import Project, Stage
from svyazka.roles.models import RoleScheme, SchemeInForce
from svyazka.site.tests.test_walk import LEAD, PRICE, defend, to_handed
from svyazka.site.tests.world import Program, founded, programs
from svyazka.tenders.actions import keep_document, read_notice_file, store_notice_file
from svyazka.work.actions import bring_plan
from svyazka.work.models import AgencyPlan, PlanLook

SECRET = "клиент-не-читает-этого"  # said inside, where no contact may ever find it
PLAN = "Задача;Часы;Исполнители\nВёрстка;8;dev\n"
TODAY = str(this_day())


def everything() -> tuple[dict[str, Program], dict[str, object]]:
    """Found the agency, walk one engagement as far as it goes, and return who speaks and what the keys are."""
    founded()
    people = programs()
    _contacts(people)
    engagement, stage, result = to_handed(people)
    keys = {"engagement": engagement, "stage": stage, "result": result, "client": Engagement.objects.get(pk=engagement).client_id}
    parts = (_of_the_agency, _of_sources, _of_roles, _of_a_tender, _of_two_that_look_alike, _of_the_walk, _of_the_price, _of_the_contract, _of_the_work, _of_the_defence,
             _of_money, _of_the_team, _of_the_asking)  # fmt: skip
    for part in parts:
        keys |= part(people, keys)
    _contacts_sit(people, keys)
    return people, keys


def _contacts(people: dict[str, Program]) -> None:
    for login, name in (("client", "Пётр"), ("stranger", "Чужой")):
        Person.objects.create_user(login, password="demo", kind="contact", name=name)
        people[login] = Program(login)
    Person.objects.create_user("left", password="demo", name="Ушёл")
    people["left"] = Program("left")
    Person.objects.filter(username="left").update(is_active=False)


def _contacts_sit(people: dict[str, Program], keys: dict) -> None:
    Contact.objects.filter(client=keys["client"]).update(account=Person.objects.get(username="client"))
    other = people["irina"].does("/leads", LEAD | {"company": "ООО Чужая", "contact": {"name": "Чужой", "email": "x@example.org"}})
    people["irina"].does(f"/leads/{other['id']}/taking")
    Contact.objects.filter(email="x@example.org").update(account=Person.objects.get(username="stranger"))


def _of_the_agency(people, _keys) -> dict:
    head = people["head"]
    department = head.does("/departments", {"name": "Продажи", "on": "2024-01-01"})
    head.does("/calendar-days", {"day": "2027-01-14", "hours": "0", "reason": "день агентства"})
    people["anna"].does("/me/tokens", {"label": "отчёты"})
    token = ApiToken.objects.filter(person__username="anna").latest("pk")
    rule = head.get("/bonus/rules").said["items"][0]
    raw = store_raw(the_agency(), raw=b"not a letter", channel="email", name="a.eml", by=system(), at=timezone.now())
    bury_raw(raw, reason="не письмо", by=system(), at=timezone.now())
    away = store_raw(the_agency(), raw=b"an advertisement", channel="email", name="b.eml", by=system(), at=timezone.now())
    bury_raw(away, reason="не письмо", by=system(), at=timezone.now())
    head.does(f"/dead-letters/{away.pk}/putting-away", {"reason": "реклама"})
    key = head.does("/intake-keys", {"name": "Форма на сайте", "source": "search"})
    mailbox = know_mailbox(the_agency(), name="info@agency.example · mail.example/INBOX", by=system(), at=timezone.now())
    file = keep_import(ImportRun(name="leads.csv"), raw="source,title\nsearch,Сайт\n".encode(), by=system(), at=timezone.now())
    form = head.does("/forms", {"title": "Форма", "source": "search"})
    mark = head.does("/source-marks", {"kind": "utm_source", "value": "telegram", "source": "brand"})
    return {"colleague": "design", "department": department["id"], "entity": LegalEntity.objects.get().pk, "day": "2027-01-14",
            "token": token.pk, "rule": rule["id"], "month": TODAY[:7], "source": "search", "raw": raw.pk, "closing_reason": "price",
            "put_away": away.pk, "intake_key": key["id"], "intake_code": key["code"], "mailbox": mailbox.pk, "webform": form["key"],
            "mark": mark["id"], "import": file.pk, "paper_kind": "consent"}  # fmt: skip


def _of_sources(people, _keys) -> dict:
    head = people["head"]
    event = head.does("/events", {"name": "Форум", "audience": "clients", "held_on": "2026-01-01"})
    met = head.does(f"/events/{event['id']}/people", {"people": [{"name": "Олег", "company": "ООО Встреча"}]})
    head.does("/sources/brand/fading", {"on": "2026-01-01"})
    head.does("/demand/figures", {"group": "Каталоги", "region": "Тула", "month_on": "2026-01-01", "visits": 1})
    load = head.get("/demand/loads").said["items"][0]
    return {"event": event["id"], "meeting": met["items"][0]["id"], "faded": "brand", "load": load["id"]}


def _of_roles(people, keys) -> dict:
    head = people["head"]
    draft = head.does("/schemes/pm_am/copies", {"code": "draft", "name": "Черновик"})
    made = head.does("/transitions", {"to": "triangle", "scope": {"kind": "engagement", "id": keys["engagement"]}})
    asked = people["anna"].does("/duty-requests", {"duty": "task.set", "person": "pavel", "engagement": keys["engagement"]})
    assert RoleScheme.objects.filter(code="draft").exists()
    return {"scheme": "pm_am", "draft": draft["code"], "seat": "am", "transition": made["id"], "request": asked["id"]}


def _of_a_tender(people, _keys) -> dict:
    """Take a second lead by the same people: it stays a lead, and is a tender. Pass a third on, which is not answered yet."""
    anna = people["anna"]
    lead = anna.does("/leads", LEAD | {"source": "tender", "title": "Портал"})
    anna.does(f"/leads/{lead['id']}/taking")
    told = {"law": "fz44", "method": "auction", "initial_max_price": PRICE, "deadline_at": "2027-03-01T10:00:00+07:00"}
    tender = anna.does(f"/leads/{lead['id']}/tenders", told)
    passed = anna.does("/leads", LEAD | {"title": "Каталог", "company": "ООО Вторая"})
    anna.does(f"/leads/{passed['id']}/taking")
    offer = anna.does(f"/leads/{passed['id']}/passing", {"to": "irina", "reason": "её регион"})["offer"]
    return {"tender": tender["id"], "offered": passed["id"], "offer": offer["id"], **_of_the_desk(people, tender["id"])}


def _of_the_desk(people, tender: int) -> dict:
    """Fill the desk: a day to be checked, a security, a document, a feed whose purchase waits, and one file that is none."""
    anna = people["anna"]
    days = anna.get(f"/tenders/{tender}/deadlines").said["items"]
    security = anna.does(f"/tenders/{tender}/securities", {"kind": "bid", "form": "money", "amount": {"kopecks": 1000}})
    head, at = Person.objects.get(username="head"), timezone.now()
    document = keep_document(the_agency(), kind="eruz", by=head, at=at)
    feed = b"<rss><channel><item><title>T</title><link>https://zakupki.gov.ru/1</link></item></channel></rss>"
    for raw in (b"not a notice", feed):
        read_notice_file(store_notice_file(the_agency(), raw=raw, by=head, at=at), by=head, at=at)
    return {
        "deadline": next(day["id"] for day in days if day["to_be_checked"]), "security": security["id"],
        "paper": anna.get(f"/tenders/{tender}/papers").said["items"][0]["id"], "document": document.pk,
        "criterion": people["head"].get("/tender-criteria").said["items"][0]["id"], "tender_rule": days[0]["rule"]["id"],
        "tender_code": people["head"].get("/tender-codes").said["items"][0]["id"],
        "notice_file": anna.get("/tender-notice-files?state=dead").said["items"][0]["id"],
        "notice": anna.get("/tender-notices").said["items"][0]["id"],
    }  # fmt: skip


def _of_two_that_look_alike(people, _keys) -> dict:
    """Take two leads of one person, and two more of another that are merged already."""
    anna = people["anna"]
    pairs = []
    for phone in ("8 (391) 200-00-01", "8 (391) 200-00-02"):
        told = LEAD | {"contact": {"name": "Сергей", "phone": phone}}
        first, second = (anna.does("/leads", told | {"company": f"ООО «{name} {phone[-1]}»", "title": name}) for name in ("Кедр", "Пихта"))
        anna.does(f"/leads/{first['id']}/taking")
        pairs.append((first["id"], second["id"]))
    (original, duplicate), (kept, gone) = pairs
    likeness = anna.get(f"/leads/{duplicate}/likenesses").said["items"][0]
    merging = anna.does(f"/leads/{gone}/merging", {"into": kept})
    twins = [_client_of_a_taken_lead(anna, name) for name in ("Лиственница", "Осина", "Сосна")]
    clients = anna.does(f"/clients/{twins[1]}/merging", {"into": twins[2]})
    return {"original": original, "duplicate": duplicate, "likeness": likeness["id"], "merging": merging["id"], "twin": twins[0],
            "client_merging": clients["id"]}  # fmt: skip


def _client_of_a_taken_lead(anna: Program, name: str) -> int:
    told = anna.does("/leads", LEAD | {"company": f"ООО «{name}»", "contact": {"name": name}, "title": name})
    anna.does(f"/leads/{told['id']}/taking")
    return told["client_id"]


def _of_the_walk(people, keys) -> dict:
    anna, place = people["anna"], keys["engagement"]
    brief = anna.get(f"/engagements/{place}/briefs").said["items"][0]
    clause = f"/briefs/{brief['id']}/clauses/{brief['clauses'][0]['key']}"
    estimate = people["pavel"].get(f"/engagements/{place}/estimates").said["items"][0]
    story = people["head"].get(f"/engagements/{place}").said
    return {
        "lead": Lead.objects.get(engagement=place).pk,
        "contact": Contact.objects.get(client=keys["client"]).pk,
        "brief": brief["id"],
        "clause_key": brief["clauses"][0]["key"],
        "clause_note": anna.does(f"{clause}/notes", {"text": SECRET})["id"],
        "clause_talk": anna.does(f"{clause}/talk", {"text": "Тексты готовите вы"})["id"],
        "clause": brief["clauses"][0]["id"],
        "spec_template": anna.get("/spec-templates").said["items"][0]["id"],
        "promise": anna.get("/promises").said["items"][0]["id"],
        "estimate": estimate["id"],
        "line": estimate["lines"][0]["id"],
        "proposal": Engagement.objects.get(pk=place).contracts.get().proposal_id,
        "contract": Engagement.objects.get(pk=place).contracts.get().pk,
        "project": Stage.objects.get(pk=keys["stage"]).project_id,
        "story": story["id"],
    }


def _of_the_contract(people, keys) -> dict:
    """Draft an amendment; hang on the contract what only a retainer and a protocol of disagreements have."""
    anna, contract = people["anna"], Contract.objects.get(pk=keys["contract"])
    LegalEntity.objects.update(**FULL, **BANK)
    Company.objects.filter(pk=keys["client"]).update(**FULL)
    amended = anna.does(f"/contracts/{contract.pk}/amendments", {"reason": "ещё раздел", "draft": True})
    who, at, day = Person.objects.get(username="anna"), timezone.now(), this_day()
    sent = anna.does(f"/contracts/{contract.pk}/amendments", {"reason": "ещё два раздела", "draft": True})["amendments"][-1]["id"]
    anna.does(f"/amendments/{sent}/sending")
    row = Disagreement.objects.create(contract=contract, round=1, position=1, clause="5.2", theirs="Пеня", filed_by=who, filed_at=at)
    Retainer.objects.create(contract=contract, starts_on=day, count=1, hours=40, fee_kopecks=100)
    period = RetainerPeriod.objects.create(contract=contract, number=1, starts_on=day, ends_on=day, hours=40, fee_kopecks=100, state="open")
    extra = ExtraHours.objects.create(period=period, hours=4, rate_kopecks=100, asked_by=who, asked_at=at)
    return {"amendment": amended["amendments"][0]["id"], "sent_amendment": sent, "row": row.pk, "period": period.pk, "extra": extra.pk}


def _of_the_price(people, keys) -> dict:
    """Set a rate, a person's rate and a term to come; ask for a discount."""
    head, later = people["head"], str(this_day() + timedelta(days=40))
    rate = head.does("/rates", {"specialism": "dev", "price": {"kopecks": 320_000}, "cost": {"kopecks": 160_000}, "starts_on": later})
    own = head.does("/person-rates", {"person": "dev", "cost": {"kopecks": 170_000}, "starts_on": later})
    term = head.does("/deal-terms", {"code": "margin_floor", "value": "35", "starts_on": later})
    asked = people["anna"].does(f"/estimates/{keys['estimate']}/discounts", {"percent": "12", "reason": "первый заказ"})
    return {"rate": rate["id"], "person_rate": own["id"], "deal_term": term["id"], "discount": asked["id"],
            "later": str(this_day() + timedelta(days=80))}  # fmt: skip


def _of_the_work(people, keys) -> dict:
    pavel, project, head = people["pavel"], keys["project"], people["head"]
    regulation = head.does("/regulations", {"duty": "sprint.run", "title": "Спринт", "steps": ["Есть цель", "Есть ёмкость"], "starts_on": TODAY})
    task = pavel.get(f"/projects/{project}/tasks").said["items"][0]["id"]
    sprint = pavel.does(f"/projects/{project}/sprints", {"goal": "Каталог", "starts_on": TODAY, "ends_on": str(this_day() + timedelta(days=10))})
    retro = pavel.does(f"/projects/{project}/retros", {})
    card = pavel.does(f"/retros/{retro['id']}/cards", {"column": "start", "text": "Показывать стенд раньше"})
    rule = SchemeInForce.objects.get()
    promised = pavel.does(f"/retros/{retro['id']}/actions", {"text": "Тексты раньше", "owner": "anna", "due_on": "2027-02-01"})
    problem = people["anna"].does(f"/engagements/{keys['engagement']}/problems", {"kind": "term", "text": "Сдвигается"})
    kept = pavel.does("/task-filters", {"name": "Горит", "wanted": {"due": "late"}, "project_id": project})
    template = head.get("/task-templates").said["items"][0]["id"]
    share = pavel.does(f"/projects/{project}/shares", {"person": "maria", "percent": 20, "starts_on": TODAY})
    comes_to = {"tasks": 0, "moved": 0, "late": 0, "days_late": 0, "weighted": 0, "finish": 0, "ends": {}}
    whole = AgencyPlan.objects.create(made_at=timezone.now(), made_by=Person.objects.get(username="head"), first=comes_to, now=comes_to)
    PlanLook.objects.create(plan=whole, seen_at=timezone.now())
    plan = bring_plan(Project.objects.get(pk=project), raw=PLAN.encode(), name="план.csv", by=Person.objects.get(username="pavel"), at=timezone.now())
    return {"task": task, "sprint": sprint["id"], "retro": retro["id"], "retro_action": promised["id"], "card": card["id"], "scheme_rule": rule.pk,
            "problem": problem["id"], "regulation": regulation["id"], "checklist": pavel.get("/checklists").said["items"][0]["id"], "position": 1,
            "task_filter": kept["id"], "task_template": template, "plan_import": plan.pk, "share": share["id"],
            "agency_plan": whole.pk}  # fmt: skip


def _of_the_defence(people, keys) -> dict:
    """Defend the result twice: a round with two remarks, one of them a change of scope, then the acceptance."""
    anna, pavel = people["anna"], people["pavel"]
    first = defend(people, keys["result"])
    remarks = [{"criterion": "300 позиций видны", "text": "видно 290"}, {"criterion": "", "text": "нужен ещё блог"}]
    told = anna.does(f"/defences/{first}/verdicts", {"accepted": False, "remarks": remarks, "evidence": "письмо"})
    inside, outside = (one["id"] for one in told["remarks"])
    anna.does(f"/remarks/{inside}/classification", {"in_scope": True})
    anna.does(f"/remarks/{outside}/classification", {"in_scope": False})
    change = anna.get("/changes").said["items"][0]["id"]
    anna.does(f"/changes/{change}/offers", {"price": PRICE})
    anna.does(f"/changes/{change}/answers", {"agreed": False, "evidence": "письмо"})
    task = pavel.does(f"/remarks/{inside}/planning", {"assignee": "dev", "estimate_hours": "2"})["task_id"]
    point = pavel.does(f"/tasks/{task}/points", {"texts": ["Узкий экран"]})["points"][0]["id"]
    people["dev"].does(f"/tasks/{task}/completion")
    pavel.does(f"/tasks/{task}/checks", {"passed": True})
    result = pavel.does(f"/stages/{keys['stage']}/results", {"items": ["Каталог целиком"]})
    pavel.does(f"/results/{result['id']}/handover", {"checked_by": "maria"})
    anna.does(f"/results/{result['id']}/handover-acceptance", {"accepted": True})
    second = defend(people, result["id"])
    anna.does(f"/defences/{second}/verdicts", {"accepted": True, "evidence": "письмо"})
    return {"point": point, "pointed": task, "defence": second, "remark": inside, "change": change, "result": result["id"],
            "client_look": anna.get("/client-looks").said["items"][0]["id"]}  # fmt: skip


def _of_money(people, keys) -> dict:
    anna, finance, stage = people["anna"], people["finance"], keys["stage"]
    act = anna.does(f"/stages/{stage}/acts")
    anna.does(f"/acts/{act['id']}/signing", {"signed_on": TODAY})
    invoice = anna.does(f"/stages/{stage}/invoices", {"due_on": "2027-12-20"})
    finance.does(f"/invoices/{invoice['id']}/issuing")
    part = {"kopecks": 100_00, "currency": "RUB"}
    payment = finance.does("/payments", {"invoice_id": invoice["id"], "amount": part, "paid_on": TODAY})
    return {"act": act["id"], "invoice": invoice["id"], "payment": payment["id"]}


def _of_the_team(people, keys) -> dict:
    idea = people["dev"].does(f"/clients/{keys['client']}/ideas", {"direction": "seo", "text": "Каталог просится в поиск"})
    absence = people["pavel"].does("/absences", {"person": "pavel", "starts_on": "2027-05-11", "ends_on": "2027-05-20"})
    cover = next(one for one in absence["covers"] if one["deputy"] == "anna")
    return {"idea": idea["id"], "absence": absence["id"], "cover": cover["id"]}


def _of_the_asking(people, keys) -> dict:
    """Interview the client once more: a need is drawn, two options stand beside it, one is picked and one agreed to is for another need."""
    anna, pavel, place = people["anna"], people["pavel"], keys["engagement"]
    interview = anna.does(f"/engagements/{place}/interviews", {"service": "site"})
    answer = interview["answers"][0]["id"]
    assert anna.client.put(f"/api/v1/interview-answers/{answer}", {"text": "Больше заявок"}, content_type="application/json", headers=anna.headers | {"If-Match": "1"}).status_code == 200
    need = anna.does(f"/interviews/{interview['id']}/needs", {"answers": [answer], "text": "Заявки не теряются"})
    told = {"title": "Тема", "what": "Каталог", "hours": {"low": "1", "high": "2"}, "weeks": {"low": "1", "high": "1"}, "risk": "low",
            "price": {"low": {"kopecks": 100}, "high": {"kopecks": 200}}}  # fmt: skip
    picked, free = (pavel.does(f"/needs/{need['id']}/options", told | {"title": title})["id"] for title in ("Тема", "Своя"))
    choice = anna.does(f"/options/{picked}/choices", {"reason": "быстрее"})
    return {"interview": interview["id"], "answer": answer, "need": need["id"], "option": free, "choice": choice["id"], "service": "site"}


def browser_of(login: str) -> Client:
    """Return a signed-in browser of the person."""
    browser = Client()
    browser.force_login(Person.objects.get(username=login), backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser
