package ch.bexioclockodo.ledger;

import ch.bexioclockodo.bexio.Timesheet;
import java.util.ArrayList;
import java.util.List;

/**
 * What a timesheet that was read back shows of how bexio keeps what it is sent.
 *
 * @param rule the rule under which it is what was sent, or null when there is none
 * @param different the fields in which it differs from what was sent, character by character
 */
public record EchoVerdict(EchoRule rule, List<String> different) {

  /** Compares field by field, the status included. */
  public static EchoVerdict of(EchoRule known, Timesheet sent, Timesheet there) {
    List<String> different = new ArrayList<>();
    for (EchoRule.TextRule text : EchoRule.TextRule.values()) {
      for (boolean secondsKept : new boolean[] {true, false}) {
        EchoRule rule = new EchoRule(secondsKept, text);
        List<String> fields = rule.differences(sent, there, sent.fields().keySet());
        if (rule.equals(EchoRule.EXACT)) {
          different.addAll(fields);
        }
        if (fields.isEmpty()) {
          return new EchoVerdict(widest(known, rule), different);
        }
      }
    }
    return new EchoVerdict(null, different);
  }

  /** What was learnt once stays learnt: one row in whole minutes does not prove seconds. */
  private static EchoRule widest(EchoRule one, EchoRule other) {
    boolean rewritten =
        one.text() == EchoRule.TextRule.REWRITTEN || other.text() == EchoRule.TextRule.REWRITTEN;
    return new EchoRule(
        one.secondsKept() && other.secondsKept(),
        rewritten ? EchoRule.TextRule.REWRITTEN : EchoRule.TextRule.AS_SENT);
  }
}
