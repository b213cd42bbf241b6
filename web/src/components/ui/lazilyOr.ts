import { lazy, type ComponentType } from "react";

/** A component that is loaded when it is first shown; where it cannot be loaded, another stands there. */
export function lazilyOr<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  Instead: ComponentType<Props>,
) {
  return lazy(() => load().catch(() => ({ default: Instead })));
}
