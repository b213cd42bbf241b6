/** One broken rule, as the API names it: which patch of the changeset, which field. */
export interface Fault {
  code: string;
  message: string;
  index?: number | null;
  field?: string | null;
}

/** What the API answers when it does not do what was asked (RFC 9457), or that it did not answer. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: string;
  readonly status: number;
  /** The problem document as it came; empty when nothing came. */
  readonly document: Readonly<Record<string, unknown>>;

  constructor(status: number, document: Readonly<Record<string, unknown>>) {
    super(sentence(status, document));
    this.status = status;
    this.document = document;
    this.code = typeof document.code === "string" ? document.code : `http_${status}`;
  }

  /** Whether trying the same again may help. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The problem of a server that cannot be reached. */
export function unreachable(): Problem {
  return new Problem(0, {
    code: "unreachable",
    detail: "The server cannot be reached. Is it running?",
  });
}

/** A sentence about an error for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : "Something went wrong.";
}

function sentence(status: number, document: Readonly<Record<string, unknown>>): string {
  const said = document.detail ?? document.title;
  return typeof said === "string" ? said : `The server answered ${status}.`;
}
