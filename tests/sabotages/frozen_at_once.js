// Sabotage, for tests alone: video that is sent or recorded is frozen from the first frame.
import { breakMedia } from "./lib/media.js";

breakMedia({ kind: "video", how: "frozen" });
