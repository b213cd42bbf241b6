/** What may open on any page, for when nothing can be loaded: lists, windows, tooltips, notes. */
export function loadAhead(): Promise<unknown> {
  return Promise.all([
    import("@/app/ToastList"),
    import("@/components/ui/DialogWindow"),
    import("@/components/ui/MenuList"),
    import("@/components/ui/SelectList"),
    import("@/components/ui/Tooltip"),
  ]);
}
