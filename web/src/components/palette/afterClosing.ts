/** Closes a window, and acts when the focus is back where it was. */
export function afterClosing(close: () => void, act: () => void) {
  close();
  requestAnimationFrame(() => requestAnimationFrame(act));
}
