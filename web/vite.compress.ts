import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import type { Plugin } from "vite";

/** What the server sends instead of a file, by the end of its name (`api/page.py`). */
const FORMS = {
  ".br": (content: Buffer) =>
    promisify(brotliCompress)(content, {
      params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
  ".gz": (content: Buffer) => promisify(gzip)(content, { level: 9 }),
};

/** Compresses code and styles once, as well as can be: the server would do it for each visitor anew. */
export function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    async writeBundle({ dir = "" }) {
      const folder = join(dir, "assets");
      const files = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name));
      await Promise.all(
        files.map(async (name) => {
          const content = await readFile(join(folder, name));
          for (const [end, compress] of Object.entries(FORMS)) {
            await writeFile(join(folder, name + end), await compress(content));
          }
        }),
      );
    },
  };
}
