// Asks before what cannot be taken back is sent: the form has a question, or the button that was pressed.
export function confirmed(element: HTMLElement): void {
  element.addEventListener("submit", (event) => {
    const button = (event as SubmitEvent).submitter;
    const question = button?.dataset.question ?? element.dataset.question;
    if (question && !confirm(question)) event.preventDefault();
  });
}
