// Opens and closes the menu on a phone; a press beside it, its links and Escape close it.
export function drawer(element: HTMLElement): void {
  const menu = document.getElementById("menu")!;
  const show = (open: boolean) => {
    document.body.classList.toggle("menu-open", open);
    for (const opener of document.querySelectorAll("[data-behaviour~=drawer]")) opener.setAttribute("aria-expanded", String(open));
    if (open) menu.querySelector<HTMLElement>("a")?.focus();
  };
  element.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    show(!document.body.classList.contains("menu-open"));
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target as Node)) show(false); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.body.classList.contains("menu-open")) return;
    show(false);
    element.focus();
  });
}
