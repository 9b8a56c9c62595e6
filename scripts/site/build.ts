import { readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { addAssets } from "./assets";
import { brokenLinks } from "./broken-links";
import { finishContent, type Content } from "./content";
import { convert, type Converted } from "./convert";
import { extraPages, extraParts } from "./extra-pages";
import { SiteFiles } from "./files";
import { frontContent, seriesTable } from "./front-page";
import { sourcePage } from "./links";
import { figureMark, takeFigures, type SavedFigure } from "./live-output";
import { checkOutputs, type Notebook } from "./notebook-file";
import { page, type Menu, type PageParts } from "./page";
import { placeFigure } from "./place-figure";
import { root } from "./places";
import { searchIndex } from "./sections";
import { libraryContent, librarySources, sourceContent } from "./source-pages";

/** The figure that the first page opens with: the spiral, learned. */
const OPENS_WITH = "05-points-on-a-graph";

/** A notebook without its figures, and its figures. */
export interface Saved {
  text: string;
  figures: SavedFigure[];
}

/** The committed notebooks, by name. Throws Error where one has no outputs, or old ones. */
export function readSeries(folder = join(root, "notebooks")): Map<string, Saved> {
  const names = readdirSync(folder).filter((name) => /^\d\d-[^.]+\.ipynb$/.test(name));
  const read = names.sort().map((file): [string, Saved] => {
    const name = file.replace(".ipynb", "");
    const whole = JSON.parse(readFileSync(join(folder, file), "utf8")) as Notebook;
    checkOutputs(name, whole);
    try {
      const { notebook, figures } = takeFigures(whole);
      return [name, { text: JSON.stringify(notebook), figures }];
    } catch (cause) {
      throw new Error(`${file}: ${(cause as Error).message}`, { cause });
    }
  });
  return new Map(read);
}

/** The finished content of each notebook. Its frames and stills go into `files`. */
function notebookContents(
  series: ReadonlyMap<string, Saved>,
  converted: Converted,
  files: SiteFiles,
): Map<string, Content> {
  const notebooks = new Set(series.keys());
  const sources = new Set(Object.keys(converted.sources));
  return new Map(
    [...series].map(([name, { figures }]) => {
      const placed = new Map(
        figures.map((figure, i) => [figureMark(i), placeFigure(figure, files)] as const),
      );
      const places = { files, notebooks, sources };
      return [name, finishContent(name, converted.notebooks[name], placed, places)];
    }),
  );
}

/** All files of the site. Throws Error that names what cannot be built and why. */
export async function buildSite(say: (text: string) => void): Promise<SiteFiles> {
  const files = new SiteFiles();
  const series = readSeries();
  say(`${series.size} notebooks with their outputs`);
  const texts = Object.fromEntries([...series].map(([name, { text }]) => [name, text]));
  const converted = convert(texts, librarySources());
  say("  as HTML, by nbconvert");
  const contents = notebookContents(series, converted, files);
  say("  with formulas, contents and links");

  const rows = seriesTable();
  const missing = [...series.keys()].find((name) => !rows.some((row) => row.name === name));
  if (missing) throw new Error(`README's table of notebooks lacks ${missing}`);
  const notebookParts = [...contents].map(([name, content]): PageParts => {
    const { title, description, html, contents } = content;
    return { file: `${name}.html`, title, description, content: html, contents, kind: "notebook" };
  });
  notebookParts.forEach((part, i) => {
    part.previous = notebookParts[i - 1];
    part.next = notebookParts[i + 1];
  });
  const extras = await Promise.all(extraPages.map((extra) => extraParts(extra, files)));
  const paths = Object.keys(converted.sources);
  const library: PageParts = {
    file: "library.html",
    title: "The library",
    description: "The small library that the notebooks build, file by file.",
    content: libraryContent(
      paths,
      notebookParts.map(({ file, title }) => ({ name: file.replace(".html", ""), file, title })),
    ),
  };
  const first = series.get(OPENS_WITH)?.figures[0];
  const front: PageParts = {
    file: "index.html",
    title: "neuronotes",
    description:
      "Neural networks from the first derivative to a trained classifier, in TypeScript.",
    content: frontContent(rows, extraPages, first ? placeFigure(first, files) : ""),
    kind: "front",
  };
  const sources = paths.map((path): PageParts => {
    const content = sourceContent(path, converted.sources[path]);
    return { file: sourcePage(path), title: path, description: path, content, kind: "source" };
  });
  const menu: Menu = [front, ...notebookParts, ...extras, library].map(({ file, title }) => ({
    file,
    title: file === "index.html" ? "The series" : title,
  }));
  const all = [front, ...notebookParts, ...extras, library, ...sources];
  for (const parts of all) files.add(parts.file, parts.whole ?? page(parts, menu));
  say(`${all.length} pages`);

  addAssets(files);
  const found = [...contents].map(([name, { title, sections }]) => ({
    title,
    file: `${name}.html`,
    sections,
  }));
  const others = [...extras, library].map(({ file, title, description }) => ({
    title,
    file,
    sections: [{ id: "", title, text: description }],
  }));
  files.add("assets/search-index.js", searchIndex([...found, ...others]));
  files.add(".nojekyll", "");
  const broken = brokenLinks(files.all);
  if (broken.length) throw new Error(`links that lead nowhere:\n  ${broken.join("\n  ")}`);
  say("every link leads somewhere");
  return files;
}

/** Writes the site beside its folder and then puts it there, so that a build that fails leaves the old one. */
export function writeSite(files: SiteFiles, folder: string): void {
  const beside = `${folder}.part`;
  rmSync(beside, { recursive: true, force: true });
  files.write(beside);
  rmSync(folder, { recursive: true, force: true });
  renameSync(beside, folder);
}
