package ch.bexioclockodo.link;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a person can say about a row that needs a decision. */
public enum Choice {
  /** These two are the same thing, whatever names and numbers say. */
  LINK("link"),
  /** Nothing in clockodo is this; a new object is made. */
  CREATE("create"),
  /** Leave it alone: neither linked nor created. */
  IGNORE("ignore"),
  /** These two were linked and are not the same thing: never propose the pair again. */
  APART("apart"),
  /** Both sides changed: clockodo's values stay. Said once, for the change at hand. */
  KEEP_CLOCKODO("keep-clockodo"),
  /** Both sides changed: bexio's values go to clockodo. Said once, for the change at hand. */
  TAKE_BEXIO("take-bexio");

  private final String word;

  Choice(String word) {
    this.word = word;
  }

  /** The word in tables, reports, CSV files and messages. */
  @JsonValue
  public String word() {
    return word;
  }

  /** Whether it names something on the other side. */
  public boolean namesAPair() {
    return this == LINK || this == APART;
  }

  /** Whether it ends with the change that it was said about. */
  public boolean once() {
    return this == KEEP_CLOCKODO || this == TAKE_BEXIO;
  }

  public static Optional<Choice> of(String word) {
    return Arrays.stream(values()).filter(choice -> choice.word.equals(word)).findFirst();
  }
}
