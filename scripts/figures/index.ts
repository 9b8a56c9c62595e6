// `npm run figures [-- WORD ...]`: makes the pictures in assets/ by the project's own code, or the sets whose names contain a word.
import { statSync } from "node:fs";
import { join } from "node:path";
import { writeBeside } from "../../lib/io/write-beside";
import { animations } from "./animations";
import { dataPictures } from "./data";
import { orAndXor } from "./or-and-xor";
import type { Pictures } from "./pictures";
import { vocabularyPictures } from "./vocabulary";

const ASSETS = join(__dirname, "..", "..", "assets");

/** Sets of still pictures, by how the names of all of them begin. */
const stills: Record<string, () => Pictures | Promise<Pictures>> = {
  "or-and-xor.png": orAndXor,
  data: dataPictures,
  figures: vocabularyPictures,
};

async function main(words: readonly string[]): Promise<void> {
  const wanted = (name: string) => !words.length || words.some((word) => name.includes(word));
  const said = (name: string) => {
    const { size } = statSync(join(ASSETS, name));
    console.log(`assets/${name}: ${Math.round(size / 1024)} KB`);
  };
  for (const [set, make] of Object.entries(stills)) {
    if (!wanted(set)) continue;
    for (const [name, png] of Object.entries(await make())) {
      await writeBeside(join(ASSETS, name), png);
      said(name);
    }
  }
  for (const [name, make] of Object.entries(animations)) {
    if (!wanted(name)) continue;
    const missing = await make(join(ASSETS, name));
    if (missing) console.log(`assets/${name} stays as it was: ${missing}`);
    else said(name);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
