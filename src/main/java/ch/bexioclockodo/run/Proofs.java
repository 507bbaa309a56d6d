package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.FirstTimesheetStore;
import ch.bexioclockodo.ledger.FirstTimesheetStore.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What first timesheets have shown so far, while a run sends. */
final class Proofs {

  private final Map<Long, State> states;
  private final Set<Long> fictionalUsers;

  Proofs(Map<Long, State> states, Set<Long> fictionalUsers) {
    this.states = new HashMap<>(states);
    this.fictionalUsers = Set.copyOf(fictionalUsers);
  }

  boolean isConnectionProven() {
    return states.get(FirstTimesheetStore.CONNECTION) == State.PROVEN;
  }

  /** Whether it is a fictional user of whom nobody knows yet whether bexio lets them book. */
  boolean isToBeProven(long user) {
    return fictionalUsers.contains(user) && !states.containsKey(user);
  }

  boolean isFictional(long user) {
    return fictionalUsers.contains(user);
  }

  boolean isRefused(long user) {
    return states.get(user) == State.REFUSED;
  }

  boolean isAnyRefused() {
    return states.containsValue(State.REFUSED);
  }

  /** Whether every row of a chunk may go at once, whoever's they are. */
  boolean isNothingToProve() {
    return isConnectionProven() && states.keySet().containsAll(fictionalUsers);
  }

  void know(long user, State state) {
    states.put(user, state);
  }
}
