"""The clock of leads: the words of names are learnt."""

from procrastinate.contrib.django import app

from svyazka.leads import names


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="leads.learn_names", name="leads.learn_names")
def learn_names(timestamp: int = 0) -> int:
    """Learn the words of the names of new leads; return how many leads were read."""
    return names.learn()
