import { IconButton } from "@/components/ui/Button";
import { SavedField } from "@/components/ui/SavedField";
import { AddLine } from "@/components/task/fields/AddLine";
import { Section } from "@/components/task/fields/Section";

interface CriteriaProps {
  criteria: readonly string[];
  onSave: (criteria: string[]) => void;
}

/** How one will see that the task is done. Emptying a line removes it. */
export function Criteria({ criteria, onSave }: CriteriaProps) {
  const replace = (index: number, text: string) => {
    onSave(criteria.flatMap((line, i) => (i === index ? (text ? [text] : []) : [line])));
  };
  return (
    <Section title="Acceptance criteria">
      <ol className="space-y-1.5">
        {criteria.map((line, index) => (
          // Two lines may say the same: their place is all that tells them apart.
          <li key={`${index} ${line}`} className="flex items-start gap-1">
            <SavedField
              label={`Criterion ${index + 1}`}
              hidesLabel
              multiline
              grows
              text={line}
              maxLength={10_000}
              className="flex-1"
              read={(text) => ({ value: text.trim() })}
              onSave={(text) => {
                replace(index, text);
              }}
            />
            <IconButton
              icon="close"
              label={`Remove criterion ${index + 1}`}
              className="mt-1"
              onPress={() => {
                replace(index, "");
              }}
            />
          </li>
        ))}
      </ol>
      <div className="mt-1.5">
        <AddLine
          label="Add a criterion"
          placeholder="Done when…"
          maxLength={10_000}
          onAdd={(text) => {
            onSave([...criteria, text]);
          }}
        />
      </div>
    </Section>
  );
}
