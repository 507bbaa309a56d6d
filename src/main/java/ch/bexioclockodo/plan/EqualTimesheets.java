package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Timesheet;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Timesheets by who, for whom, what and when; each answers for one entry only. */
public final class EqualTimesheets {

  private final Map<String, Deque<Timesheet>> bySignature = new HashMap<>();

  public EqualTimesheets(Collection<Timesheet> timesheets) {
    for (Timesheet timesheet : timesheets) {
      bySignature
          .computeIfAbsent(BexioHoldings.signature(timesheet), key -> new ArrayDeque<>())
          .add(timesheet);
    }
  }

  public boolean isEmpty() {
    return bySignature.isEmpty();
  }

  /** One that equals what is to be sent, if there is one left. */
  public Optional<Timesheet> claim(Timesheet planned) {
    Deque<Timesheet> equal = bySignature.get(BexioHoldings.signature(planned));
    return equal == null ? Optional.empty() : Optional.ofNullable(equal.poll());
  }
}
