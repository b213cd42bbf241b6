import { Icon } from "@/components/ui/Icon";
import { AddLine } from "@/components/task/fields/AddLine";
import { Section } from "@/components/task/fields/Section";

interface TagsProps {
  tags: readonly string[];
  onSave: (tags: string[]) => void;
}

/** The tags, each with a button that removes it. */
export function Tags({ tags, onSave }: TagsProps) {
  return (
    <Section title="Tags">
      {tags.length > 0 && (
        <ul className="mb-1.5 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li
              key={tag}
              className="flex max-w-full items-center rounded-full border pl-2.5 text-sm"
            >
              <span className="truncate">{tag}</span>
              <button
                type="button"
                aria-label={`Remove tag ${tag}`}
                onClick={() => {
                  onSave(tags.filter((other) => other !== tag));
                }}
                className="grid size-6 shrink-0 place-items-center rounded-full text-muted hover:text-ink"
              >
                <Icon name="close" width={12} height={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <AddLine
        label="Add a tag"
        placeholder="Add a tag"
        maxLength={200}
        onAdd={(tag) => {
          if (!tags.includes(tag)) onSave([...tags, tag].sort());
        }}
      />
    </Section>
  );
}
