/** Reads JSON of a kind; null for what is no JSON, or of another kind. */
export function parsedJson<T>(text: string, isKind: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(text);
    return isKind(value) ? value : null;
  } catch {
    return null;
  }
}
