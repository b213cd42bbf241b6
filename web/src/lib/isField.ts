/** Whether a key that is pressed there belongs to a field that one types into. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.matches("input:not([type=checkbox]), textarea, select")
  );
}
