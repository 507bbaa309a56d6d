package ch.bexioclockodo.sandbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Faults set by a test, addressed by route and nth call or by row and attempt, so that they replay
 * under concurrency. The row key of a write comes from its body: of timesheets and entries {@code
 * user|start or date|text}, of others the name; of calls without a body it is the id in the path.
 */
public final class Faults {

  private final List<FaultRule> rules = new CopyOnWriteArrayList<>();

  /** Starts a rule for a route, for example {@code POST /2.0/timesheet} or {@code GET /2.0/*}. */
  public FaultRule on(String route) {
    return new FaultRule(this, route);
  }

  public void clear() {
    rules.clear();
  }

  void add(FaultRule rule) {
    rules.add(rule);
  }

  /** The faults of a call: all latencies that apply and the first other one. */
  List<Fault> of(Call call) {
    if (rules.isEmpty()) {
      return List.of();
    }
    List<Fault> all =
        rules.stream().filter(rule -> rule.meets(call)).map(FaultRule::fault).toList();
    Fault main = all.stream().filter(f -> f.kind() != Fault.Kind.LATENCY).findFirst().orElse(null);
    return all.stream().filter(f -> f.kind() == Fault.Kind.LATENCY || f == main).toList();
  }
}
