// Post the interfaces of the worker's global object to the page.

import { interfacesOf, partsOf } from "./surface.js";

postMessage({ interfaces: interfacesOf(globalThis), parts: partsOf(globalThis) });
