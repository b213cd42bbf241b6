import { LONGEST_TITLE } from "@/lib/tooLong";
import type { Task, TaskStatus } from "@/patch/model";
import { childrenOf, type Plan } from "@/patch/plan";

/** One entry of a list that was written elsewhere. */
export interface ListItem {
  readonly title: string;
  readonly status: TaskStatus;
  readonly description: string | null;
  readonly items: readonly ListItem[];
}

/** The boxes that other programs know, and two that many do. */
const BOXES: Readonly<Record<string, TaskStatus>> = {
  " ": "todo",
  x: "completed",
  "/": "in_progress",
  "~": "in_progress",
  "-": "cancelled",
};
const SIGNS: Readonly<Partial<Record<TaskStatus, string>>> = { completed: "x", cancelled: "-" };

/** Tasks with all below them as a Markdown list: boxes for the status, descriptions indented. */
export function markdownOf(plan: Plan, tops: readonly Task[]): string {
  const linesOf = (task: Task, indent: string): string[] => {
    const below = childrenOf(plan, task.id).flatMap((id) => plan.tasks.get(id) ?? []);
    const described = task.description?.split("\n").map((line) => `${indent}  ${line}`.trimEnd());
    return [
      `${indent}- [${SIGNS[task.status] ?? " "}] ${task.title}`,
      ...(described ?? []),
      ...below.flatMap((child) => linesOf(child, `${indent}  `)),
    ];
  };
  return `${tops.flatMap((task) => linesOf(task, "")).join("\n")}\n`;
}

/** A line as it stands in a list. */
interface Line {
  readonly kind: "bullet" | "heading" | "text";
  /** How far in it stands; headings stand out, the more important the further. */
  readonly indent: number;
  readonly text: string;
}

class Item implements ListItem {
  readonly indent: number;
  readonly isHeading: boolean;
  readonly title: string;
  readonly status: TaskStatus;
  readonly items: Item[] = [];
  private readonly lines: string[] = [];

  constructor({ kind, indent, text }: Line) {
    const [, sign, rest] = /^\[([ xX/~-])\]\s+(.*)$/.exec(text) ?? [];
    const title = plain(rest ?? text);
    this.indent = indent;
    this.isHeading = kind === "heading";
    this.status = BOXES[sign?.toLowerCase() ?? " "] ?? "todo";
    this.title = title.slice(0, LONGEST_TITLE);
    // What does not fit into a title is not lost.
    if (title.length > LONGEST_TITLE) this.lines.push(title);
  }

  get description(): string | null {
    return this.lines.join("\n").trim() || null;
  }

  describe(line: string) {
    this.lines.push(line);
  }
}

/**
 * What a text lists, as a tree: by its bullets, numbers and headings, and by how far in they stand.
 * Without any of those each line is an entry. What stands below an entry, further in, describes it.
 */
export function listIn(text: string): readonly ListItem[] {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map(lineOf);
  const isPlain = lines.every(({ kind }) => kind === "text");
  const roots: Item[] = [];
  const open: Item[] = [];
  for (const line of lines) {
    const last = open.at(-1);
    if (!isPlain && last && describes(line, last)) {
      last.describe(line.text);
      continue;
    }
    // A sentence before a list is what that is about.
    const item = new Item(isPlain || line.kind !== "text" ? line : { ...line, indent: -0.5 });
    while ((open.at(-1)?.indent ?? -Infinity) >= item.indent) open.pop();
    (open.at(-1)?.items ?? roots).push(item);
    open.push(item);
  }
  return roots;
}

/** A text without the marks of what is bold or code, which a title would show as they are. */
function plain(text: string): string {
  return text.replace(/(?<!\S)(\*\*|`)(\S|\S.*?\S)\1(?=$|[\s.,;:!?)])/g, "$2");
}

function describes({ kind, indent }: Line, item: Item): boolean {
  return kind === "text" && (indent > item.indent || item.isHeading) && item.indent !== -0.5;
}

function lineOf(line: string): Line {
  const [, space = "", rest = ""] = /^(\s*)(.*?)\s*$/.exec(line) ?? [];
  const indent = space.replaceAll("\t", "    ").length;
  const [, marks, heading] = /^(#{1,6})\s+(.+)$/.exec(rest) ?? [];
  if (marks && heading) return { kind: "heading", indent: marks.length - 10, text: heading };
  const [, bullet] = /^(?:[-*+•]|\d{1,9}[.)])\s+(.+)$/.exec(rest) ?? [];
  if (bullet) return { kind: "bullet", indent, text: bullet };
  return { kind: "text", indent, text: rest };
}
