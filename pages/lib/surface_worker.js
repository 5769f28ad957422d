// Tells the page that starts this worker what its global object offers.

import { interfacesOf, partsOf } from "./surface.js";

postMessage({ interfaces: interfacesOf(globalThis), parts: partsOf(globalThis) });
