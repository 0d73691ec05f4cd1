import type { FollowUp } from '../../src/contracts/skill.ts';
import type { WriteDigestInput } from './input.ts';

const button = (label: string, action: NonNullable<WriteDigestInput['action']>): FollowUp => ({
  label,
  kind: 'ask',
  call: { skill: 'write-digest', input: { action } },
});
export const SET = button('Set a weekly digest', 'schedule');
export const CHANGE = button('Change the time', 'change');
export const PAUSE = button('Pause it', 'pause');
export const RESUME = button('Resume it', 'resume');
export const STOP = button('Stop it', 'stop');
export const PREVIEW = button('Show it now', 'preview');
const TEST = button('Send a test now', 'test');

/** Buttons under a digest that was just set. */
export const AFTER_SETTING: readonly FollowUp[] = [TEST, CHANGE, PAUSE];
