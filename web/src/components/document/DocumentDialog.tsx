import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { DropZone } from "react-aria-components/DropZone";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Text } from "react-aria-components/Text";

import { ACCEPTED, keepDocument, type Kept } from "@/components/document/documents";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { Icon } from "@/components/ui/Icon";
import { TextField } from "@/components/ui/TextField";
import { messageOf } from "@/lib/problem";

interface DocumentDialogProps {
  /** What is wanted of it, where that was said before. */
  words?: string;
  onDocument: (documentId: string, words: string) => void;
  onClose: () => void;
}

const PASTED = "Pasted text.md";

/** Takes the document that a plan is to be made from: dropped, chosen, or pasted as text. */
export default function DocumentDialog({ words, onDocument, onClose }: DocumentDialogProps) {
  const [kept, setKept] = useState<Kept | null>(null);
  const [text, setText] = useState("");
  const [wanted, setWanted] = useState(words ?? "");
  const keep = useMutation({
    mutationFn: ({ name, content }: { name: string; content: Blob }) => keepDocument(name, content),
  });
  const take = (file: File | undefined) => {
    if (file) keep.mutate({ name: file.name, content: file }, { onSuccess: setKept });
  };
  const plan = () => {
    if (kept) onDocument(kept.id, wanted);
    else if (text.trim()) {
      keep.mutate(
        { name: PASTED, content: new Blob([text]) },
        {
          onSuccess: ({ id }) => {
            onDocument(id, wanted);
          },
        },
      );
    }
  };
  return (
    <Dialog
      title="Plan from a document"
      isOpen
      onClose={onClose}
      size="lg"
      actions={
        <Button
          variant="primary"
          icon="arrowRight"
          isDisabled={keep.isPending || (!kept && !text.trim())}
          onPress={plan}
        >
          Plan from it
        </Button>
      }
    >
      {kept ? (
        <Taken
          document={kept}
          onOther={() => {
            setKept(null);
          }}
        />
      ) : (
        <>
          <DropZone
            getDropOperation={() => "copy"}
            onDrop={({ items }) => {
              const item = items.find(({ kind }) => kind === "file");
              if (item?.kind === "file") void item.getFile().then(take);
            }}
            className="grid place-items-center gap-2 rounded-lg border border-dashed border-edge px-4 py-6 text-center data-[drop-target]:border-accent data-[drop-target]:bg-accent-soft"
          >
            <Icon name="page" width={22} height={22} className="text-muted" />
            <Text slot="label">Drop a Markdown, text or PDF file here</Text>
            <FileTrigger
              acceptedFileTypes={ACCEPTED}
              onSelect={(files) => {
                take(files?.[0]);
              }}
            >
              <Button isDisabled={keep.isPending}>Choose a file</Button>
            </FileTrigger>
          </DropZone>
          <TextField
            label="Or paste the text"
            className="mt-4"
            multiline
            value={text}
            onChange={setText}
            placeholder="Meeting notes, a list of requirements…"
            maxLength={1_000_000}
          />
        </>
      )}
      {keep.isError && (
        <p role="alert" className="mt-3 text-removed">
          {messageOf(keep.error)}
        </p>
      )}
      <TextField
        label="What is wanted of it (optional)"
        className="mt-4"
        value={wanted}
        onChange={setWanted}
        onEnter={plan}
        placeholder="Only the first milestone"
        maxLength={10_000}
      />
    </Dialog>
  );
}

function Taken({ document, onOther }: { document: Kept; onOther: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-lg border bg-sunken px-3 py-2.5">
      <Icon name="page" className="shrink-0 text-muted" />
      <p role="status" className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <span className="font-medium">{document.name}</span>{" "}
        <span className="text-muted">
          {document.passage_count === 1 ? "1 passage" : `${document.passage_count} passages`}
        </span>
      </p>
      <Button size="sm" variant="quiet" onPress={onOther}>
        Another one
      </Button>
    </div>
  );
}
