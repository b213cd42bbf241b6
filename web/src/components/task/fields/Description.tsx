import { useState } from "react";

import { Button } from "@/components/ui/Button";
import { Markdown } from "@/components/ui/Markdown";
import { TextField } from "@/components/ui/TextField";
import { Section } from "@/components/task/fields/Section";

interface DescriptionProps {
  text: string | null;
  onSave: (text: string | null) => void;
}

/** The description: shown with its marks, edited as the Markdown that it is. */
export function Description({ text, onSave }: DescriptionProps) {
  const [draft, setDraft] = useState<string | null>(null);

  if (draft === null) {
    return (
      <Section title="Description">
        {text && <Markdown text={text} />}
        <Button
          size="sm"
          variant="quiet"
          icon={text ? "pencil" : "plus"}
          className="mt-1 -ml-2"
          onPress={() => {
            setDraft(text ?? "");
          }}
        >
          {text ? "Edit description" : "Add a description"}
        </Button>
      </Section>
    );
  }

  const save = () => {
    if (draft !== (text ?? "")) onSave(draft.trim() ? draft : null);
    setDraft(null);
  };
  return (
    <div>
      <TextField
        label="Description"
        multiline
        autoFocus
        value={draft}
        onChange={setDraft}
        onEnter={save}
        onEscape={() => {
          setDraft(null);
        }}
        placeholder="Markdown. Ctrl+Enter saves."
      />
      <div className="mt-2 flex gap-2">
        <Button size="sm" variant="primary" onPress={save}>
          Save
        </Button>
        <Button
          size="sm"
          variant="quiet"
          onPress={() => {
            setDraft(null);
          }}
        >
          Cancel
        </Button>
      </div>
    </div>
  );
}
