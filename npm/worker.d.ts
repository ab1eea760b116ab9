// A module worker; it exports nothing.
export {};
