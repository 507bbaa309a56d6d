package ch.bexioclockodo.check;

import ch.bexioclockodo.bexio.ProjectState;
import ch.bexioclockodo.plan.BookableStates;
import ch.bexioclockodo.run.Messages;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The project states as read, and in which of them time may be booked. */
record ProjectStatesCheck(BookableStates bookable) implements ModuleListCheck {

  private static final String CALL = "bexio-list-project-states";

  @Override
  public String name() {
    return "bexio project states";
  }

  @Override
  public String call() {
    return CALL;
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    List<ProjectState> states = calls.rows(CALL, ProjectState.class);
    if (bookable.every()) {
      return Finding.ok(
          name(), Messages.text("check.states-each", BookableStates.describe(states)));
    }
    try {
      Set<Integer> ids = bookable.resolveStrictly(states);
      return Finding.ok(
          name(),
          states.stream()
              .map(
                  state ->
                      BookableStates.describe(List.of(state))
                          + (ids.contains(state.id()) ? Messages.text("check.bookable") : ""))
              .collect(Collectors.joining(", ")));
    } catch (IllegalArgumentException unknown) {
      throw new Problem(
          unknown.getMessage(),
          Messages.text("check.remedy.setting", "bexio-clockodo.import.project-states"));
    }
  }
}
