// Adds up what is chosen in a proposal while it is chosen; the server counts it again.
export function price(form: HTMLElement): void {
  const total = form.querySelector<HTMLElement>("[data-price]");
  if (!total) return;
  const rub = new Intl.NumberFormat("ru-RU", { minimumFractionDigits: 0, maximumFractionDigits: 2 });
  const tell = () => {
    const chosen = [...form.querySelectorAll<HTMLInputElement>("input[data-kopecks]:checked")];
    const kopecks = chosen.reduce((sum, input) => sum + Number(input.dataset.kopecks), Number(total.dataset.price));
    total.textContent = `${rub.format(kopecks / 100)}\u00a0₽`;
  };
  form.addEventListener("change", tell);
  tell();
}
