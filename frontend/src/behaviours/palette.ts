// The command palette: Ctrl-K on any keyboard layout, pages at once and the rest from the server, arrows and Enter.
// A line that says a lead («лид Ромашка, сайт, +7…») is looked at by Enter and written down at once by Ctrl-Enter.
export function palette(element: HTMLElement): void {
  const dialog = element as HTMLDialogElement;
  const input = dialog.querySelector("input")!;
  const list = dialog.querySelector<HTMLElement>("[data-list]")!;
  const pages = [...list.querySelectorAll("a")];
  let waiting = 0;

  const open = () => {
    dialog.showModal();
    input.select();
  };
  const links = () => [...list.querySelectorAll("a")];
  for (const opener of document.querySelectorAll("[data-open=palette]")) {
    opener.addEventListener("click", (event) => { event.preventDefault(); open(); });
  }
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") { event.preventDefault(); open(); }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), 120);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); dialog.close(); }
    if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      void press(event.ctrlKey || event.metaKey);
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const at = links().indexOf(document.activeElement as HTMLAnchorElement);
      (links()[at + (event.key === "ArrowDown" ? 1 : -1)] ?? input).focus();
    }
  });

  let answered = "";
  async function press(atOnce: boolean): Promise<void> {
    if (input.value.trim() !== answered) {  // typed faster than the server answers
      clearTimeout(waiting);
      await ask();
    }
    const said = atOnce && list.querySelector<HTMLFormElement>("[data-quick-form]");
    if (said) said.submit(); else links()[0]?.click();
  }

  async function ask(): Promise<void> {
    const text = input.value.trim();
    const told = text.toLowerCase();
    const fitting = pages.filter((page) => page.textContent!.toLowerCase().includes(told));
    if (text.length < 2) { answered = text; return list.replaceChildren(...fitting); }
    const answer = await fetch(`${dialog.dataset.url}?q=${encodeURIComponent(text)}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok || input.value.trim() !== text) return;
    list.innerHTML = await answer.text();
    answered = text;
    if (list.querySelector("[data-quick]")) return;
    if (fitting.length && !links().length) list.replaceChildren();
    list.prepend(...fitting);
  }
}
