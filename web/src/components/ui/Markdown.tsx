import ReactMarkdown from "react-markdown";

/** Text as people and agents write it, shown with its marks. HTML in it stays text. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-calm">
      <ReactMarkdown
        components={{
          a: ({ children, href }) => (
            <a href={href} target="_blank" rel="noreferrer">
              {children}
            </a>
          ),
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
