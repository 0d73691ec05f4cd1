import { z } from 'zod';
import type { Period } from '../../src/contracts/period.ts';
import { period } from '../inputs.ts';

export interface WriteDigestInput {
  /**
   * `preview` shows it where it was asked for, `test` is what would be posted, `post` is what the schedule asks for;
   * the others are about the schedule. Absent: preview.
   */
  readonly action?: 'preview' | 'test' | 'post' | 'schedule' | 'change' | 'pause' | 'resume' | 'stop' | 'status';
  /** A time asked about; absent: the last complete week. */
  readonly period?: Period;
  /** The week a scheduled digest is about. */
  readonly week?: Period;
  /** ISO instant: when a digest that comes late was due. */
  readonly due?: string;
  /** 1 Monday … 7 Sunday. */
  readonly weekday?: number;
  /** Local time, `HH:MM`. */
  readonly time?: string;
  readonly where?: 'here' | 'direct';
  /** "At eight, my time". */
  readonly clock?: 'mine';
  /** They asked for another rhythm than weekly, or for another way than this chat. */
  readonly every?: 'day' | 'month';
  readonly by?: 'email';
}

export const writeDigestInput: z.ZodType<WriteDigestInput> = z.object({
  action: z.enum(['preview', 'test', 'post', 'schedule', 'change', 'pause', 'resume', 'stop', 'status']).optional(),
  period: period.optional(),
  week: period.optional(),
  due: z.iso.datetime().optional(),
  weekday: z.int().min(1).max(7).optional(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  where: z.enum(['here', 'direct']).optional(),
  clock: z.literal('mine').optional(),
  every: z.enum(['day', 'month']).optional(),
  by: z.literal('email').optional(),
});
