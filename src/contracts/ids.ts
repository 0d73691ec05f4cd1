/** Branded identifiers: a string of one kind cannot be passed where another is meant. */
export type Brand<Name extends string> = string & { readonly __brand: Name };

export type TenantId = Brand<'TenantId'>;
export type UserId = Brand<'UserId'>;
export type DatasetId = Brand<'DatasetId'>;
export type SessionId = Brand<'SessionId'>;
export type TurnId = Brand<'TurnId'>;
export type InboundId = Brand<'InboundId'>;
export type ChartId = Brand<'ChartId'>;
