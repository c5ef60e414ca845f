// Opens and closes the menu on a phone.
export function drawer(element: HTMLElement): void {
  element.addEventListener("click", () => {
    const open = document.body.classList.toggle("menu-open");
    element.setAttribute("aria-expanded", String(open));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.body.classList.remove("menu-open");
  });
}
