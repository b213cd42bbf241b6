interface FieldErrorProps {
  id: string;
  /** undefined: all is well. */
  error: string | undefined;
}

/** Why what is typed into a field cannot be taken, below it. */
export function FieldError({ id, error }: FieldErrorProps) {
  if (error === undefined) return null;
  return (
    <span
      id={id}
      aria-live="polite"
      className="mt-1 block text-sm font-normal tracking-normal text-removed"
    >
      {error}
    </span>
  );
}
