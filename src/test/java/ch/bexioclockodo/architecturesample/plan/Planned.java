package ch.bexioclockodo.architecturesample.plan;

/** What ledger and link must not know. */
public final class Planned {}
