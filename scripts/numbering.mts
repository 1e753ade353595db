import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { numberingPlanSource } from './numberingPlan.js';
import { ROOT } from './runtime.mjs';

await writeFile(join(ROOT, 'nodes', 'voice', 'input', 'numberingPlan.ts'), numberingPlanSource());
