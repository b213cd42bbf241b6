import { Icon } from "@/components/ui/Icon";
import { useDocument } from "@/components/document/useDocument";

/** The name of a document that was given with a message. */
export function SourceDocument({ documentId }: { documentId: string }) {
  const { data } = useDocument(documentId);
  return (
    <span className="mt-1 flex items-center gap-1.5 text-sm">
      <Icon name="page" width={14} height={14} className="shrink-0" />
      <span className="truncate">{data?.name ?? "Document"}</span>
    </span>
  );
}
