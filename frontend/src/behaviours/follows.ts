// A part of a page that changes by itself: asked for anew while it is looked at, till it says that it rests.
export function follows(element: HTMLElement): void {
  const { follow, token, every, method } = element.dataset as Record<string, string>;
  let asking = false;
  const inside = () => element.querySelector<HTMLElement>("[data-seen]");

  function show(text: string, part: string | null): void {
    const place = part ? element.querySelector<HTMLElement>(`[data-part="${part}"]`) : element;
    if (!place) return;
    const open = [...element.querySelectorAll("details[open][id]")].map((one) => one.id);
    const focused = (document.activeElement as HTMLElement | null)?.id;
    const scrolled = [...element.querySelectorAll<HTMLElement>(".scroll")].map((one) => one.scrollLeft);
    place.innerHTML = text;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    element.querySelectorAll<HTMLElement>(".scroll").forEach((one, n) => { one.scrollLeft = scrolled[n] ?? 0; });
    if (focused && element.contains(document.getElementById(focused))) document.getElementById(focused)!.focus();
  }

  async function ask(): Promise<void> {
    if (asking || document.hidden) return;
    asking = true;
    try {
      const body = new URLSearchParams({ seen: inside()?.dataset.seen ?? "", csrfmiddlewaretoken: token });
      const answer = await (method === "GET" ? fetch(follow) : fetch(follow, { method: "POST", body }));
      if (answer.status === 200 && !answer.redirected) show(await answer.text(), answer.headers.get("X-Part"));
      else if (answer.status >= 400) clearInterval(asks);
    } catch { /* the line is down: the next time tells */ } finally { asking = false; }
  }

  const asks = setInterval(() => {
    if (!element.isConnected || inside()?.dataset.rests) clearInterval(asks);
    else void ask();
  }, Number(every) || 2000);
  if (inside()?.dataset.rests) clearInterval(asks);
}
