// Which destinations this window offers, and what was chosen of them.
import { DESTINATIONS } from '../destinations/destinationList';
import type { Delivery, Destination } from '../destinations/destination';
import type { TargetLocation } from '../files/targetLocations';
import { readDestinationSetting } from '../settings/settings';

/** What has been answered so far of where the credentials go. */
export interface DeliveryDraft {
  readonly destination?: Destination | undefined;
  readonly place?: TargetLocation | undefined;
  readonly ignoreFirst?: boolean | undefined;
}

/** Without a folder there is no file to write. */
export function offeredDestinations(): readonly Destination[] {
  return DESTINATIONS.filter(
    ({ files, service }) => (files?.places().length ?? 1) > 0 && (service === undefined || service.isOffered()),
  );
}

/** Without a setting and without a question there was one answer only. */
export function defaultDestination(): Destination {
  const setting = readDestinationSetting();
  const offered = offeredDestinations();
  const [first] = offered;
  const chosen = offered.find(({ id }) => id === setting) ?? first;
  if (chosen === undefined) throw new Error('There is no destination.');
  return chosen;
}

/** Whether the setting leaves the choice to the person. */
export function isDestinationAsked(): boolean {
  const setting = readDestinationSetting();
  return !DESTINATIONS.some(({ id }) => id === setting);
}

/** What was chosen, complete. What was not asked had one answer only. */
export function completeDelivery({ destination, place, ignoreFirst }: DeliveryDraft): Delivery {
  const chosen = destination ?? defaultDestination();
  return {
    destination: chosen,
    place: place ?? chosen.files?.places()[0],
    ignoreFirst: ignoreFirst ?? false,
  };
}
