package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.Agreement;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.ThreeWay;
import ch.bexioclockodo.link.ThreeWay.Change;
import ch.bexioclockodo.link.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what becomes of a linked pair that looks different: what only bexio changed is written,
 * what only clockodo changed is kept, what both changed is settled by the setting or by a person.
 */
public final class Comparing {

  private static final int LONGEST_VALUE = 60;

  private final Proposal proposal;
  private final Base base;
  private final boolean anew;
  private final MasterObject object;
  private final Map<String, Object> now;

  /**
   * What became of it.
   *
   * @param action UPDATE, DEACTIVATE, EXCLUDE or DECIDE, or null when nothing is left to do
   * @param changes the fields to write
   * @param base what both sides will have agreed on once it is written, or null
   * @param upkeep what the link shall remember when nothing is written, or null
   */
  public record Result(
      Action action, Reason reason, Map<String, Object> changes, Base base, Upkeep upkeep) {}

  private Comparing(Proposal proposal, Base base, boolean anew) {
    this.proposal = proposal;
    this.anew = anew;
    this.base = base;
    this.object = proposal.comparison().object();
    this.now = ClockodoFields.shown(proposal.kind(), object);
  }

  /**
   * @param before what bexio's former record is mapped to, or null when there is none
   * @param after what bexio's record of today is mapped to, or null when it is gone
   * @param conflicts what the setting says about fields that both changed
   * @param anew whether the mapping of today is held against what was written last
   */
  public static Result compare(
      Proposal proposal,
      Base base,
      Map<String, Object> before,
      Map<String, Object> after,
      ImportRules.Conflicts conflicts,
      boolean anew) {
    Map<String, Object> asked = new LinkedHashMap<>();
    Map<String, Object> former = new LinkedHashMap<>();
    if (after == null) {
      asked.put("active", false);
      former.put("active", !base.isDeleted());
    } else {
      asked.putAll(after);
      former.putAll(before == null ? after : before);
      if (before == null && base.isDeleted()) {
        former.put("active", false);
      } else if (anew) {
        // What bexio says nothing about is not taken away from clockodo.
        asked.values().removeIf(value -> Values.same(value, null));
        former.clear();
        asked.keySet().forEach(field -> former.put(field, base.fields().get(field)));
      }
    }
    return new Comparing(proposal, base, anew).result(former, asked, conflicts);
  }

  private Result result(
      Map<String, Object> former, Map<String, Object> asked, ImportRules.Conflicts setting) {
    former.remove(ClockodoFields.PARENT);
    asked.remove(ClockodoFields.PARENT);
    Set<String> ours = new HashSet<>(ClockodoFields.names(proposal.kind()));
    ours.removeAll(
        Set.of(ClockodoFields.PARENT, "service_assignments", "color", "automatic_completion"));
    ThreeWay found = ThreeWay.compare(former, asked, base.fields(), now, object::shows, ours);
    Map<String, Change> changes = new LinkedHashMap<>(found.changes());
    List<Change> kept = new ArrayList<>(found.kept());
    Choice choice = proposal.comparison().choice();
    if (choice == Choice.KEEP_CLOCKODO) {
      // Whoever says so means the row as it stands, whichever side has changed.
      kept.addAll(changes.values());
      kept.addAll(found.conflicts());
      changes.clear();
    } else if (choice == Choice.TAKE_BEXIO) {
      found.conflicts().forEach(change -> changes.put(change.field(), change));
      found.kept().stream()
          .filter(change -> asked.containsKey(change.field()))
          .forEach(change -> changes.put(change.field(), change));
      kept.removeIf(change -> changes.containsKey(change.field()));
    } else if (!found.conflicts().isEmpty()) {
      switch (setting) {
        case TAKE_BEXIO -> found.conflicts().forEach(change -> changes.put(change.field(), change));
        case KEEP_CLOCKODO -> kept.addAll(found.conflicts());
        case DECIDE -> {
          Reason reason = Reason.of(ReasonCode.CONFLICT, describeBoth(found.conflicts()));
          return new Result(Action.DECIDE, reason, Map.of(), null, null);
        }
      }
    }
    Change name = changes.get("name");
    Long taken =
        name == null || choice == Choice.TAKE_BEXIO
            ? null
            : proposal.comparison().nameTakenBy().apply(Values.text(name.bexio()));
    if (taken != null) {
      Reason reason = Reason.of(ReasonCode.NAME_TAKEN_BY_ANOTHER, Values.text(name.bexio()), taken);
      return new Result(Action.DECIDE, reason, Map.of(), null, null);
    }
    // A hidden field is compared again, from the same record, once clockodo shows it.
    Base agreed =
        new Base(
            found.hidden().isEmpty() ? sourceNow() : base.source(), agreedFields(changes, kept));
    return changes.isEmpty() ? agreed(kept, agreed, choice) : written(changes, kept, agreed);
  }

