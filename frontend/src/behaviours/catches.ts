// A promise caught in two keystrokes: select the words (or focus their row), P opens the form filled with them, Enter saves.
export function catches(body: HTMLElement): void {
  const dialog = body.closest("dialog")!;
  const typed = "input, textarea, select, [contenteditable]";

  // the link by which the words under this node are caught: its own, or that of the nearest row or message around it
  const linkOf = (node: Node | null): HTMLElement | null => {
    for (let at = node instanceof HTMLElement ? node : node?.parentElement; at && at !== document.body; at = at.parentElement) {
      if (at.dataset.catch) return at;
      const found = at.matches("tr, article, li") ? at.querySelector<HTMLElement>("[data-catch]") : null;
      if (found) return found;
    }
    return null;
  };
  // what is chosen, to the ends of its first and last word: words cut in half would not be known again in a letter
  const words = (text: string, from: number, to: number) => {
    const [before, after] = [/[\p{L}\p{N}]*$/u.exec(text.slice(0, from))![0], /^[\p{L}\p{N}]*/u.exec(text.slice(to))![0]];
    return from === to ? "" : (before + text.slice(from, to) + after).trim();
  };
  const chosen = () => {
    const found = getSelection();
    if (!found || found.isCollapsed) return "";
    const range = found.getRangeAt(0);
    const whole = range.startContainer === range.endContainer && range.startContainer.nodeType === Node.TEXT_NODE;
    return whole ? words(range.startContainer.textContent!, range.startOffset, range.endOffset) : found.toString().trim();
  };
  const inField = (link: HTMLElement) => {
    const field = document.querySelector<HTMLTextAreaElement>(`textarea[name="${link.dataset.catchFrom}"]`);
    return field ? words(field.value, field.selectionStart, field.selectionEnd) || field.value.trim() : "";
  };

  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyP" || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if ((event.target as HTMLElement).closest(typed)) return;
    const link = (chosen() && linkOf(getSelection()!.anchorNode)) || linkOf(document.activeElement);
    if (!link) return;
    event.preventDefault();
    void open(link, chosen());
  });
  document.addEventListener("click", (event) => {
    const link = (event.target as HTMLElement).closest<HTMLElement>("[data-catch]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const here = linkOf(getSelection()?.anchorNode ?? null) === link ? chosen() : "";
    void open(link, link.dataset.catchFrom ? inField(link) : here);
  });

  async function open(link: HTMLElement, text: string): Promise<void> {
    const address = new URL(link.dataset.catch!, location.href);
    if (text) address.searchParams.set("text", text.slice(0, 1000));
    await fill(await fetch(address, { headers: { "HX-Request": "true" } }));
    dialog.showModal();
    dialog.querySelector<HTMLElement>("[data-catch-save]")?.focus();
  }

  async function fill(answer: Response): Promise<void> {
    body.innerHTML = await answer.text();
    const form = body.querySelector("form");
    form?.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    form?.addEventListener("submit", (event) => void save(event, form));
  }

  // What is being typed on the page stays: the form is sent beside it, and the page is drawn anew only where nothing would be lost.
  const composer = () => {
    const from = document.querySelector<HTMLElement>("[data-catch-from]")?.dataset.catchFrom;
    return from ? document.querySelector<HTMLTextAreaElement>(`main textarea[name="${from}"]`) : null;
  };
  const writing = () => {
    const fields = [...document.querySelectorAll<HTMLTextAreaElement>("main textarea")].filter((field) => !dialog.contains(field));
    return fields.some((field) => field.value !== field.defaultValue) || Boolean(composer()?.value.trim());
  };

  async function save(event: SubmitEvent, form: HTMLFormElement): Promise<void> {
    if (!writing()) return;
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, redirect: "manual" });
    if (answer.type !== "opaqueredirect") return fill(answer);
    dialog.close();
    const note = document.createElement("p");
    note.className = "note note-success";
    note.setAttribute("role", "status");
    note.textContent = body.dataset.said!;
    const foot = document.querySelector(".thread-foot");
    if (foot) foot.after(note);
    else document.querySelector("main")!.prepend(note);
  }
}
