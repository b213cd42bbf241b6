import { useRef, useState } from "react";

import { useSeen } from "@/components/task/edits/seen";
import { Button } from "@/components/ui/Button";
import { Markdown } from "@/components/ui/Markdown";
import { TextField } from "@/components/ui/TextField";
import { Section } from "@/components/task/fields/Section";

interface DescriptionProps {
  text: string | null;
  /** `since`: the version that was seen, where somebody else changed it meanwhile. */
  onSave: (text: string | null, since?: number) => void;
}

/**
 * The description: shown with its marks, edited as the Markdown that it is. It is saved when it is left,
 * also with Escape; only Cancel takes back what was typed.
 */
export function Description({ text, onSave }: DescriptionProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const seen = useSeen(text);
  const button = useRef<HTMLButtonElement>(null);

  const save = () => {
    if (draft === null) return;
    if (draft !== (text ?? "")) onSave(draft.trim() ? draft : null, seen.since());
    setDraft(null);
  };
  const goBack = () => {
    requestAnimationFrame(() => button.current?.focus());
  };

  if (draft === null) {
    return (
      <Section title="Description">
        {text && <Markdown text={text} />}
        <Button
          ref={button}
          size="sm"
          variant="quiet"
          icon={text ? "pencil" : "plus"}
          className="mt-1 -ml-2"
          onPress={() => {
            seen.begin();
            setDraft(text ?? "");
          }}
        >
          {text ? "Edit description" : "Add a description"}
        </Button>
      </Section>
    );
  }

  const saveAndGoBack = () => {
    save();
    goBack();
  };
  return (
    <div
      role="presentation"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) save();
      }}
    >
      <TextField
        label="Description"
        multiline
        autoFocus
        value={draft}
        onChange={setDraft}
        onEnter={saveAndGoBack}
        onEscape={saveAndGoBack}
        placeholder="Markdown. It is saved when you leave it."
      />
      <div className="mt-2 flex gap-2">
        <Button size="sm" variant="primary" onPress={saveAndGoBack}>
          Save
        </Button>
        <Button
          size="sm"
          variant="quiet"
          onPress={() => {
            setDraft(null);
            goBack();
          }}
        >
          Cancel
        </Button>
      </div>
    </div>
  );
}
