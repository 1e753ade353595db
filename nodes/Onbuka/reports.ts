import { triggerOfCalls } from '../buka/reports/trigger';
import { onbuka } from './profile';

export const onbukaReports = triggerOfCalls(onbuka);
