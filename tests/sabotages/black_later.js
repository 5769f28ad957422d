// Sabotage, for tests alone: video that is sent or recorded is black from the 15th frame.
import { breakMedia } from "./lib/media.js";

breakMedia({ kind: "video", how: "black", later: true });
