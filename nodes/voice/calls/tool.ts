import type { INode } from 'n8n-workflow';

/** Whether an AI agent runs the node; `isToolExecution()` says so under some agents only. */
export const isTool = ({ type }: INode): boolean => type.endsWith('Tool');
