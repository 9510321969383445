/** Table of contents: the reporters by the word of `--reporter`. */
import { defaultReporter } from './default.ts';
import { githubReporter } from './github.ts';
import { jsonReporter } from './json.ts';
import { junitReporter } from './junit.ts';
import { markdownReporter } from './markdown.ts';
import type { Reporter } from './report.ts';

export const reporters: readonly Reporter[] = [defaultReporter, jsonReporter, junitReporter, githubReporter, markdownReporter];
