import { digestsIn } from "./output-looks.ts";

// The process that looks at a folder for another one, and says what it saw.
process.stdout.write(JSON.stringify(digestsIn(process.argv[2]!)));
