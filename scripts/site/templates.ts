import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rooms } from "./places";

/**
 * A template of site/ with its {{slots}} filled. The values are HTML already.
 * Throws Error where a slot has no value.
 */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, slot: string) => {
    const value = values[slot];
    if (value === undefined) throw new Error(`the template has a slot ${slot} that nobody filled`);
    return value;
  });
}

export const template = (name: string): string => readFileSync(join(rooms, name), "utf8");

/** The files of a folder of site/ in the order of their names, one after the other. */
export function together(folder: string): string {
  return readdirSync(join(rooms, folder))
    .sort()
    .map((name) => readFileSync(join(rooms, folder, name), "utf8"))
    .join("\n");
}
