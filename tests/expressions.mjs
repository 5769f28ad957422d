// Evaluates GitHub Actions expressions with GitHub's own library: reads a line {text, context, status}, where `status`
// is what success() and its like are about, and prints a line {value, string} or {error}.

import { createInterface } from "node:readline";
import { Evaluator, Lexer, Parser, data } from "../node_modules/@actions/expressions/dist/index.js";

const statusFunctions = (status) =>
  Object.entries({ always: true, cancelled: false, failure: status === "failure", success: status === "success" }).map(
    ([name, value]) => ({ name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }),
  );

function evaluate({ text, context, status }) {
  const functions = statusFunctions(status);
  const parsed = new Parser(new Lexer(text).lex().tokens, Object.keys(context), functions).parse();
  const known = JSON.parse(JSON.stringify(context), data.reviver);
  const result = new Evaluator(parsed, known, new Map(functions.map((each) => [each.name, each]))).evaluate();
  return { value: JSON.parse(JSON.stringify(result, data.replacer)), string: result.coerceString() };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = evaluate(JSON.parse(line));
  } catch (wrong) {
    answer = { error: String(wrong) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
