// Adds up the hours of ticked tasks by person while a sprint is planned; the server counts them again.
export function sums(form: HTMLElement): void {
  const hours = (value: number) => value.toLocaleString(document.documentElement.lang || "ru", { maximumFractionDigits: 2 });
  const unit = (element: Element | null | undefined, value: number) => {
    if (element) element.textContent = element.textContent!.replace(/^[\d\s.,\u00a0\u202f−-]+/, `${hours(value)}\u00a0`);
  };
  const tell = () => {
    const ticked = [...form.querySelectorAll<HTMLInputElement>("input[data-hours]:checked")];
    const begun = [...form.querySelectorAll<HTMLElement>("[data-share]")];
    let whole = 0, could = 0;
    const over: string[] = [];
    for (const share of begun) {
      const own = ticked.filter((box) => box.dataset.person === share.dataset.share);
      const taken = own.reduce((sum, box) => sum + Number(box.dataset.hours), Number(share.dataset.taken));
      const free = Number(share.dataset.free);
      whole += taken;
      could += free;
      if (taken > free) over.push(share.querySelector(".share-name")?.textContent ?? "");
      unit(share.querySelector("[data-sum]"), taken);
      unit(share.querySelector("[data-over]"), Math.max(taken - free, 0));
      share.classList.toggle("share-over", taken > free);
      const bar = share.querySelector(".bar");
      bar?.classList.toggle("bar-bad", taken > free);
      bar?.querySelector("rect")?.setAttribute("width", String(Math.min((100 * taken) / (free || 1), 100)));
    }
    for (const one of form.querySelectorAll("[data-total]")) unit(one, whole);
    for (const one of form.querySelectorAll("[data-free-total]")) unit(one, could);
    for (const one of form.querySelectorAll<HTMLElement>("[data-over-names]")) one.textContent = over.length ? one.dataset.overNames!.replace("…", over.join(", ")) : "";
  };
  form.addEventListener("change", tell);
  document.addEventListener("htmx:after:swap", tell);
  tell();
}
