// citeproc-js: all works registered at once, all citations in one call, then the reference list, as HTML.
//
//     CITEPROC_JS=FOLDER LOCALES=FOLDER node with_citeproc_js.cjs LIBRARY.json STYLE.csl OUTPUT.html
//
// FOLDER is where `npm install --prefix FOLDER citeproc` put the package; LOCALES has the locale files.
const fs = require("fs");
const path = require("path");
const CSL = require(path.join(process.env.CITEPROC_JS, "node_modules", "citeproc"));

const [libraryPath, stylePath, outputPath] = process.argv.slice(2);
const read = (file) => fs.readFileSync(file, "utf8");
const library = JSON.parse(read(libraryPath));
const items = new Map(library.map((item) => [item.id, item]));
const system = {
  retrieveItem: (id) => items.get(id),
  retrieveLocale: (lang) => {
    const file = path.join(process.env.LOCALES, `locales-${lang}.xml`);
    return fs.existsSync(file) ? read(file) : false;
  },
};
const engine = new CSL.Engine(system, read(stylePath));
const ids = library.map((item) => item.id);
engine.updateItems(ids);
const citations = ids.map((id, index) => ({
  citationID: `c${index}`,
  citationItems: [{ id }],
  properties: { noteIndex: 0 },
}));
const cited = engine.rebuildProcessorState(citations, "html");
const [parameters, entries] = engine.makeBibliography();
fs.writeFileSync(
  outputPath,
  cited.map(([, , text]) => `<p>${text}</p>\n`).join("") + parameters.bibstart + entries.join("") + parameters.bibend,
);
