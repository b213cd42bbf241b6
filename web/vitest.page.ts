import "@testing-library/jest-dom/vitest";

// What jsdom has not got, since it lays nothing out: nothing ever changes its size or is out of view.
globalThis.ResizeObserver = class {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
};
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;
window.scrollTo = () => undefined;
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), { media, matches: false }) as unknown as MediaQueryList;

// Addresses without a host are a page's; and the signals of jsdom are not those of Node.
const PlainRequest = Request;
globalThis.Request = class extends PlainRequest {
  constructor(path: string, init: RequestInit) {
    super(new URL(path, location.href), { ...init, signal: null });
  }
} as typeof Request;