  /** Nothing is to be written; what both sides are from now on is remembered. */
  private Result agreed(List<Change> kept, Base agreed, Choice choice) {
    Agreement agreement =
        new Agreement(
            String.valueOf(proposal.source().get("name")),
            object.name(),
            agreed.write(),
            Base.bexioPrint(agreed.source()),
            Base.clockodoPrint(proposal.kind(), object));
    Upkeep upkeep =
        Upkeep.agreed(
            proposal.comparison().link().kind(),
            proposal.comparison().link().bexioId(),
            agreement,
            choice != null && choice.once());
    return kept.isEmpty()
        ? new Result(null, null, Map.of(), null, upkeep)
        : new Result(
            Action.EXCLUDE,
            choice == Choice.KEEP_CLOCKODO
                ? Reason.of(ReasonCode.KEPT_BY_DECISION, describeDecided(kept))
                : Reason.of(ReasonCode.CLOCKODO_KEPT, describeKept(kept)),
            Map.of(),
            null,
            upkeep);
  }

  private Result written(Map<String, Change> changes, List<Change> kept, Base agreed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    changes.forEach((field, change) -> fields.put(field, whole(change)));
    boolean ends = Boolean.FALSE.equals(fields.get("active"));
    return new Result(
        ends ? Action.DEACTIVATE : Action.UPDATE,
        because(changes.values(), kept, ends),
        fields,
        agreed,
        null);
  }

  private Reason because(Collection<Change> changes, List<Change> kept, boolean ends) {
    if (proposal.comparison().absence() != null) {
      return proposal.comparison().absence();
    }
    if (anew) {
      return Reason.of(ReasonCode.MAPPED_ANEW, describe(changes));
    }
    if (ends) {
      return Reason.of(ReasonCode.CLOSED_IN_BEXIO, describe(changes));
    }
    return kept.isEmpty()
        ? Reason.of(ReasonCode.CHANGED_IN_BEXIO, describe(changes))
        : Reason.of(ReasonCode.CHANGED_AND_KEPT, describe(changes), describeKept(kept));
  }

  /** What an object such as a budget holds beside what bexio knows of it stays in it. */
  private static Object whole(Change change) {
    if (!(change.bexio() instanceof Map<?, ?> asked
        && change.clockodo() instanceof Map<?, ?> now)) {
      return change.bexio();
    }
    Map<Object, Object> whole = new LinkedHashMap<>(now);
    whole.keySet().retainAll(ClockodoFields.BUDGET);
    whole.putAll(asked);
    return whole;
  }

  private Map<String, Object> sourceNow() {
    return proposal.record() == null ? Base.DELETED : Base.of(proposal.record(), Map.of()).source();
  }

  /**
   * What both sides hold from now on. A field that clockodo changed keeps its old value here, so
   * that a later change in bexio is still seen to meet a change made by hand.
   */
  private Map<String, Object> agreedFields(Map<String, Change> changes, List<Change> kept) {
    Map<String, Object> fields = new LinkedHashMap<>(now);
    changes.forEach((field, change) -> fields.put(field, change.bexio()));
    Map<String, Object> old = new HashMap<>();
    kept.forEach(change -> old.put(change.field(), base.fields().get(change.field())));
    fields.putAll(old);
    return fields;
  }

  private static String describe(Collection<Change> changes) {
    return changes.stream()
        .map(change -> fromTo(change, change.clockodo(), change.bexio()))
        .collect(Collectors.joining(", "));
  }

  private static String describeKept(Collection<Change> changes) {
    return changes.stream()
        .map(change -> fromTo(change, change.agreed(), change.clockodo()))
        .collect(Collectors.joining(", "));
  }

  private static String describeDecided(Collection<Change> changes) {
    return changes.stream()
        .map(
            change ->
                Words.field(change.field())
                    + " «"
                    + text(change.clockodo())
                    + "» (bexio «"
                    + text(change.bexio())
                    + "»)")
        .collect(Collectors.joining(", "));
  }

  private static String describeBoth(Collection<Change> changes) {
    return changes.stream()
        .map(
            change ->
                fromTo(change, change.agreed(), change.bexio())
                    .replace("→ «", "→ bexio «")
                    .concat(", clockodo «" + text(change.clockodo()) + "»"))
        .collect(Collectors.joining("; "));
  }

  private static String fromTo(Change change, Object from, Object to) {
    return Words.field(change.field()) + " «" + text(from) + "» → «" + text(to) + "»";
  }

  /** A value as a sentence names it; yes and no are translated with the sentence. */
  private static String text(Object value) {
    if (value instanceof Boolean yes) {
      return yes ? Words.YES : Words.NO;
    }
    String text = Values.text(value);
    return text.length() <= LONGEST_VALUE ? text : MappedFields.cut(text, LONGEST_VALUE) + "…";
  }
}
