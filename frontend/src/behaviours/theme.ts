// Puts the pressed theme on at once; the form then keeps it for the person.
export function theme(element: HTMLElement): void {
  element.addEventListener("submit", (event) => {
    const chosen = ((event as SubmitEvent).submitter as HTMLButtonElement | null)?.value;
    const dark = chosen === "dark" || (chosen === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.classList.toggle("dark", dark);
  });
}
