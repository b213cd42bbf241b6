import { Suspense } from "react";

import { lazilyOr } from "@/components/ui/lazilyOr";

const Rendered = lazilyOr(() => import("@/components/ui/RenderedMarkdown"), Unmarked);

/** Text as people and agents write it, shown with its marks once what renders them is loaded. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-calm">
      {hasMarks(text) ? (
        <Suspense fallback={<Unmarked text={text} />}>
          <Rendered text={text} />
        </Suspense>
      ) : (
        text
          .trim()
          .split(/\n\s*\n/)
          .map((paragraph, place) => <p key={place}>{paragraph}</p>)
      )}
    </div>
  );
}

function Unmarked({ text }: { text: string }) {
  return <p className="whitespace-pre-wrap">{text}</p>;
}

/** Whether anything in a text may mean more than its words: most of what is said has no marks at all. */
function hasMarks(text: string): boolean {
  return /[*_`~[\]<>#|\\&]|^\s*(?:[-+=]|\d+[.)])|^(?: {4}|\t)| {2}$|:\/\//m.test(text);
}
