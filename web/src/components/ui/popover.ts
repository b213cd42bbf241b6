/** The look of whatever opens beside its button. */
export const POPOVER =
  "min-w-48 max-w-[calc(100vw-1rem)] animate-appear rounded-lg bg-raised shadow-floating";

/** How an option of a list looks. */
export const OPTION =
  "flex min-h-8 cursor-default items-center gap-2.5 rounded-md px-2 py-1 text-base outline-none focus:bg-sunken data-[focused]:bg-sunken";
