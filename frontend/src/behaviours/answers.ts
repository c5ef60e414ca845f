// An interview is typed live: each answer is saved by itself as it is typed, one request of a question at a time; Enter and the arrows walk.
const PAUSE = 700; // ms without a key before the words are sent
const AGAIN = 4000; // ms before it is tried again without a connection

export function answers(element: HTMLElement): void {
  const forms = [...element.querySelectorAll<HTMLFormElement>("form.question-form")];
  forms.forEach((form, at) => listen(element, form, (step) => forms[at + step]?.querySelector("textarea")?.focus()));
  addEventListener("beforeunload", (event) => { if (forms.some((form) => form.dataset.unsaved)) event.preventDefault(); });
}

function listen(list: HTMLElement, form: HTMLFormElement, walk: (step: number) => void): void {
  const text = form.querySelector("textarea")!;
  const save = saver(list, form);
  let waiting = 0;
  text.addEventListener("input", () => {
    form.dataset.unsaved = "";
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void save(false), PAUSE);
  });
  const now = (asked: boolean) => {
    clearTimeout(waiting);
    void save(asked);
  };
  text.addEventListener("blur", () => { if ("unsaved" in form.dataset) now(false); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    now((event as SubmitEvent).submitter?.getAttribute("name") === "asked");
    walk(1);
  });
  text.addEventListener("keydown", (event) => {
    const atEnd = text.selectionStart === text.value.length, atStart = text.selectionEnd === 0;
    const step = event.key === "Enter" && !event.shiftKey ? 1 : event.key === "ArrowDown" && atEnd ? 1 : event.key === "ArrowUp" && atStart ? -1 : 0;
    if (!step || event.isComposing || event.altKey) return;
    event.preventDefault();
    walk(step);
  });
}

function saver(list: HTMLElement, form: HTMLFormElement): (asked: boolean) => Promise<void> {
  const told = form.querySelector<HTMLElement>("[data-told]")!;
  const version = form.querySelector<HTMLInputElement>("[name=_version]")!;
  let busy = false, once_more = false;
  const save = async (asked: boolean): Promise<void> => {
    if (busy) { once_more = true; return; }
    busy = true;
    const body = new FormData(form);
    if (asked) body.set("asked", "1");
    told.textContent = list.dataset.saving!;
    delete form.dataset.unsaved;
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const said = await answer.json();
      told.textContent = answer.ok ? said.label : said.reasons.join(" ");
      if (answer.ok) version.value = said.version;
      mark(form, answer.ok ? said.state : "refused");
      if (!answer.ok) form.dataset.unsaved = "";
    } catch {
      told.textContent = list.dataset.offline!;
      form.dataset.unsaved = "";
      setTimeout(() => void save(asked), AGAIN);
    }
    busy = false;
    if (once_more) { once_more = false; void save(false); }
  };
  return save;
}

function mark(form: HTMLFormElement, state: string): void {
  const row = form.closest<HTMLElement>(".question")!;
  form.dataset.state = row.dataset.state = state;
  const gap = document.querySelector<HTMLElement>(`[data-gap="${row.id.replace("question-", "")}"]`);
  if (gap) gap.hidden = state === "answered";
  const left = [...document.querySelectorAll<HTMLElement>("[data-gap]")].filter((one) => !one.hidden).length;
  document.querySelector("[data-left]")!.textContent = String(left);
  document.querySelector<HTMLElement>(".gaps-left")!.hidden = !left;
  document.querySelector<HTMLElement>("[data-nothing-left]")!.hidden = left > 0;
}
