// As much of a page's document as the build needs. (The browser's own types are not known here.)
import { parseHTML } from "linkedom";

export interface PageNode {
  readonly nodeType: number;
  readonly childNodes: Iterable<PageNode>;
  textContent: string;
}

export interface PageElement extends PageNode {
  readonly localName: string;
  readonly children: Iterable<PageElement>;
  id: string;
  className: string;
  innerHTML: string;
  outerHTML: string;
  closest(selector: string): PageElement | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelectorAll(selector: string): Iterable<PageElement>;
  replaceWith(...nodes: (PageNode | string)[]): void;
}

export interface PageDocument extends Pick<PageElement, "querySelectorAll"> {
  readonly body: PageElement;
  createElement(name: string): PageElement;
}

/** The document of a page whose body holds this HTML. */
export function parseBody(html: string): PageDocument {
  const page = `<!doctype html><html><body>${html}</body></html>`;
  return parseHTML(page).document as unknown as PageDocument;
}
