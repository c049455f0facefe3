/** Writes to the page in every frame, and only what has changed since the last one. */

export function setText(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

export function setData(element: HTMLElement | null, name: string, value: string): void {
  if (element && element.dataset[name] !== value) element.dataset[name] = value;
}

/** A CSS variable; numbers are rounded to thousandths, so that nothing is painted anew for less. */
export function setVariable(element: HTMLElement | null, name: string, value: number): void {
  const text = String(Math.round(value * 1_000) / 1_000);
  if (element && element.style.getPropertyValue(name) !== text) element.style.setProperty(name, text);
}
