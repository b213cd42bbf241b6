import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import type { Source } from "@/components/document/documents";
import { passageAt, useDocument } from "@/components/document/useDocument";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { Failure } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import type { components } from "@/generated/api";
import { classes } from "@/lib/classes";

type Passage = components["schemas"]["PassageOut"];

interface PassageDialogProps {
  source: Source;
  onClose: () => void;
}

/** A passage with what stands around it, and the whole document if that is wanted. */
export default function PassageDialog({ source, onClose }: PassageDialogProps) {
  const [isWhole, setIsWhole] = useState(false);
  const { data, error, refetch } = useQuery(passageAt(source));
  return (
    <Dialog
      title={data?.name ?? "Document"}
      isOpen
      onClose={onClose}
      size="lg"
      actions={
        // The button stays where it is: what is pressed and goes takes the focus along.
        <Button
          icon="page"
          onPress={() => {
            setIsWhole(!isWhole);
          }}
        >
          {isWhole ? "Show the passage alone" : "Show the whole document"}
        </Button>
      }
    >
      {error ? (
        <Failure
          title="The passage could not be loaded"
          error={error}
          onRetry={() => void refetch()}
        />
      ) : isWhole ? (
        <Whole source={source} />
      ) : data ? (
        <>
          <p className="pb-2 text-sm text-muted">{data.headings.join(" › ")}</p>
          {data.before && <Line passage={data.before} />}
          <Line passage={data.passage} isMeant />
          {data.after && <Line passage={data.after} />}
        </>
      ) : (
        <SkeletonList label="The passage is being loaded" lines={4} />
      )}
    </Dialog>
  );
}

function Whole({ source }: { source: Source }) {
  const { data } = useDocument(source.documentId);
  const meant = useRef<HTMLDivElement>(null);
  useEffect(() => {
    meant.current?.scrollIntoView({ block: "center" });
  }, [data]);
  if (!data) return <SkeletonList label="The document is being loaded" lines={8} />;
  return data.passages.map((passage) => (
    <div key={passage.number} ref={passage.number === source.number ? meant : undefined}>
      <Line passage={passage} isMeant={passage.number === source.number} />
    </div>
  ));
}

function Line({ passage, isMeant }: { passage: Passage; isMeant?: boolean }) {
  const { number, kind, text, level } = passage;
  return (
    <div
      className={classes(
        "flex gap-3 rounded-md px-2 py-1",
        isMeant ? "bg-accent-soft" : "text-muted",
      )}
    >
      <span className="w-9 shrink-0 pt-0.5 font-mono text-xs text-muted">§{number}</span>
      <p
        className={classes(
          "min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]",
          kind === "heading" && "font-semibold",
        )}
        style={kind === "item" ? { paddingLeft: `${Math.min(level, 6) * 0.75}rem` } : undefined}
      >
        {isMeant && <span className="sr-only">The passage: </span>}
        {text}
      </p>
    </div>
  );
}
