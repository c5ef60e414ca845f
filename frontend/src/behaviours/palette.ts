// The command palette: Ctrl-K on any keyboard layout, search while typing, arrows and Enter.
export function palette(element: HTMLElement): void {
  const dialog = element as HTMLDialogElement;
  const input = dialog.querySelector("input")!;
  const list = dialog.querySelector<HTMLElement>("[data-list]")!;
  const first = list.innerHTML;
  let waiting = 0;

  const open = () => {
    dialog.showModal();
    input.select();
  };
  document.querySelectorAll("[data-open=palette]").forEach((opener) => opener.addEventListener("click", (event) => { event.preventDefault(); open(); }));
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") { event.preventDefault(); open(); }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), 120);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    (links[at + (event.key === "ArrowDown" ? 1 : -1)] ?? input).focus();
  });

  async function ask(): Promise<void> {
    const text = input.value.trim();
    if (text.length < 2) { list.innerHTML = first; return; }
    const answer = await fetch(`${dialog.dataset.url}?q=${encodeURIComponent(text)}`);
    if (answer.ok && input.value.trim() === text) list.innerHTML = await answer.text();
  }
}
