import { SavedField } from "@/components/ui/SavedField";
import { readObject } from "@/components/task/fields/reading";

interface MetadataProps {
  value: Readonly<Record<string, unknown>>;
  onSave: (value: Record<string, unknown>) => void;
}

/** What other programs keep with a task, as JSON: rarely for people, so it stays closed. */
export function Metadata({ value, onSave }: MetadataProps) {
  const count = Object.keys(value).length;
  return (
    <details className="group">
      <summary className="cursor-pointer rounded-sm text-sm font-medium text-muted">
        Metadata{count > 0 && ` (${count})`}
      </summary>
      <SavedField
        label="Metadata as JSON"
        className="mt-2"
        multiline
        text={count > 0 ? JSON.stringify(value, null, 2) : ""}
        placeholder="{}"
        read={readObject}
        onSave={onSave}
      />
    </details>
  );
}
