/** Prints the page once the menu is gone in which that was chosen. */
export function printSoon() {
  setTimeout(() => {
    window.print();
  });
}
