// Forward the page's console messages, uncaught errors, unhandled rejections and ReportingObserver reports.

const TEXT_LIMIT = 4000;
const MESSAGE_LIMIT = 200;

function wordsOf(value) {
  if (typeof value === "string") return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function watchReports(say) {
  if (typeof ReportingObserver !== "function") return;
  const observer = new ReportingObserver((reports) => {
    for (const { type, body } of reports) say("report", `${type}: ${body?.id ?? ""} ${body?.message ?? ""}`);
  }, { buffered: true });
  observer.observe();
}

// Call tell(level, text) for each message, at most MESSAGE_LIMIT times.
export function watchConsole(tell) {
  let told = 0;
  const say = (level, text) => {
    told += 1;
    if (told <= MESSAGE_LIMIT) tell(level, text.slice(0, TEXT_LIMIT));
  };
  for (const level of ["log", "info", "warn", "error", "debug"]) {
    const original = console[level].bind(console);
    console[level] = (...values) => {
      original(...values);
      say(level, values.map(wordsOf).join(" "));
    };
  }
  addEventListener("error", (event) => say("page-error", `${event.message} (${event.filename}:${event.lineno})`));
  addEventListener("unhandledrejection", (event) => say("rejection", wordsOf(event.reason)));
  watchReports(say);
}
