import { triggerOfAll } from '../buka/reports/trigger';
import { laaffic } from './profile';

export const laafficReports = triggerOfAll(laaffic);
