import { useId } from "react";

import { FieldError } from "@/components/ui/FieldError";
import { tooLong } from "@/lib/tooLong";

/** What a field says of a text that is longer than it may be: it is neither cut nor saved. */
export function useTooLong(text: string, most: number) {
  const id = useId();
  const error = tooLong(text, most);
  return {
    isTooLong: error !== undefined,
    /** For the field itself. */
    marks: error === undefined ? {} : { "aria-invalid": true, "aria-describedby": id },
    /** Stands below the field. */
    told: <FieldError id={id} error={error} />,
  };
}
