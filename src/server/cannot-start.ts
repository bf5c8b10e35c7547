/** Something the person who starts the program can mend; its message says what is wrong and what to do, in plain words. */
export class CannotStart extends Error {}
