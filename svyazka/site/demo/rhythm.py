"""What went wrong in the demo agency and how fast it was mended; checklists gone through where the duties were done."""

from datetime import datetime, timedelta

from django.db import transaction

from svyazka.people.models import Person
from svyazka.people.queries import system
from svyazka.projects.models import Project
from svyazka.site.demo.hours import attempt
from svyazka.work.actions import call_to_problem, raise_problem, skip_step, step_problem, tick_step
from svyazka.work.models import ChecklistRun, Problem

BEHIND = (  # what, what was proposed, how it ended
    ("client_waits", "Клиент спрашивал про доступы к счётчику, ответа не было с утра", "Отвечаем сразу, хотя бы «взяли»", "Доступы выданы, клиенту ответили"),
    ("quality", "Форма заявки не отправляется с айфона", "Заменить маску телефона", "Маску заменили, проверили на трёх телефонах"),
    ("term", "Тексты о компании опаздывают на два дня", "Верстать с рыбой, заменить в пятницу", "Тексты пришли, день наверстали"),
    ("scope", "Клиент считает, что перенос новостей входит в договор", "Показать пункт ТЗ и предложить доп. соглашение", "Договорились: перенос отдельным изменением"),
    ("money", "Акт ушёл со старым названием компании", "Перевыставить с новым", "Новый акт подписан"),
    ("people", "Дизайнера ждут на двух показах в один час", "Развести показы на разные дни", "Показы разведены"),
    ("client_waits", "Письмо клиента пролежало в спаме", "Позвонить и извиниться", "Позвонили, адрес внесён в белый список"),
    ("quality", "Картинки в каталоге весят по пять мегабайт", "Сжимать при загрузке", "Сжатие включено, страницы стали в десять раз легче"),
    ("term", "Хостинг клиента переезжает в день запуска", "Запускаться в понедельник", "Запуск перенесён с согласия клиента"),
    ("quality", "Заявки приходят дважды", "Проверить обработчик формы", "Двойная отправка закрыта"),
    ("scope", "Третий круг правок по баннерам", "Показать, что кругов два", "Третий круг оценён как изменение"),
    ("client_waits", "Бухгалтер клиента ждёт закрывающие", "Выслать сканы сегодня, оригиналы почтой", "Сканы у клиента, оригиналы отправлены"),
)  # fmt: skip
NOW = (
    ("client_waits", "Клиент второй день ждёт ответа про доступы к хостингу", ""),
    ("term", "Фотографии цеха пришли позже: макеты сдвигаются на три дня", "reacted"),
    ("quality", "На стенде поехала сетка в Safari", "proposed"),
)
NOT_NEEDED = "Клиент один, и платит он же: спрашивать некого"


@transaction.atomic
def tell_problems(story) -> None:
    """Tell what went wrong since the projects began and was mended, and what goes wrong now."""
    running = list(Project.objects.filter(state="running").select_related("engagement").order_by("pk"))
    for n, project in enumerate(running * 2):
        attempt(_mended, story, project=project, told=BEHIND[n % len(BEHIND)], number=n)
    for project, (kind, text, step) in zip(running[:3], NOW, strict=False):
        burning = _burns(project, kind, text, step, at=story.lately(9))
        call_to_problem(burning, by=system(), at=story.lately())


def _mended(story, *, project: Project, told: tuple[str, ...], number: int) -> None:
    kind, text, proposal, resolution = told
    at = story.at(project.started_at, 3 + 7 * (number % 5))
    problem = raise_problem(project.engagement, kind=kind, text=text, by=_sitting(project, "am"), at=at)
    owner = problem.owner or _sitting(project, "pm")
    for step, hours, note in (("reacted", 0.2 + 0.3 * (number % 6), ""), ("proposed", 1 + number % 4, proposal), ("resolved", 3 + 2 * (number % 7), resolution)):
        moment = max(at, min(story.window.add(at, timedelta(hours=hours)), story.lately()))
        problem = step_problem(problem, step=step, note=note, by=owner, at=moment)


def _sitting(project: Project, seat: str) -> Person:
    return project.engagement.seats.filter(seat=seat, ends_at=None).get().person


def _burns(project: Project, kind: str, text: str, step: str, at: datetime) -> Problem:
    problem = raise_problem(project.engagement, kind=kind, text=text, by=_sitting(project, "am"), at=at)
    if problem.owner and step:
        step_problem(problem, step="reacted", by=problem.owner, at=at + timedelta(minutes=40))
    if problem.owner and step == "proposed":
        step_problem(problem, step="proposed", note="Откатить обновление и проверить в трёх браузерах", by=problem.owner, at=at + timedelta(hours=2))
    return problem


@transaction.atomic
def tell_checklists(story) -> None:
    """Let what began more than two days ago be gone through, here and there with a step skipped; what is newer waits in part."""
    runs = ChecklistRun.objects.filter(closed_at=None, engagement__closed_at=None).select_related("engagement", "person", "regulation").order_by("started_at", "pk")
    for n, run in enumerate(runs):
        steps = list(run.steps.values_list("position", flat=True))
        fresh = run.started_at > story.lately(16)
        for position in steps[: n % len(steps) if fresh else None]:
            at = max(run.started_at, story.at(run.started_at, 2 * position))
            if not fresh and n % 9 == 4 and position == 3:
                run = skip_step(run, position=position, reason=NOT_NEEDED, by=run.person, at=at)
            else:
                run = tick_step(run, position=position, by=run.person, at=at)
