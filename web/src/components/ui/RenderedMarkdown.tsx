import ReactMarkdown from "react-markdown";

/** Markdown as elements. HTML in it stays text. The only export: it is loaded on its own. */
export default function RenderedMarkdown({ text }: { text: string }) {
  return (
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
  );
}
