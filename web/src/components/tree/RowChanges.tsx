import type { ShownChange } from "@/components/tree/decoration";
import { FIELD_NAMES } from "@/components/task/words";

/** The fields that changed, each with its value before and after. */
export function RowChanges({ changes }: { changes: readonly ShownChange[] }) {
  return (
    <dl className="mt-0.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 pb-0.5 text-sm">
      {changes.map(({ field, before, after }) => (
        <div key={field} className="contents">
          <dt className="text-muted">{FIELD_NAMES[field] ?? field}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            <Value value={before} tag="del" />
            <span aria-hidden className="px-1.5 text-faint">
              →
            </span>
            <Value value={after} tag="ins" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value, tag: Tag }: { value: string | null; tag: "del" | "ins" }) {
  const colour = Tag === "del" ? "text-removed" : "text-added";
  return (
    <Tag className={`${colour} ${Tag === "ins" ? "no-underline" : ""}`}>
      {value ?? <span className="text-faint italic">not set</span>}
    </Tag>
  );
}
