// Sets itself up as this worker's message handler when it is loaded in one.
import "elkjs/lib/elk-worker.min.js";
