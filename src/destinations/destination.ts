/** Where credentials can go: the values of the setting `agoras.destination`, in the order in which they are offered. */
export const DESTINATIONS = ['dotenv', 'launch', 'launchEnvFile', 'clipboard', 'terminal'] as const;

export type Destination = (typeof DESTINATIONS)[number];
