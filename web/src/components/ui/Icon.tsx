import type { SVGProps } from "react";

/** The outlines of all icons, in a box of 16 by 16. */
const OUTLINES = {
  alert: "M8 2 1.8 13h12.4zM8 6.5v3M8 11.4v.1",
  arrowDown: "M8 3v10m0 0 4-4m-4 4L4 9",
  arrowRight: "M3 8h10m0 0L9 4m4 4-4 4",
  arrowUp: "M8 13V3m0 0L4 7m4-4 4 4",
  bookmark: "M4.5 2.5h7v11L8 10.5l-3.5 3z",
  calendar: "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.2v3M10.5 2.2v3",
  chat: "M2.5 3h11v8h-6l-3 2.5V11h-2z",
  check: "m3 8.5 3.2 3.2L13 5",
  chevron: "m6 4 4 4-4 4",
  chevronDown: "m4 6 4 4 4-4",
  clock: "M8 4.5V8l2.5 1.5M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z",
  close: "m4 4 8 8m0-8-8 8",
  command: "M2 3h12v10H2zM5 6l2 2-2 2M8.5 10H11",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  cut: "M4.5 9.2a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM11.5 9.2a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM5.6 9.5 11 2.5M10.4 9.5 5 2.5",
  dots: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  external: "M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3 7.5 8.5",
  grip: "M6 4h.01M6 8h.01M6 12h.01M10 4h.01M10 8h.01M10 12h.01",
  help: "M6.2 6.2A1.9 1.9 0 1 1 8 8.6v.8m0 2v.1M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z",
  filter: "M2.5 3.5h11L9.5 8.5v4l-3-1.5V8.5z",
  history: "M2.5 8a5.5 5.5 0 1 0 1.8-4.1L2.5 5.5m0-3v3h3M8 5v3.2l2.2 1.3",
  indent: "M3 3.5h10M8 8h5M8 12.5h5M3 6.5 5 8.5l-2 2",
  keyboard: "M1.5 4h13v8h-13zM4 6.5h.01M6.7 6.5h.01M9.4 6.5h.01M12 6.5h.01M5 9.5h6",
  link: "M6.5 9.5l3-3M7 4.5l1.2-1.2a2.6 2.6 0 0 1 3.7 3.7L10.7 8.2M9 11.5l-1.2 1.2A2.6 2.6 0 0 1 4.1 9l1.2-1.2",
  monitor: "M2 3h12v8H2zM6 13.5h4M8 11v2.5",
  moon: "M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5Z",
  next: "m4 3.5 6 4.5-6 4.5zM12 3.5v9",
  outdent: "M3 3.5h10M8 8h5M8 12.5h5M5 6.5l-2 2 2 2",
  page: "M4 1.8h5.5L12.5 5v9.2H4zM9.2 1.8V5.3h3.3M6 8h4.5M6 10.8h4.5",
  panel: "M2 3h12v10H2zM9.5 3v10",
  paste: "M5.5 3.5h-2v10h9v-10h-2M5.5 2.5h5v2.2h-5z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  pencil: "m3 13 .6-2.8L10.7 3.1l2.2 2.2-7.1 7.1z",
  play: "m5 3 7.5 5L5 13z",
  plus: "M8 3v10M3 8h10",
  previous: "M12 3.5 6 8l6 4.5zM4 3.5v9",
  print: "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
  redo: "M13 6.5H6a3.5 3.5 0 0 0 0 7h3M13 6.5l-3-3m3 3-3 3",
  search: "m10.3 10.3 3.2 3.2M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z",
  split: "M8 2.5V6m0 0c0 3-4 2.5-4 6.5M8 6c0 3 4 2.5 4 6.5",
  sun: "M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9",
  tag: "M2.5 2.5h5l6 6-5 5-6-6zM5.3 5.3h.01",
  trash: "M3 4.5h10M6.5 4.5v-2h3v2M4.3 4.5l.6 9h6.2l.6-9M6.8 7v4M9.2 7v4",
  undo: "M3 6.5h7a3.5 3.5 0 0 1 0 7H7M3 6.5l3-3m-3 3 3 3",
  user: "M8 2.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4ZM2.8 13.5c.5-2.6 2.6-4 5.2-4s4.7 1.4 5.2 4",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof OUTLINES;

interface IconProps extends Omit<SVGProps<SVGSVGElement>, "name"> {
  name: IconName;
}

/** A drawing that says nothing to a screen reader: what it stands for is said beside it. */
export function Icon({ name, ...props }: IconProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={16}
      height={16}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "grip" || name === "dots" ? 1.8 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable="false"
      {...props}
    >
      <path d={OUTLINES[name]} />
    </svg>
  );
}
