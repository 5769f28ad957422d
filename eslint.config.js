// The rules for pages/: the recommended ones and those of the house style. No build step, no formatter.

import js from "@eslint/js";
import globals from "globals";

const pages = {
    files: ["pages/**/*.js"],
    ...js.configs.recommended,
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: { ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...js.configs.recommended.rules,
      "eqeqeq": "error",
      "no-implicit-globals": "error",
      "no-var": "error",
      "prefer-const": "error",
      "max-len": ["error", { code: 140, ignoreUrls: true }],
      "no-unused-vars": ["error", { argsIgnorePattern: "^rtc$" }],
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "What a browser said is text: use textContent." },
        { property: "outerHTML", message: "What a browser said is text: use textContent." },
        { property: "insertAdjacentHTML", message: "What a browser said is text: use textContent." },
      ],
      "no-restricted-globals": ["error", { name: "event", message: "Take the event as an argument." }],
    },
};

export default [
  pages,
  {
    // A part of rtc is one function that holds the functions it gives.
    files: ["pages/lib/*.js"],
    rules: { "max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true }] },
  },
  {
    // The script of a report runs in a page as it is, and a report may be opened from a disk.
    files: ["reports/static/*.js"],
    ...js.configs.recommended,
    languageOptions: { ecmaVersion: 2024, sourceType: "script", globals: { ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...pages.rules,
      "no-implicit-globals": "off",
    },
  },
  {
    // A probe stands alone: it is given rtc and imports nothing but pages/lib.
    files: ["pages/probes/**/*.js"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "ImportDeclaration[source.value!=/^(\\.\\.\\/)+lib\\//]", message: "A probe imports only pages/lib." },
        {
          selector: "ExportNamedDeclaration:not(:has(ExportSpecifier[exported.name=/^(offerer|answerer)$/]))",
          message: "A probe has one default export, or exports offerer and answerer.",
        },
      ],
    },
  },
];
