package ch.bexioclockodo.app;

import ch.bexioclockodo.run.DecisionRefused;
import ch.bexioclockodo.run.Messages;

/** Ids as people write them; a hyphen, or nothing, stands for none. */
final class GivenId {

  private GivenId() {}

  /** The id, or null for none; anything else is refused in one sentence. */
  static Long of(String text) {
    String id = text == null ? "" : text.strip();
    if (id.isEmpty() || "-".equals(id)) {
      return null;
    }
    if (!id.matches("[0-9]{1,18}") || Long.parseLong(id) == 0) {
      throw new DecisionRefused(Messages.text("cli.links.wrong-id", id));
    }
    return Long.valueOf(id);
  }
}
