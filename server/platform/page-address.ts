/** Tells a page the address it was asked for, which Next does not. Whatever a client sent by this name is lost. */
export const PAGE_ADDRESS = "x-orkestra-page-address";
