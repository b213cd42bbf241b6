import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";

import { Icon } from "@/components/ui/Icon";
import { OPTION, POPOVER } from "@/components/ui/popover";
import { FIELD, LABEL } from "@/components/ui/TextField";
import { classes } from "@/lib/classes";

/** One thing to choose. */
export interface Choice {
  readonly id: string;
  readonly mark: string;
  readonly name: string;
}

interface ChooserProps {
  label: string;
  placeholder: string;
  choices: readonly Choice[];
  onChoose: (id: string) => void;
  /** Whether the label is shown above the field, and not only said. */
  showsLabel?: boolean;
  /** Whether it has the focus as soon as it is there. */
  takesFocus?: boolean;
}

/** How many choices are listed at once: typing narrows them down. */
const SHOWN = 50;

/** A field that finds one of many things by what is typed; choosing one empties it again. */
export function Chooser(props: ChooserProps) {
  const { label, placeholder, choices, onChoose, showsLabel, takesFocus } = props;
  const [text, setText] = useState("");
  // A new field after each choice: the old one would put back what was typed into it.
  const [chosen, setChosen] = useState(0);
  const found = matching(choices, text);
  return (
    <ComboBox
      key={chosen}
      autoFocus={takesFocus === true || chosen > 0}
      aria-label={showsLabel ? undefined : label}
      items={found}
      inputValue={text}
      onInputChange={setText}
      value={null}
      onChange={(key) => {
        if (key === null) return;
        onChoose(String(key));
        setText("");
        setChosen(chosen + 1);
      }}
      allowsEmptyCollection
    >
      {showsLabel && <Label className={LABEL}>{label}</Label>}
      <div className="relative">
        <Input placeholder={placeholder} className={classes(FIELD, "pr-8")} />
        <Button
          aria-label="Show all"
          className="absolute inset-y-0 right-0 grid w-8 place-items-center text-muted"
        >
          <Icon name="chevronDown" width={14} height={14} />
        </Button>
      </div>
      <Popover className={classes(POPOVER, "w-(--trigger-width)")}>
        <ListBox<Choice>
          className="max-h-72 overflow-y-auto p-1 outline-none"
          renderEmptyState={() => <p className="px-2 py-2 text-muted">Nothing found</p>}
        >
          {(choice) => (
            <ListBoxItem textValue={`${choice.mark} ${choice.name}`} className={OPTION}>
              <span className="w-9 shrink-0 font-mono text-xs text-faint">{choice.mark}</span>
              <span className="min-w-0 flex-1 truncate">{choice.name}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

function matching(choices: readonly Choice[], text: string): Choice[] {
  const wanted = text.trim().toLowerCase();
  const fits = ({ mark, name }: Choice) =>
    !wanted || mark.toLowerCase() === wanted || name.toLowerCase().includes(wanted);
  return choices.filter(fits).slice(0, SHOWN);
}
