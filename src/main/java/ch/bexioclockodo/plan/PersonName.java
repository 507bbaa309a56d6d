package ch.bexioclockodo.plan;

import java.util.Arrays;
import java.util.Optional;

/** clockodo's one name of a person as the two that bexio wants. */
record PersonName(String first, String last) {

  /** In which order a name is written where no comma tells. */
  enum Order {
    FIRST_LAST("first-last"),
    LAST_FIRST("last-first");

    private final String word;

    Order(String word) {
      this.word = word;
    }

    static Order of(String word) {
      return Arrays.stream(values())
          .filter(order -> order.word.equals(word))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no name order is called " + word));
    }
  }

  /**
   * Divides a name after its first word, or at its comma ("Muster, Anna"); nothing when there is
   * nothing to divide.
   */
  static Optional<PersonName> of(String name, Order order) {
    String text = name == null ? "" : name.strip();
    boolean comma = text.contains(",");
    String[] parts = text.split(comma ? "\\s*,\\s*" : "\\s+", 2);
    if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        comma || order == Order.LAST_FIRST
            ? new PersonName(parts[1].strip(), parts[0])
            : new PersonName(parts[0], parts[1].strip()));
  }
}
