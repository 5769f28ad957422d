// Sabotage, for tests alone: audio that is sent or recorded falls silent a moment after it began.
import { breakMedia } from "./lib/media.js";

breakMedia({ kind: "audio", later: true });
