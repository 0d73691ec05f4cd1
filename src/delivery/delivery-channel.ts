import type { MessageRef, Outgoing } from '../contracts/delivery.ts';
import type { ChannelName } from '../contracts/inbound.ts';

/** A chat platform, as far as delivery needs it. `adapters/channel.ts` says what `deliver` promises. */
export interface DeliveryChannel {
  readonly name: ChannelName;
  /** @throws UpstreamError it may work later, ChannelError it never will */
  deliver(outgoing: Outgoing, posted: (part: number, ref: MessageRef) => Promise<void>): Promise<void>;
}
