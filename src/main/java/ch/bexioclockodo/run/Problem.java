package ch.bexioclockodo.run;

/** Something that must be said about the whole run: a stable code and one sentence. */
public record Problem(String code, String text) {}
