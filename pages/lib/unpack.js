// Create modules from the source texts in a page that no server serves, and start the page with the first one. This is not
// a module: it is at the end of a reproducer and has the nonce that its modules inherit.

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

  // Return a worker's source as one classic script: Chromium starts no module worker for a page from a file:// URL.
  // Imported sources come first, once each, and keep their names.
  function inOnePiece(path, taken = new Set()) {
    return sourceOf(path).replace(IMPORT, (_, name) => {
      if (taken.has(name)) return "";
      taken.add(name);
      return inOnePiece(name, taken).replace(EXPORT, "");
    });
  }

  // Return the blob URL of a source. The modules that it imports, and the workers that it starts, are replaced with their
  // own URLs.
  function addressOf(path) {
    const linked = sourceOf(path)
      .replace(IMPORTED, (_, name) => `from "${addressOf(name)}"`)
      .replace(STARTED, (words, name) => (document.getElementById(name) ? `"${addressOfText(name, inOnePiece(name))}"` : words));
    return addressOfText(path, linked);
  }

  const { page, probe } = document.body.dataset;
  import(addressOf(page)).then((started) => started.default(() => import(addressOf(probe))));
})();
