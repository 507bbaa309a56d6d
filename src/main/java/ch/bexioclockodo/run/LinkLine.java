package ch.bexioclockodo.run;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the list of links: a linked pair, something that was decided, or something that needs
 * a decision. Ids, names, decision and reason that are not known are null.
 */
public record LinkLine(
    LinkKind kind,
    Long bexioId,
    String bexioName,
    Long clockodoId,
    String clockodoName,
    State state,
    Choice decision,
    Reason reason,
    List<Candidate> candidates) {

  /** Where it stands. */
  public enum State {
    LINKED("linked"),
    DECIDED("decided"),
    OPEN("open");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** One side of a line; what is not known is null. */
  record Thing(Long id, String name) {}

  /** Something on the other side that it may be. */
  public record Candidate(long id, String name) {

    @Override
    public String toString() {
      return name == null || name.isBlank() ? String.valueOf(id) : id + " " + name;
    }
  }

  /**
   * A line about something that a decision is about: in bexio, or in clockodo for a user or an
   * entry.
   */
  static LinkLine of(
      LinkKind kind,
      Thing source,
      Thing other,
      State state,
      Choice decision,
      Reason reason,
      List<Candidate> candidates) {
    Thing bexio = kind.fromClockodo() ? other : source;
    Thing clockodo = kind.fromClockodo() ? source : other;
    return new LinkLine(
        kind,
        bexio.id(),
        bexio.name(),
        clockodo.id(),
        clockodo.name(),
        state,
        decision,
        reason,
        candidates);
  }

  /** The id that a decision about it names: bexio's, or clockodo's for a user. */
  public Long sourceId() {
    return kind.fromClockodo() ? clockodoId : bexioId;
  }

  /** The line as an object of a JSON report. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", kind.word());
    map.put("bexioId", bexioId);
    map.put("bexioName", bexioName);
    map.put("clockodoId", clockodoId);
    map.put("clockodoName", clockodoName);
    map.put("state", state.word());
    map.put("decision", decision == null ? null : decision.word());
    map.put("reason", reason == null ? null : Messages.reason(reason));
    map.put("candidates", candidates);
    return map;
  }

  /** A kind of link in the reader's language. */
  public static String word(LinkKind kind) {
    return Messages.text("cli.links.kind." + kind.word());
  }

  /** A name with its id, or the id alone when the name is not known. */
  public static String named(String name, Object id) {
    return name == null || name.isBlank() ? String.valueOf(id) : name + " (" + id + ")";
  }
}
