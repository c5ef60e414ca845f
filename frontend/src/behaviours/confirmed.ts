// Asks before what cannot be taken back is sent: the form has a question, or the button that was pressed.
const asking = new WeakSet<HTMLElement>(); // a part of a page that is drawn anew starts its behaviours anew: one question is enough

export function confirmed(element: HTMLElement): void {
  if (asking.has(element)) return;
  asking.add(element);
  element.addEventListener("submit", (event) => {
    const button = (event as SubmitEvent).submitter;
    const question = button?.dataset.question ?? element.dataset.question;
    if (question && !confirm(question)) event.preventDefault();
  });
}
