/** A copy without the entries that are undefined, which JSON would not keep. */
export function withoutUndefined<T extends object>(config: T): T {
  return Object.fromEntries(Object.entries(config).filter(([, x]) => x !== undefined)) as T;
}
