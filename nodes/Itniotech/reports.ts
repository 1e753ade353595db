import { triggerOfAll } from '../buka/reports/trigger';
import { itniotech } from './profile';

export const itniotechReports = triggerOfAll(itniotech);
