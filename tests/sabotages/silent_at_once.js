// Sabotage, for tests alone: audio that is sent or recorded is silent.
import { breakMedia } from "./lib/media.js";

breakMedia({ kind: "audio" });
