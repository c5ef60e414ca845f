"""The words of the names by which leads are known: learnt by the clock, used when a name is typed with a mistake."""

from django.db import connection, transaction

from svyazka.leads.models import Lead, NamesLearned, NameWord
from svyazka.leads.rules.search import words_of_name

AT_ONCE = 5000


def learn() -> int:
    """Learn the words of the names of leads that came since the last time; return how many leads were read."""
    whole = 0
    while read := _learn_some():
        whole += read
    return whole


@transaction.atomic
def _learn_some() -> int:
    NamesLearned.objects.get_or_create(pk=1)
    mark = NamesLearned.objects.select_for_update(no_key=True).get(pk=1)
    rows = Lead.objects.filter(pk__gt=mark.lead_id).order_by("pk")
    rows = list(rows.values_list("pk", "company", "engagement__client__name")[:AT_ONCE])
    if not rows:
        return 0
    words = {word[:100] for _key, company, client in rows for word in words_of_name(f"{company} {client}")}
    NameWord.objects.bulk_create([NameWord(word=word) for word in sorted(words)], ignore_conflicts=True)
    mark.lead_id = rows[-1][0]
    mark.save(update_fields=["lead_id"])
    return len(rows)


def weigh() -> None:
    """Let the database count anew how often each word stands in leads: after many came at once."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE leads_lead (words, state, source_id)")
