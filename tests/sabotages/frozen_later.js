// Sabotage, for tests alone: video that is sent or recorded is frozen from the 15th frame.
import { breakMedia } from "./lib/media.js";

breakMedia({ kind: "video", how: "frozen", later: true });
