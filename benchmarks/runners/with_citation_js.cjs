// A .bib file into CSL-JSON with citation-js.
//
//     CITATION_JS=FOLDER node with_citation_js.cjs LIBRARY.bib bibtex|biblatex [OUTPUT.json]
//
// FOLDER is where npm put it: npm install --prefix FOLDER @citation-js/core @citation-js/plugin-bibtex
"use strict";
const fs = require("fs");
const path = require("path");
const packages = path.join(process.env.CITATION_JS, "node_modules", "@citation-js");
const { plugins, Cite } = require(path.join(packages, "core"));
require(path.join(packages, "plugin-bibtex"));

const [input, dialect, output] = process.argv.slice(2);
plugins.config.get("@bibtex").parse.strict = false;
const items = new Cite(fs.readFileSync(input, "utf8"), { forceType: `@${dialect}/text` }).data;
const text = JSON.stringify(items, (name, value) => (name === "_graph" ? undefined : value), 1) + "\n";
if (output) fs.writeFileSync(output, text);
else process.stdout.write(text);
