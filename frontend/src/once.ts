// A form is sent once, however often its button is pressed while the answer is under way.
const PAUSE = 4000; // what answers with a file leaves the page where it is

export function once(page: Document): void {
  const under_way = new Map<HTMLFormElement, number>();
  page.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement, button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (event.defaultPrevented || form.method !== "post" || (button?.formTarget || form.target) === "_blank") return;
    if (Date.now() - (under_way.get(form) ?? -PAUSE) < PAUSE) event.preventDefault();
    else under_way.set(form, Date.now());
  });
  addEventListener("pageshow", () => under_way.clear());
}
