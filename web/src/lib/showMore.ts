/** What a button says that shows at most `step` more of those that are left. */
export function showMore(step: number, left: number): string {
  if (left > step) return `Show ${amount(step)} more of the other ${amount(left)}`;
  return left === 1 ? "Show the other one" : `Show the other ${amount(left)}`;
}

function amount(count: number): string {
  return count.toLocaleString("en");
}
