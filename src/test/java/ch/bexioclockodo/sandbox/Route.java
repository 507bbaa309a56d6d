package ch.bexioclockodo.sandbox;

import java.util.function.Function;

/**
 * One call of an API.
 *
 * @param name method and path template, for example {@code GET /2.0/timesheet/{id}}
 * @param action answers it; null when there is no such route
 */
record Route(String name, Function<Call, Answer> action) {

  boolean exists() {
    return action != null;
  }
}
