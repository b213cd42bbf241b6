import { useState } from "react";

import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { TextField } from "@/components/ui/TextField";

interface ListDialogProps {
  onList: (text: string) => void;
  onClose: () => void;
}

/** Takes a list where there are no keys to paste it with. */
export default function ListDialog({ onList, onClose }: ListDialogProps) {
  const [text, setText] = useState("");
  const show = () => {
    onClose();
    onList(text);
  };
  return (
    <Dialog
      title="Add from a list"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isDisabled={text.trim() === ""} onPress={show}>
            Show as tasks
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </>
      }
    >
      <TextField
        label="A list, one task a line"
        multiline
        autoFocus
        value={text}
        onChange={setText}
        onEnter={show}
        placeholder={"- [ ] Design\n  - [x] Wireframes\n- [ ] Build"}
      />
      <p className="mt-2 text-sm text-muted">
        Bullets, numbers, headings and boxes as in Markdown; what stands further in becomes a
        sub-task. You see the tasks before they count.
      </p>
    </Dialog>
  );
}
