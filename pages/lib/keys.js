// Names of facts that are made from values of an API.

// Return "focusCapturedSurface" for "focus-captured-surface".
export const camelCase = (value) => value.replaceAll(/[ -](.)/g, (_, letter) => letter.toUpperCase());
