import { lazy, Suspense } from "react";

const Rendered = lazy(() => import("@/components/ui/RenderedMarkdown"));

/** Text as people and agents write it, shown with its marks once what renders them is loaded. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-calm">
      <Suspense fallback={<p className="whitespace-pre-wrap">{text}</p>}>
        <Rendered text={text} />
      </Suspense>
    </div>
  );
}
