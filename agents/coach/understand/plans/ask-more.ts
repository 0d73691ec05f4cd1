import type { PlanChange, PlanKind } from '../../../../src/contracts/plan.ts';
import type { Choice, SkillCall } from '../../../../src/contracts/skill.ts';
import type { PreviousTurn, Understanding } from '../../../../src/contracts/understanding.ts';
