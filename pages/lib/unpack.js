// Makes modules of the sources that stand as text in a page which no server serves, and starts the page with the first.
// Not a module itself: it stands at the end of a reproducer, with the nonce that its modules inherit.

(() => {
  const IMPORTED = /\bfrom "([^"]+)"/g;
  const IMPORT = /^import \{[^}]*\} from "([^"]+)";$/gm;
  const EXPORT = /^export (?=async function|function|const|class)/gm;
  const STARTED = /\bnew URL\("([^"]+)", import\.meta\.url\)(, \{ type: "module" \})?/g;
  const addresses = new Map();

  const sourceOf = (path) => document.getElementById(path).textContent;

  function addressOfText(path, text) {
    if (!addresses.has(path)) {
      const source = new Blob([`${text}\n//# sourceURL=${path}`], { type: "text/javascript" });
      addresses.set(path, URL.createObjectURL(source));
    }
    return addresses.get(path);
  }

  // A worker's source in one piece, for a classic worker: Chromium starts no module as a worker of a page from the disk. What
  // is imported stands in front, once, and keeps its names.
  function inOnePiece(path, taken = new Set()) {
    return sourceOf(path).replace(IMPORT, (_, name) => {
      if (taken.has(name)) return "";
      taken.add(name);
      return inOnePiece(name, taken).replace(EXPORT, "");
    });
  }

  // The address of a source. What it imports, or starts as a worker, has its own address written into it.
  function addressOf(path) {
    const linked = sourceOf(path)
      .replace(IMPORTED, (_, name) => `from "${addressOf(name)}"`)
      .replace(STARTED, (words, name) => (document.getElementById(name) ? `"${addressOfText(name, inOnePiece(name))}"` : words));
    return addressOfText(path, linked);
  }

  const { page, probe } = document.body.dataset;
  import(addressOf(page)).then((started) => started.default(() => import(addressOf(probe))));
})();
