// `npm run figures`: makes the pictures in assets/ by the project's own code.
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeBeside } from "../../lib/io/write-beside";
import { dataPictures } from "./data";
import { orAndXor } from "./or-and-xor";
import { vocabularyPictures } from "./vocabulary";

const ASSETS = join(__dirname, "..", "..", "assets");

async function main(): Promise<void> {
  for (const make of [orAndXor, dataPictures, vocabularyPictures]) {
    for (const [name, png] of Object.entries(await make())) {
      mkdirSync(dirname(join(ASSETS, name)), { recursive: true });
      await writeBeside(join(ASSETS, name), png);
      console.log(`assets/${name}`);
    }
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
