package ch.bexioclockodo.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** When a fault applies: built by {@link Faults#on}, set by {@link #then}. */
public final class FaultRule {

  private final Faults owner;
  private final Pattern route;
  private Predicate<String> row;
  private int nth;
  private int attempt;
  private Fault fault;
  private int calls;
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

  /** A route is a method and a path template; {@code *} stands for any characters. */
  FaultRule(Faults owner, String route) {
    this.owner = owner;
    this.route = Pattern.compile(Pattern.quote(route).replace("*", "\\E.*\\Q"));
  }

  /** Only calls about rows whose key contains the text. */
  public FaultRule row(String text) {
    return row(key -> key.contains(text));
  }

  /** Only calls about rows whose key the predicate accepts. */
  public FaultRule row(Predicate<String> predicate) {
    row = predicate;
    return this;
  }

  /** Only this matching call, counted from 1 since the rule was set. */
  public FaultRule nth(int call) {
    nth = call;
    return this;
  }

  /** Only this call of each matching row, counted per row key from 1 since the rule was set. */
  public FaultRule attempt(int number) {
    attempt = number;
    return this;
  }

  /** Every matching call: what a rule without {@code nth} and {@code attempt} does anyway. */
  public FaultRule always() {
    nth = 0;
    attempt = 0;
    return this;
  }

  /** Sets the rule. */
  public void then(Fault applied) {
    fault = applied;
    owner.add(this);
  }

  Fault fault() {
    return fault;
  }

  /** Counts the call, and says whether it is one to fail. */
  synchronized boolean meets(Call call) {
    if (!route.matcher(call.route().name()).matches()
        || (row != null && !row.test(call.rowKey()))) {
      return false;
    }
    calls++;
    int attemptOfRow = attempts.merge(call.rowKey(), 1, Integer::sum);
    if (fault.kind() == Fault.Kind.UNAUTHORIZED_ONCE && nth == 0 && attempt == 0) {
      return calls == 1;
    }
    return (nth == 0 || nth == calls) && (attempt == 0 || attempt == attemptOfRow);
  }
}
