import { ParentSize } from "@visx/responsive";
import type { ReactNode } from "react";

const HEIGHT = 200;

/** The room that a chart leaves for its axes, in pixels. */
export const MARGIN = { top: 8, right: 8, bottom: 28, left: 32 } as const;

export interface Frame {
  readonly width: number;
  readonly height: number;
}

interface ChartProps {
  /** What the drawing shows, in a sentence. */
  label: string;
  legend: readonly { readonly name: string; readonly colour: string }[];
  /** The same as the drawing, for whoever does not see it: names of columns, then rows. */
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  children: (frame: Frame) => ReactNode;
}

/** A drawing as wide as there is room, what its colours mean, and the same as a table. */
export function Chart({ label, legend, columns, rows, children }: ChartProps) {
  return (
    <figure className="min-w-0">
      <div style={{ height: HEIGHT }}>
        <ParentSize debounceTime={50}>
          {({ width }) =>
            width > 0 && (
              <svg role="img" aria-label={label} width={width} height={HEIGHT}>
                {children({ width, height: HEIGHT })}
              </svg>
            )
          }
        </ParentSize>
      </div>
      <figcaption className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
        {legend.map(({ name, colour }) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <span aria-hidden className="size-2.5 rounded-sm" style={{ background: colour }} />
            {name}
          </span>
        ))}
      </figcaption>
      <details className="mt-2 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-ink">
          As a table
        </summary>
        {/* It scrolls, so it has to be within reach of the keyboard. */}
        <div
          role="region"
          aria-label={`${label} As a table`}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="mt-2 max-h-60 overflow-auto"
        >
          <table className="w-full text-left tabular-nums">
            <thead className="sticky top-0 bg-surface text-muted">
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" className="py-1 pr-3 font-medium">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([head, ...cells]) => (
                <tr key={head} className="border-t">
                  <th scope="row" className="py-1 pr-3 font-normal whitespace-nowrap">
                    {head}
                  </th>
                  {cells.map((cell, column) => (
                    <td key={columns[column + 1]} className="py-1 pr-3">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
