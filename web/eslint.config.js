import { readdirSync } from "node:fs";

import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";
import tseslint from "typescript-eslint";

/**
 * The page flows one way: shared → features → app. A feature imports what is shared and nothing of
 * another feature, so that each can be read, changed and deleted alone.
 */
const features = folders("./src/features");
const layers = [
  restricted(["src/**/*.{ts,tsx}"], ["src/app/**", "src/features/**", "src/main.tsx"], {
    regex: "(^|/)(app|features)/",
    message: "Shared code imports neither a feature nor the app.",
  }),
  ...features.map((feature) =>
    restricted([`src/features/${feature}/**/*.{ts,tsx}`], [], {
      regex: foreign(feature),
      message: "A feature imports only what is shared: lift the common part, or join them in app/.",
    }),
  ),
];

/** @param {string} place */
function folders(place) {
  try {
    return readdirSync(new URL(place, import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

/**
 * What a feature may not import: the app, and the other features by alias or by a relative path.
 * @param {string} feature
 */
function foreign(feature) {
  const others = features.filter((other) => other !== feature);
  const relative = others.length > 0 ? `|^(\\.\\./)+(${others.join("|")})(/|$)` : "";
  return `(^|/)app/|(^|/)features/(?!${feature}(/|$))${relative}`;
}

/**
 * @param {string[]} files
 * @param {string[]} ignores
 * @param {{ regex: string, message: string }} pattern
 */
function restricted(files, ignores, pattern) {
  return {
    files,
    ignores,
    rules: { "no-restricted-imports": ["error", { patterns: [pattern] }] },
  };
}

export default defineConfig(
  globalIgnores(["dist", "src/generated"]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  reactHooks.configs.flat.recommended,
  jsxA11y.flatConfigs.strict,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        project: ["./tsconfig.json", "./tsconfig.node.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // The same limit as for Python: a file has one reason to change.
      "max-lines": ["error", { max: 400 }],
      // Numbers in a template are as safe as strings.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `onPress={() => void save()}` is the idiom; the promise itself must still be handled.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // A type may be wider than what arrives: the API's answers are checked by its own tests.
      "@typescript-eslint/consistent-type-imports": "error",
      // In a window that has just been asked for, the focus belongs in its first field.
      "jsx-a11y/no-autofocus": ["error", { ignoreNonDOM: true }],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["*.config.{js,ts}"],
    languageOptions: { globals: globals.node },
  },
  {
    // What public/ holds is served as it is, and some plugins that this file loads ship no types.
    files: ["public/**/*.js", "eslint.config.js"],
    extends: [tseslint.configs.disableTypeChecked],
  },
  layers,
);
