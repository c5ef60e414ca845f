// A need is drawn from ticked answers: what the client said about goal, measure, money and people falls into the field of its kind, if that is empty.
export function gathers(element: HTMLElement): void {
  document.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    if (!box.matches("[data-into]") || box.form !== element || !box.checked) return;
    const said = document.querySelector<HTMLTextAreaElement>(`#${box.dataset.from}`)?.value.trim() ?? "";
    const field = element.querySelector<HTMLInputElement>(`[name="${box.dataset.into}"]`);
    if (!field || field.value.trim() || !said) return;
    field.value = field.maxLength > 0 ? said.slice(0, field.maxLength) : said;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
