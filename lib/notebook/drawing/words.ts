/** A description that begins with the figure's title, if it has one. */
export function titled(title: string | undefined, description: string): string {
  if (!title) return description;
  return /[.!?:…]$/.test(title) ? `${title} ${description}` : `${title}. ${description}`;
}
