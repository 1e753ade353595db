import { buka } from './buka';
import type { Contract } from './contracts';
import { innopaas } from './innopaas';
import type { VendorName } from './state';
import type { SandboxVendor } from './vendor';

export { ACCOUNTS } from './vendor';

/** How each vendor knows its customers and spells its answers; what it does when called lies in `operations`. */
export const VENDORS: Record<VendorName, (contract: Contract) => SandboxVendor> = {
	innopaas: () => innopaas,
	onbuka: buka,
	itniotech: buka,
	laaffic: buka,
};
