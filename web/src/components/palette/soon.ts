/** Acts when what was just done is on the screen, and the focus is where it belongs. */
export function soon(act: () => void) {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
