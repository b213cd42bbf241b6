/** Whether letters that are typed there become text. */
export function takesText(target: EventTarget | null): boolean {
  return isField(target) && !(target as Element).matches("[type=range], [type=radio]");
}

/** Whether a key that is pressed there belongs to a field that one types into. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.matches("input:not([type=checkbox]), textarea, select")
  );
}
